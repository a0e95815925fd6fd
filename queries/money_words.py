"""The columns of the tables of money, and the words for what a plan says of an amount."""

from __future__ import annotations

from .activities import ACTIVITY, SOURCE
from .question import Question, Text
from .tables import column, described

__all__ = [
    "BY_WORDS",
    "HEADING_WORDS",
    "KIND_WORDS",
    "NOBODY_WORDS",
    "PARTS",
    "STATE_WORDS",
    "TOTAL_WORDS",
    "UNTITLED",
]

BY_WORDS = {
    "donor": Text(en="donor", ka="დონორების მიხედვით"),
    "organisation": Text(en="lead", ka="პასუხისმგებლების მიხედვით"),
    "objective": Text(en="objective", ka="ამოცანების მიხედვით"),
    "chapter": Text(en="chapter", ka="თავების მიხედვით"),
}
"""What money is told by."""

HEADING_WORDS = {
    "donor": Text(en="Source of money", ka="დაფინანსების წყარო"),
    "organisation": Text(en="Lead", ka="პასუხისმგებელი"),
    "objective": Text(en="Objective", ka="ამოცანა"),
    "chapter": Text(en="Chapter", ka="თავი"),
}
"""What stands in the column of headings, by what money is told by."""

KIND_WORDS = {
    "stateBudget": Text(en="state budget", ka="სახელმწიფო ბიუჯეტი"),
    "donor": Text(en="donor", ka="დონორი"),
    "administrativeResource": Text(
        en="administrative effort (no money)", ka="ადმინისტრაციული რესურსი (ფული არ არის)"
    ),
}
"""The kinds of funding."""

STATE_WORDS = {
    "stated": Text(en="stated", ka="მითითებულია"),
    "notStated": Text(en="not stated", ka="არ არის მითითებული"),
    "toBeDetermined": Text(en="to be determined", ka="დასაზუსტებელია"),
    "wholeProgramme": Text(en="budget of the whole programme", ka="მთელი პროგრამის ბიუჯეტი"),
    "perUnit": Text(en="price per unit", ka="ერთეულის ფასი"),
}
"""What a plan says of an amount."""

NOBODY_WORDS = {
    "donor": Text(en="(donor without a name)", ka="(უსახელო დონორი)"),
    "organisation": Text(en="(no lead is named)", ka="(პასუხისმგებელი არ წერია)"),
    "objective": Text(en="(no objective)", ka="(ამოცანის გარეშე)"),
    "chapter": Text(en="(no chapter)", ka="(თავის გარეშე)"),
}
"""The heading of what has none."""

UNTITLED = Text(en="(without a title)", ka="(უსათაურო)")
"""Behind the path of a chapter whose title was lost."""

TOTAL_WORDS = Text(en="All, each activity once", ka="სულ, თითო საქმიანობა ერთხელ")
"""The last row."""

_HONEST = Text(
    en="Only stated amounts are added up. The budget of a whole programme is named once, however "
    "often it is printed, and a price per unit is no total: neither is added. What has no amount "
    "is counted. State money beside a donor is the state's. Administrative effort is work, not "
    "money. An activity with several leads stands under each in full, and in the last row once.",
    ka="ჯამდება მხოლოდ მითითებული თანხები. მთელი პროგრამის ბიუჯეტი ერთხელ სახელდება, რამდენჯერაც "
    "უნდა ეწეროს, ერთეულის ფასი კი ჯამი არ არის: არც ერთი არ ჯამდება. რასაც თანხა არ აქვს, "
    "ითვლება. დონორის გვერდით მითითებული სახელმწიფო თანხა დონორისა არ არის. ადმინისტრაციული "
    "რესურსი შრომაა და არა ფული. საქმიანობა, რომელსაც რამდენიმე პასუხისმგებელი ჰყავს, თითოეულთან "
    "სრულად ითვლება, ბოლო მწკრივში კი ერთხელ.",
)
_COUNTED = (
    column("notStated", "integer", "Amount not stated", "თანხის გარეშე",
           "activities with a source that has no amount",
           "საქმიანობები, სადაც წყაროს თანხა არ უწერია"),
    column("toBeDetermined", "integer", "To be determined", "დასაზუსტებელი",
           "activities whose amount is still to be determined",
           "საქმიანობები, რომელთა თანხაც დასაზუსტებელია"),
    column("effort", "integer", "Administrative effort", "ადმინ. რესურსი",
           "activities that name administrative effort: work, not money",
           "საქმიანობები, სადაც ადმინისტრაციული რესურსი წერია: შრომა და არა ფული"),
    column("lost", "integer", "Cell lost", "უჯრა დაკარგულია",
           "activities whose cell for state money was lost",
           "საქმიანობები, რომელთა სახელმწიფო ბიუჯეტის უჯრაც დაკარგულია"),
    column("nothing", "integer", "Nothing named", "არაფერი უწერია",
           "activities that name neither money nor effort",
           "საქმიანობები, სადაც არც ფული წერია და არც რესურსი"),
)  # fmt: skip

