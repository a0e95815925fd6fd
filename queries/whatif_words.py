"""What the answers of what-if say, in words, and the columns of their tables."""

from __future__ import annotations

from .activities import ACTIVITY, SOURCE
from .question import Question, Text
from .tables import column, described

__all__ = [
    "ASPECT",
    "DELIVERY_WORDS",
    "LOSS_WORDS",
    "LOST_WORDS",
    "MONEY_WORDS",
    "NETWORK_WORDS",
    "PARTS",
    "ROLE_WORDS",
    "SIGN_WORDS",
    "titled",
]

DELIVERY_WORDS = {
    "withoutLead": Text(en="left without any lead", ka="რჩება პასუხისმგებლის გარეშე"),
    "fewerLeads": Text(
        en="loses a lead, another stays", ka="კარგავს ერთ პასუხისმგებელს, მეორე რჩება"
    ),
    "withoutHelper": Text(
        en="loses a supporter or partner that the lead needs",
        ka="კარგავს დამხმარეს ან პარტნიორს, რომელიც პასუხისმგებელს სჭირდება",
    ),
    "withoutReporting": Text(
        en="loses only the body that reports on it",
        ka="კარგავს მხოლოდ ანგარიშგებაზე პასუხისმგებელს",
    ),
    "leadNotStated": Text(
        en="unknown: the plan names no lead", ka="უცნობია: გეგმაში პასუხისმგებელი არ წერია"
    ),
    "untouched": Text(en="untouched", ka="უცვლელია"),
}
"""What happens to the delivery of an activity, by its code."""

MONEY_WORDS = {
    "withoutMoney": Text(
        en="loses the only money that the plan names",
        ka="კარგავს ერთადერთ დაფინანსებას, რომელიც გეგმაში წერია",
    ),
    "partFunded": Text(
        en="loses one source of money, another stays",
        ka="კარგავს დაფინანსების ერთ წყაროს, მეორე რჩება",
    ),
    "untouched": Text(en="keeps all the money that is named", ka="ინარჩუნებს მთელ დაფინანსებას"),
    "effortOnly": Text(
        en="names no money, only administrative effort",
        ka="წერია მხოლოდ ადმინისტრაციული რესურსი და არა ფული",
    ),
    "cellLost": Text(
        en="unknown: no donor is named or left, and the cell for state money was lost",
        ka="უცნობია: დონორი არ არის, სახელმწიფო ბიუჯეტის უჯრა კი დაკარგულია",
    ),
    "noColumn": Text(
        en="unknown: no donor is named or left, and the plan has no column for state money",
        ka="უცნობია: დონორი არ არის, სახელმწიფო ბიუჯეტის სვეტი კი გეგმას არ აქვს",
    ),
    "notNamed": Text(
        en="unknown: the plan names neither money nor effort",
        ka="უცნობია: გეგმაში არც ფული წერია და არც რესურსი",
    ),
}
"""What happens to the money of an activity, by its code."""

LOSS_WORDS = {
    "all": Text(en="all activities stranded", ka="ყველა საქმიანობა ფერხდება"),
    "some": Text(en="some activities stranded", ka="საქმიანობების ნაწილი ფერხდება"),
    "none": Text(
        en="none stranded, but some hit", ka="არც ერთი არ ფერხდება, თუმცა ზოგს დანაკლისი აქვს"
    ),
    "untouched": Text(en="untouched", ka="უცვლელია"),
}
"""How much of an objective is left without a lead or without money, by its code."""

ASPECT = {
    "delivery": Text(en="delivery", ka="შესრულება"),
    "money": Text(en="money", ka="დაფინანსება"),
    "objectives": Text(en="objectives", ka="ამოცანები"),
}
"""What a row of the summary is about."""

NETWORK_WORDS = {
    "fragmentation": Text(
        en="fragmentation: the share of pairs that nothing joins, 0 to 1",
        ka="დანაწევრება: იმ წყვილების წილი, რომლებსაც არაფერი აკავშირებს, 0-დან 1-მდე",
    ),
    "pieces": Text(en="pieces that nothing joins", ka="ერთმანეთთან დაუკავშირებელი ნაწილები"),
    "alone": Text(
        en="activities in which nobody with a name takes part",
        ka="საქმიანობები, რომლებშიც დასახელებული უწყება აღარ მონაწილეობს",
    ),
    "bodies": Text(en="bodies", ka="უწყებები და ორგანიზაციები"),
}
"""The figures of the network of bodies and activities."""

SIGN_WORDS = {
    "takesPart": Text(en="takes part in it", ka="უკვე მონაწილეობს"),
    "objective": Text(en="same objective", ka="იგივე ამოცანა"),
    "division": Text(en="same division", ka="იგივე თავი"),
    "types": Text(en="same type", ka="იგივე ტიპი"),
}
"""Why a body is said to do similar things: its nearest sign."""

