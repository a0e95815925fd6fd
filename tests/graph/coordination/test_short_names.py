"""Short names: those that people know, from the authority list."""

from __future__ import annotations

import pytest

from kavshiri.graph.coordination.plans import Organisation, Plans

BASE = "https://w3id.org/kavshiri/id/organisation/"


@pytest.mark.parametrize(
    ("slug", "ka", "en"),
    [
        # as the first lines of the migration plan abbreviate them
        ("state-services-development-agency", "სსგს", "PSDA"),
        ("geostat", "საქსტატი", "GEOSTAT"),
        ("prosecutors-office", "პროკურატურა", "GPO"),
        ("anti-trafficking-council", "ტრეფიკინგის საბჭო", "Anti-Trafficking Council"),
        ("ministry-of-justice", "იუსტიციის სამინისტრო", "MOJ"),
        # international bodies go by their Latin letters there, where their name is long
        ("icmpd", "ICMPD", "ICMPD"),
        ("us-exbs", "EXBS", "EXBS"),
        ("coe", "ევროპის საბჭო", "CoE"),
        ("eu", "ევროკავშირი", "EU"),
        # of several other names the shortest
        ("ministry-of-internal-affairs", "შსს", "MIA"),
        ("courts", "სასამართლო", "Courts"),
        # nobody has a shorter name for it
        ("house-of-justice", "იუსტიციის სახლი", "PSH"),
        ("social-service-agency", "სოციალური მომსახურების სააგენტო", "SSA"),
    ],
)
def test_short_names(both: Plans, slug: str, ka: str, en: str) -> None:
    body = both.organisations[BASE + slug]
    assert (body.short_name("ka"), body.short_name("en")) == (ka, en)


def test_no_short_name_is_longer_than_the_name(both: Plans) -> None:
    for body in both.organisations.values():
        for lang, short in body.short.items():
            assert len(short) <= max(30, len(body.name(lang))), body.iri
            assert len(short) <= len(body.name(lang)), body.iri


def test_a_body_without_any_is_called_by_its_name() -> None:
    body = Organisation("x", {"en": "Name", "ka": "სახელი"})
    assert (body.short_name("ka"), body.short_name("en")) == ("სახელი", "Name")


def test_a_body_without_a_label_is_called_by_its_iri() -> None:
    assert Organisation("iri", {}).short_name("ka") == "iri"
