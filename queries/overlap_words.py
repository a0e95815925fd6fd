"""What the table of look-alike activities says, in words, and its columns."""

from __future__ import annotations

from collections.abc import Iterator

from .question import Column, Text
from .tables import column, described

__all__ = ["ACROSS", "INSIDE", "KEPT", "LOCAL", "OVERLAPS", "TWO_ACTIVITIES"]

ACROSS = Text(en="across plans", ka="სხვადასხვა გეგმაში")
INSIDE = Text(en="inside a plan", ka="ერთ გეგმაში")


def _end(name: str, en: str, ka: str, genitive: str) -> Iterator[Column]:
    """Yield the columns that tell one of two activities."""
    yield column(
        f"{name}_plan", "text", f"{en} plan", f"{ka}: გეგმა",
        f"the plan of the {name} activity", f"{genitive} საქმიანობის გეგმა",
    )  # fmt: skip
    yield column(
        f"{name}_place", "text", f"{en} place", f"{ka}: ადგილი",
        f"where the {name} activity stands in its plan", f"{genitive} საქმიანობის ადგილი გეგმაში",
    )  # fmt: skip
    yield column(
        f"{name}_number", "text", f"{en} No.", f"{ka}: №",
        f"the number of the {name} activity as printed",
        f"{genitive} საქმიანობის ნომერი, როგორც დაბეჭდილია",
    )  # fmt: skip
    yield column(
        f"{name}_activity", "text", f"{en} activity", f"{ka} საქმიანობა",
        f"the title of the {name} activity", f"{genitive} საქმიანობის სახელი",
    )  # fmt: skip
    yield column(
        f"{name}_leads", "text", f"{en} led by", f"{ka}: პასუხისმგებელი",
        f"the bodies responsible for the {name} activity",
        f"{genitive} საქმიანობის პასუხისმგებელი უწყებები",
    )  # fmt: skip
    yield column(
        f"{name}_lines", "text", f"{en} lines", f"{ka}: სტრიქონები",
        f"the lines of the {name} activity in its document",
        f"{genitive} საქმიანობის სტრიქონები დოკუმენტში",
    )  # fmt: skip


def _part(name: str, en: str, ka: str) -> Column:
    return column(
        f"{name}_score", "decimal", f"Likeness: {en}", f"მსგავსება: {ka}",
        f"how alike the two are in {en}, from 0 to 1; empty where one of them does not tell",
        f"რამდენად ჰგავს – {ka}: 0-დან 1-მდე; ცარიელია, თუ ერთ-ერთში არ ჩანს",
    )  # fmt: skip


OVERLAPS = described(
    "overlaps",
    Text(en="Activities that look alike", ka="ერთმანეთის მსგავსი საქმიანობები"),
    Text(
        en="Pairs that look alike in words, bodies, kind of work and people: hints only. Whether "
        "they fragment, overlap or duplicate each other is for a person to judge.",
        ka="საქმიანობების წყვილები, რომლებიც სიტყვებით, უწყებებით, სახითა და სამიზნე ჯგუფებით "
        "ჰგავს ერთმანეთს. ეს მხოლოდ მინიშნებაა: დანაწევრებაა, გადაფარვა თუ დუბლირება, ადამიანმა "
        "უნდა განსაჯოს.",
    ),
    (
        column(
            "score", "decimal", "Score", "მსგავსება", "how alike they look, from 0 to 1",
            "რამდენად ჰგავს ერთმანეთს: 0-დან 1-მდე",
        ),
        column(
            "where", "text", "Where", "სად", "across plans or inside a plan",
            "სხვადასხვა გეგმაში თუ ერთ გეგმაში",
        ),
        column(
            "verdict", "text", "Verdict", "დასკვნა", "what people decided, with author and date",
            "რა დაასკვნა ადამიანმა, ავტორითა და თარიღით",
        ),
        *_end("first", "First", "პირველი", "პირველი"),
        *_end("second", "Second", "მეორე", "მეორე"),
        column(
            "words", "text", "Shared words", "საერთო სიტყვები",
            "words of the first title that the second has too, in some form",
            "პირველი დასახელების სიტყვები, რომლებიც მეორეშიც გვხვდება, რომელიმე ფორმით",
        ),
        column(
            "bodies", "text", "Shared bodies", "საერთო უწყებები",
            "bodies that lead, support or are partners in both, with their roles",
            "უწყებები, რომლებიც ორივეში პასუხისმგებელი, დამხმარე ან პარტნიორია",
        ),
        column(
            "types", "text", "Shared kinds", "საერთო სახეები",
            "types that both activities have", "ორივე საქმიანობის საერთო სახეები",
        ),
        column(
            "people", "text", "Shared target groups", "საერთო სამიზნე ჯგუფები",
            "people whom both titles name", "ხალხი, ვისაც ორივე დასახელება ახსენებს",
        ),
        _part("words", "words", "სიტყვები"),
        _part("actors", "bodies", "უწყებები"),
        _part("types", "kind of work", "სახე"),
        _part("people", "target groups", "სამიზნე ჯგუფები"),
        column(
            "first_iri", "iri", "First IRI", "პირველი IRI", "the IRI of the first activity",
            "პირველი საქმიანობის IRI",
        ),
        column(
            "second_iri", "iri", "Second IRI", "მეორე IRI", "the IRI of the second activity",
            "მეორე საქმიანობის IRI",
        ),
    ),
)  # fmt: skip
"""The table of look-alike activities."""

KEPT = Text(
    en="kept in {path}; the next build writes it into the graph",
    ka="შენახულია: {path}; გრაფში შემდეგი kavshiri build ჩაწერს",
)
"""What is said when a verdict was kept."""

TWO_ACTIVITIES = Text(
    en="nothing without --judge and the two activities",
    ka="არაფერი, თუ --judge-ით ორი საქმიანობა არ არის მითითებული",
)
"""What is expected of the parts of a verdict where no pair is named."""

LOCAL = Text(
    en="the folder of a store: verdicts are kept in it, and a server has none",
    ka="საცავის საქაღალდე: დასკვნები მასში ინახება, სერვერს კი საქაღალდე არ აქვს",
)
"""What is expected of the place where a verdict is to be kept."""