ROLE_WORDS = {
    "lead": Text(en="lead", ka="პასუხისმგებელი"),
    "support": Text(en="supporter", ka="დამხმარე"),
    "partner": Text(en="partner", ka="პარტნიორი"),
    "donor": Text(en="donor", ka="დონორი"),
    "reporting": Text(en="reporting body", ka="ანგარიშგებაზე პასუხისმგებელი"),
}
"""The roles, as they stand behind a name."""

LOST_WORDS = {
    "lead": ROLE_WORDS["lead"],
    "helper": Text(en="supporter or partner", ka="დამხმარე ან პარტნიორი"),
    "donor": ROLE_WORDS["donor"],
}
"""What an activity loses, by what is asked for in its place."""

_PLANNED = Text(
    en="What was planned, not what was done. Whoever is taken away leaves every role; nobody else "
    "goes, and state money stays.",
    ka="ეს დაგეგმილია და არა შესრულებული. ვინც გამოაკლდება, ყველა როლს ტოვებს; სხვა არავინ მიდის, "
    "სახელმწიფო თანხა კი რჩება.",
)


def titled(title: Text, names: str) -> Text:
    """Return the title of a table with those who are taken away."""
    return Text(en=f"Without {names}: {title.en}", ka=f"გარეშე – {names}: {title.ka}")


_SUMMARY = described(
    "what-if-summary", Text(en="the summary", ka="შეჯამება"), _PLANNED,
    (
        column("aspect", "text", "Aspect", "მხარე", "what the row is about", "რას ეხება მწკრივი"),
        column("code", "text", "Code", "კოდი", "the outcome as a code", "შედეგის კოდი"),
        column("outcome", "text", "Outcome", "შედეგი", "the outcome in words", "შედეგი სიტყვებით"),
        column(
            "count", "integer", "Count", "რაოდენობა",
            "activities, or objectives; every activity is counted once for delivery and once for "
            "money",
            "საქმიანობები ან ამოცანები; თითო საქმიანობა ერთხელ ითვლება შესრულებაში და ერთხელ "
            "დაფინანსებაში",
        ),
        column("share", "decimal", "%", "%", "the share in per cent", "წილი პროცენტებში"),
        column("which", "text", "Which", "რომელი", "their places in the plan", "ადგილები გეგმაში"),
    ),
)  # fmt: skip

_ACTIVITIES = described(
    "what-if-activities", Text(en="the activities", ka="საქმიანობები"), _PLANNED,
    (
        *ACTIVITY,
        column(
            "delivery", "text", "Delivery", "შესრულება", "what happens to its delivery",
            "რა ემართება შესრულებას",
        ),
        column(
            "money", "text", "Money", "დაფინანსება", "what happens to its money",
            "რა ემართება დაფინანსებას",
        ),
        column(
            "gone", "text", "Gone", "აკლდება", "who goes, by role", "ვინ მიდის, როლების მიხედვით"
        ),
        column(
            "left", "text", "Stays", "რჩება", "who stays, by role", "ვინ რჩება, როლების მიხედვით"
        ),
        column(
            "state", "boolean", "State money", "სახელმწიფო თანხა", "whether state money is named",
            "წერია თუ არა სახელმწიფო თანხა",
        ),
        column(
            "effort", "boolean", "Effort", "ადმინ. რესურსი",
            "whether administrative effort is named: work, not money",
            "წერია თუ არა ადმინისტრაციული რესურსი: შრომა და არა ფული",
        ),
        *SOURCE,
    ),
)  # fmt: skip

_OBJECTIVES = described(
    "what-if-objectives", Text(en="the objectives that are hit", ka="ამოცანები, რომლებსაც ეხება"),
    _PLANNED,
    (
        ACTIVITY[0],
        column("number", "text", "No.", "№", "the number of the objective", "ამოცანის ნომერი"),
        column("objective", "text", "Objective", "ამოცანა", "the objective", "ამოცანა"),
        column("activities", "integer", "Activities", "საქმიანობები", "all of its activities",
               "მისი ყველა საქმიანობა"),
        column("hit", "integer", "Hit", "დანაკლისით", "activities in which anybody goes",
               "საქმიანობები, რომლებსაც ვინმე აკლდება"),
        column("stranded", "integer", "Stranded", "ფერხდება",
               "activities that lose their last lead or their only money",
               "საქმიანობები, რომლებიც კარგავს უკანასკნელ პასუხისმგებელს ან ერთადერთ დაფინანსებას"),
        column("loss", "text", "What is stranded", "რა ფერხდება",
               "how much of the objective is stranded", "ამოცანის რა ნაწილი"),
        column("due", "date", "Next deadline", "უახლოესი ვადა",
               "the first deadline of an activity that is hit",
               "დანაკლისიანი საქმიანობების პირველი ვადა"),
        column("which", "text", "Which", "რომელი", "the activities that are hit",
               "დანაკლისიანი საქმიანობები"),
        column("iri", "iri", "IRI", "IRI", "the IRI of the objective", "ამოცანის IRI"),
    ),
)  # fmt: skip