_TOTALS = described(
    "money-totals", Text(en="Money that the plans name", ka="ფული, რომელიც გეგმებში წერია"),
    _HONEST,
    (
        column("heading", "text", "By", "რის მიხედვით", "the donor, lead, objective or chapter",
               "დონორი, პასუხისმგებელი, ამოცანა ან თავი"),
        ACTIVITY[0],
        column("activities", "integer", "Activities", "საქმიანობები", "all activities under it",
               "მისი ყველა საქმიანობა"),
        column("currency", "text", "Currency", "ვალუტა",
               "the currency; the counts stand on the first row of a heading",
               "ვალუტა; რაოდენობები პირველ მწკრივში დგას"),
        column("stated", "decimal", "Stated", "მითითებული", "the sum of the stated amounts",
               "მითითებული თანხების ჯამი"),
        column("wholeProgramme", "text", "Whole programme", "მთელი პროგრამა",
               "budgets of whole programmes, each once, with the number of activities beside which "
               "it is printed; not added",
               "მთელი პროგრამების ბიუჯეტები, თითო ერთხელ, იმ საქმიანობების რაოდენობით, რომლებსაც "
               "უწერია; არ ჯამდება"),
        column("perUnit", "text", "Per unit", "ერთეულზე", "prices per unit; not added",
               "ერთეულის ფასები; არ ჯამდება"),
        *_COUNTED,
        column("iri", "iri", "IRI", "IRI", "the IRI of the heading", "IRI"),
    ),
)  # fmt: skip

_DETAILS = described(
    "money-details",
    Text(en="Money, source by source", ka="ფული წყაროების მიხედვით"), _HONEST,
    (
        column("heading", "text", "By", "რის მიხედვით", "the donor, lead, objective or chapter",
               "დონორი, პასუხისმგებელი, ამოცანა ან თავი"),
        *ACTIVITY,
        column("kind", "text", "Source", "წყარო", "the kind of source", "წყაროს სახე"),
        column("funder", "text", "Funder", "დამფინანსებელი", "the donor by name",
               "დონორის სახელი"),
        column("state", "text", "Amount is", "თანხა", "what the plan says of the amount",
               "რას ამბობს გეგმა თანხაზე"),
        column("amount", "decimal", "Amount", "თანხის ოდენობა", "the amount as printed",
               "თანხა, როგორც წერია"),
        column("currency", "text", "Currency", "ვალუტა", "the currency", "ვალუტა"),
        column("added", "boolean", "Added", "ჯამდება", "whether it is part of a sum",
               "შედის თუ არა ჯამში"),
        *SOURCE,
    ),
)  # fmt: skip

_CHAINS = described(
    "money-chains",
    Text(
        en="Donor, intermediary, lead, activity",
        ka="დონორი, შუამავალი, პასუხისმგებელი, საქმიანობა",
    ),
    Text(
        en="A donor beside an international partner is probably a delivery chain. The plan does "
        "not say so: this changes no role and adds no money. Where an activity has several "
        "pairings, the plan leaves open who pays whom.",
        ka="დონორი საერთაშორისო პარტნიორის გვერდით, სავარაუდოდ, მიწოდების ჯაჭვია. გეგმა ამას არ "
        "ამბობს: როლები არ იცვლება და ფული არ ემატება. სადაც რამდენიმე წყვილია, გეგმიდან არ ჩანს, "
        "ვინ ვის აფინანსებს.",
    ),
    (
        column("donor", "text", "Donor", "დონორი", "the donor", "დონორი"),
        column("intermediary", "text", "Intermediary", "შუამავალი", "the international partner",
               "საერთაშორისო პარტნიორი"),
        *(ACTIVITY[index] for index in (4, 0, 1, 2, 3, 5)),
        column("pairings", "integer", "Pairings", "წყვილები",
               "how many pairings of donor and intermediary the activity has",
               "რამდენი წყვილია დონორისა და შუამავლისა ამ საქმიანობაში"),
        *SOURCE,
    ),
)  # fmt: skip

PARTS: dict[str, Question] = {"totals": _TOTALS, "details": _DETAILS, "chains": _CHAINS}
"""The tables of money, by name."""
