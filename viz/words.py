"""The words that pages say, in English and in Georgian."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["SECTORS", "page_words"]

SECTORS = (
    "government",
    "international",
    "civilSociety",
    "academic",
    "private",
    "mixed",
    "unknown",
)
"""The sectors in the order of the legend; ``unknown`` stands for a body without a type."""

_ENGLISH = {
    "activities": "Activities",
    "activities_of": "activities",
    "activity": "Activity",
    "all_links": "All planned dependencies",
    "arrow": "An arrow points from the body that leads an activity to a body whose support or "
    "partnership it needs. The wider the line, the more activities; the larger the mark, the "
    "more activities the body leads or helps in.",
    "choose": "Choose an organisation",
    "count": "Count",
    "figures": "{organisations} organisations, {links} planned dependencies, "
    "{activities} activities",
    "groups_in": "Groups of unnamed bodies are drawn too.",
    "groups_out": "Left out: {groups} unnamed groups, such as “interested organisations”.",
    "hint": "Choose an organisation or a line of the picture, and the activities behind it stand "
    "here.",
    "helps": "Helps",
    "kinds": "Sectors",
    "leads": "Leads",
    "least": "Least number of activities for a line",
    "lines": "lines",
    "needed": "Needed body",
    "needed_by": "Is needed by",
    "needs": "Needs",
    "needs_whom": "Leading body",
    "no_links": "These plans name no supporter or partner of a leading body.",
    "no_script": "The picture needs JavaScript. All it shows stands in the tables below.",
    "number": "No.",
    "partner": "partner",
    "period": "Period of the plan: {start} to {end}",
    "picture": "The delivery network as a picture; the table below says the same in words.",
    "planned": "These are planned dependencies: they show what the plans meant, not what was done.",
    "role": "Role",
    "shown": "The picture shows the {shown} bodies with the most activities, of {organisations}.",
    "listed": "Of {links} planned dependencies, the {listed} with the most activities are listed.",
    "source": "Source",
    "support": "supporter",
    "title": "Who needs whom to deliver",
    "sector_academic": "academic",
    "sector_civilSociety": "civil society",
    "sector_government": "government",
    "sector_international": "international",
    "sector_mixed": "mixed groups",
    "sector_private": "private",
    "sector_unknown": "not known",
}
_GEORGIAN = {
    "activities": "საქმიანობები",
    "activities_of": "საქმიანობა",
    "activity": "საქმიანობა",
    "all_links": "ყველა დაგეგმილი დამოკიდებულება",
    "arrow": "ისარი მიემართება საქმიანობაზე პასუხისმგებელი უწყებიდან იმისკენ, ვისი დახმარება ან "
    "პარტნიორობაც სჭირდება. რაც უფრო განიერია ხაზი, მით მეტია საქმიანობა; რაც უფრო დიდია ნიშანი, "
    "მით მეტ საქმიანობას უძღვება ან ეხმარება ორგანიზაცია.",
    "choose": "აირჩიეთ ორგანიზაცია",
    "count": "რაოდენობა",
    "figures": "{organisations} ორგანიზაცია, {links} დაგეგმილი დამოკიდებულება, "
    "{activities} საქმიანობა",
    "groups_in": "უსახელო ჯგუფებიც დახატულია.",
    "groups_out": "არ არის დახატული {groups} უსახელო ჯგუფი, მაგალითად, „დაინტერესებული "
    "ორგანიზაციები“.",
    "hint": "აირჩიეთ ორგანიზაცია ან ნახატის ხაზი და აქ გამოჩნდება მის უკან მდგომი საქმიანობები.",
    "helps": "ეხმარება",
    "kinds": "სექტორები",
    "leads": "უძღვება",
    "least": "საქმიანობების უმცირესი რაოდენობა ხაზისთვის",
    "lines": "ხაზები",
    "needed": "ვინ სჭირდება",
    "needed_by": "ვის სჭირდება",
    "needs": "ვინ სჭირდება",
    "needs_whom": "პასუხისმგებელი უწყება",
    "no_links": "ამ გეგმებში პასუხისმგებელ უწყებას დამხმარე ან პარტნიორი არ ჰყავს.",
    "no_script": "ნახატს JavaScript სჭირდება. ყველაფერი, რასაც ის აჩვენებს, ქვემოთ ცხრილებშია.",
    "number": "№",
    "partner": "პარტნიორი",
    "period": "გეგმის პერიოდი: {start} – {end}",
    "picture": "შესრულების ქსელი ნახატად; ქვემოთ ცხრილი იმავეს სიტყვებით ამბობს.",
    "planned": "ეს დაგეგმილი დამოკიდებულებებია: ჩანს, რა იყო განზრახული და არა ის, რა შესრულდა.",
    "role": "როლი",
    "shown": "ნახატზე {organisations} ორგანიზაციიდან ის {shown} ჩანს, რომელსაც ყველაზე მეტი "
    "საქმიანობა აქვს.",
    "listed": "{links} დაგეგმილი დამოკიდებულებიდან ჩამოთვლილია {listed}, რომელსაც ყველაზე მეტი "
    "საქმიანობა აქვს.",
    "source": "წყარო",
    "support": "დამხმარე",
    "title": "ვის ვინ სჭირდება გეგმის შესასრულებლად",
    "sector_academic": "აკადემიური",
    "sector_civilSociety": "სამოქალაქო საზოგადოება",
    "sector_government": "სახელმწიფო",
    "sector_international": "საერთაშორისო",
    "sector_mixed": "შერეული ჯგუფები",
    "sector_private": "კერძო",
    "sector_unknown": "უცნობია",
}


def page_words(lang: str) -> Mapping[str, str]:
    """Return the words in a language; ValueError for any but ``en`` and ``ka``."""
    if lang not in ("en", "ka"):
        raise ValueError(f"no words in the language {lang!r}; use 'en' or 'ka'")
    return MappingProxyType(_GEORGIAN if lang == "ka" else _ENGLISH)
