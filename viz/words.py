"""The words that pages say, in English and in Georgian."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kavshiri.ontology.errors import QueryError

__all__ = ["page_words"]

_ENGLISH = {
    "activities": "Activities",
    "activities_of": "activities",
    "activity": "Activity",
    "all_links": "All planned dependencies",
    "arrow": "An arrow points from the body that needs to the body that is needed. The wider the "
    "line, the more activities; the larger the mark, the more activities the body takes part in.",
    "choose": "Choose an organisation",
    "count": "Count",
    "fit": "All of it",
    "keys": "arrow keys move the picture, + and − zoom",
    "translated": "The English titles are our unofficial translations; the plans are in Georgian.",
    "zoom": "Zoom",
    "zoom_in": "Zoom in",
    "zoom_out": "Zoom out",
    "critical": "of them with no other money: {count}",
    "donor": "donor",
    "due": "due",
    "figures": "{organisations} organisations, {links} planned dependencies, "
    "{activities} activities",
    "groups_in": "Groups of unnamed bodies are drawn too.",
    "groups_out": "Left out: {groups} unnamed groups, such as “interested organisations”.",
    "funds": "Pays for",
    "group": "unnamed group",
    "hint": "Choose an organisation or a line of the picture, and the activities behind it stand "
    "here.",
    "helps": "Helps",
    "host": "host",
    "kinds": "Sectors",
    "layer": "Layer",
    "layers": "Layers of the network",
    "lead": "lead",
    "leads": "Leads",
    "least": "Least number of activities for a line",
    "lines": "lines",
    "loops": "{count} ties of a ministry to its own units are left out.",
    "needed": "Who is needed",
    "needed_by": "Is needed by",
    "needs": "Needs",
    "needs_whom": "Who needs",
    "no_links": "This part of the plans has no tie between two bodies.",
    "no_script": "With JavaScript the picture can be asked: a click on a body or a line shows the "
    "activities behind it. The tables below say the same.",
    "number": "No.",
    "partner": "partner",
    "period": "Period of the plan: {start} to {end}",
    "picture": "The network as a picture; the table below says the same in words.",
    "planned": "These are planned dependencies: they show what the plans meant, not what was done.",
    "reports": "Reports on",
    "role": "Role",
    "shown": "The picture shows {shown} of {organisations} bodies: those at the lines with the "
    "most activities.",
    "listed": "Of {links} planned dependencies, the {listed} with the most activities are listed.",
    "source": "Source",
    "summary": "{organisations} organisations, {links} planned dependencies, {activities} "
    "activities; {groups} unnamed groups left out",
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
    "arrow": "ისარი მიდის მისგან, ვისაც სხვა სჭირდება, იმისკენ, ვინც სჭირდება. რაც უფრო განიერია "
    "ხაზი, მით მეტია საქმიანობა; რაც უფრო დიდია ნიშანი, მით მეტ საქმიანობაში მონაწილეობს "
    "ორგანიზაცია.",
    "choose": "აირჩიეთ ორგანიზაცია",
    "count": "რაოდენობა",
    "fit": "მთლიანად",
    "keys": "ისრები სურათს გადაადგილებს, + და − ზომას ცვლის",
    "translated": "",
    "zoom": "ზომა",
    "zoom_in": "გადიდება",
    "zoom_out": "დაპატარავება",
    "critical": "მათგან სხვა ფული არ აქვს: {count}",
    "donor": "დონორი",
    "due": "ვადა",
    "figures": "{organisations} ორგანიზაცია, {links} დაგეგმილი დამოკიდებულება, "
    "{activities} საქმიანობა",
    "groups_in": "უსახელო ჯგუფებიც დახატულია.",
    "groups_out": "არ არის დახატული {groups} უსახელო ჯგუფი, მაგალითად, „დაინტერესებული "
    "ორგანიზაციები“.",
    "funds": "აფინანსებს",
    "group": "უსახელო ჯგუფი",
    "hint": "აირჩიეთ ორგანიზაცია ან სურათის ხაზი და აქ გამოჩნდება მის უკან მდგომი საქმიანობები.",
    "helps": "ეხმარება",
    "host": "ორგანიზაციული უზრუნველყოფა",
    "kinds": "სექტორები",
    "layer": "შრე",
    "layers": "ქსელის შრეები",
    "lead": "პასუხისმგებელი",
    "leads": "პასუხისმგებელია",
    "least": "საქმიანობების უმცირესი რაოდენობა ხაზისთვის",
    "lines": "სტრიქონები",
    "loops": "გამოტოვებულია სამინისტროს კავშირი საკუთარ ერთეულებთან ({count}).",
    "needed": "ვინ სჭირდება",
    "needed_by": "ვის სჭირდება",
    "needs": "ვინ სჭირდება",
    "needs_whom": "ვის სჭირდება",
    "no_links": "გეგმების ამ ნაწილში ორგანიზაციებს შორის კავშირი არ არის.",
    "no_script": "თუ JavaScript ჩართულია, ორგანიზაციაზე ან ხაზზე დაჭერით მის უკან მდგომი "
    "საქმიანობები გამოჩნდება. ქვემოთ ცხრილები იმავეს ამბობს.",
    "number": "№",
    "partner": "პარტნიორი",
    "period": "გეგმის პერიოდი: {start} – {end}",
    "picture": "ქსელი სურათად; ქვემოთ ცხრილი იმავეს სიტყვებით ამბობს.",
    "planned": "ეს დაგეგმილი დამოკიდებულებებია: ჩანს, რა იგეგმებოდა და არა ის, რა შესრულდა.",
    "reports": "ანგარიშს აბარებს",
    "role": "როლი",
    "shown": "სურათზე {organisations} ორგანიზაციიდან {shown} ჩანს: ის, რომლის კავშირებსაც ყველაზე "
    "მეტი საქმიანობა აქვს.",
    "listed": "{links} დაგეგმილი დამოკიდებულებიდან ჩამოთვლილია {listed}, რომელსაც ყველაზე მეტი "
    "საქმიანობა აქვს.",
    "source": "წყარო",
    "summary": "{organisations} ორგანიზაცია, {links} დაგეგმილი დამოკიდებულება, {activities} "
    "საქმიანობა; უსახელო ჯგუფების გარეშე ({groups})",
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
    """Return the words in a language; QueryError for any but ``en`` and ``ka``."""
    if lang not in ("en", "ka"):
        raise QueryError(f"no words in the language {lang!r}; use 'en' or 'ka'")
    return MappingProxyType(_GEORGIAN if lang == "ka" else _ENGLISH)