_DEADLINES = described(
    "what-if-deadlines", Text(en="the deadlines that are hit", ka="ვადები, რომლებსაც ეხება"),
    _PLANNED,
    (
        column("due", "date", "Due", "ვადა", "the last day of the deadline", "ვადის ბოლო დღე"),
        column("hit", "integer", "Hit", "დანაკლისით", "activities in which anybody goes",
               "საქმიანობები, რომლებსაც ვინმე აკლდება"),
        column("stranded", "integer", "Stranded", "ფერხდება",
               "those of them that lose their last lead or their only money",
               "მათგან ისინი, რომლებიც კარგავს უკანასკნელ პასუხისმგებელს ან ერთადერთ დაფინანსებას"),
        column("which", "text", "Which", "რომელი", "the activities that are hit",
               "დანაკლისიანი საქმიანობები"),
    ),
)  # fmt: skip

_NETWORK = described(
    "what-if-network", Text(en="the network", ka="ქსელი"),
    Text(en="The network of bodies and activities, every role, without unnamed groups. Source of "
         "fragmentation: Borgatti 2006.",
         ka="უწყებებისა და საქმიანობების ქსელი, ყველა როლით, უსახელო ჯგუფების გარეშე. დანაწევრების "
         "წყარო: ბორგატი, 2006."),
    (
        column("measure", "text", "Figure", "მაჩვენებელი", "what is measured", "რა იზომება"),
        column("before", "decimal", "Before", "მანამდე", "with everybody", "ყველას მონაწილეობით"),
        column("after", "decimal", "After", "შემდეგ", "without them", "მათ გარეშე"),
        column("change", "decimal", "Change", "ცვლილება", "after less before", "სხვაობა"),
        column("which", "text", "Which", "რომელი", "the activities left alone",
               "მარტო დარჩენილი საქმიანობები"),
    ),
)  # fmt: skip

_SIMILAR = described(
    "what-if-similar", Text(en="who else does similar things", ka="ვინ აკეთებს მსგავს საქმეს"),
    Text(en="For each activity and what it loses, up to three bodies that the plans name for "
         "activities of the same objective, division or type; first those who already take part "
         "in it. People to ask, not advice: a plan does not tell who could do more.",
         ka="თითოეული საქმიანობისა და მისი დანაკლისისთვის, არაუმეტეს სამი უწყება, რომლებსაც "
         "გეგმები იმავე ამოცანის, თავის ან ტიპის საქმიანობებში ასახელებს; ჯერ ისინი, ვინც მასში "
         "უკვე მონაწილეობს. ესენი არიან, ვისაც შეიძლება ჰკითხოთ, და არა რჩევა: გეგმა არ ამბობს, "
         "ვის შეუძლია მეტი."),
    (
        *ACTIVITY[:4],
        column("lost", "text", "It loses", "კარგავს", "the kind of role that is lost",
               "დაკარგული როლი"),
        column("organisation", "text", "Who else", "კიდევ ვინ", "who does similar things",
               "ვინ აკეთებს მსგავს საქმეს"),
        column("takesPart", "boolean", "Takes part", "მონაწილეობს",
               "whether it takes part in the activity already",
               "მონაწილეობს თუ არა უკვე ამ საქმიანობაში"),
        column("sameObjective", "integer", "Same objective", "იგივე ამოცანა",
               "its other activities with the same objective",
               "მისი სხვა საქმიანობები იმავე ამოცანაში"),
        column("sameDivision", "integer", "Same division", "იგივე თავი",
               "its other activities in the same division", "მისი სხვა საქმიანობები იმავე თავში"),
        column("sameType", "integer", "Same type", "იგივე ტიპი",
               "its other activities of a type in common", "მისი სხვა საქმიანობები საერთო ტიპით"),
        column("which", "text", "Which", "რომელი", "all these activities", "ყველა ეს საქმიანობა"),
        column("iri", "iri", "IRI", "IRI", "the IRI of the activity", "საქმიანობის IRI"),
    ),
)  # fmt: skip

PARTS: dict[str, Question] = {
    "summary": _SUMMARY,
    "activities": _ACTIVITIES,
    "objectives": _OBJECTIVES,
    "deadlines": _DEADLINES,
    "network": _NETWORK,
    "similar": _SIMILAR,
}
"""The tables of an answer, by name."""
