"""The header of a question's file is read strictly: every error names the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kavshiri.queries.errors import QuestionFileError
from kavshiri.queries.question import Text, read_question

CHOICES = """\
#   choices: one two
#   one@ka: ერთი
#   one@en: one of them
#   two@ka: ორი
#   two@en: two of them
"""
LISTED = "#   list: severity\n"
GOOD = f"""\
# id: q
# for: analyst
# title@ka: სათაური
# title@en: A title
# description@ka: აღწერა
# description@en: A description
#     that goes on
#
# parameter: kind
#   type: choice
{CHOICES}#   default: any
#   description@ka: სახე
#   description@en: the kind: one or two
# column: name
#   type: text
#   title@ka: სახელი
#   title@en: Name
#   meaning@ka: სახელი
#   meaning@en: the name
SELECT ?name WHERE {{ VALUES ?kind {{ UNDEF }} ?s ?kind ?name }}  # title@en: not of the header
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "q.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_is_read(tmp_path: Path) -> None:
    question = read_question(written(tmp_path, GOOD))
    assert question.id == "q"
    assert question.user == "analyst"
    assert question.title.within("ka") == "სათაური"
    assert question.title.within("en") == "A title"
    assert question.description.en == "A description that goes on"
    assert list(question.parameters) == ["kind"]
    parameter = question.parameters["kind"]
    assert (parameter.type, parameter.default) == ("choice", "any")
    assert parameter.choices == {
        "one": Text(ka="ერთი", en="one of them"),
        "two": Text(ka="ორი", en="two of them"),
    }
    assert parameter.optional
    assert parameter.description.en == "the kind: one or two"
    assert [(c.name, c.type, c.meaning.en) for c in question.columns] == [
        ("name", "text", "the name")
    ]
    assert question.sparql == GOOD
    assert question.form == "select"
    assert question.query == GOOD[GOOD.index("SELECT") :]


FORMS = {
    "select": "PREFIX ask: <urn:CONSTRUCT>\nselect ?name",
    "construct": "BASE <urn:x>\n# SELECT\nCONSTRUCT { ?s ?kind ?name }",
    "ask": "ASK",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_form_is_told_by_the_query(tmp_path: Path, form: str) -> None:
    text = GOOD.replace("SELECT ?name", FORMS[form])
    if form == "construct":
        text = text[: text.index("# column")] + text[text.index("BASE") :]
    question = read_question(written(tmp_path, text))
    assert question.form == form
    assert question.query.startswith(FORMS[form].split(" ")[0])


def test_a_graph_has_the_columns_of_every_graph(tmp_path: Path) -> None:
    text = GOOD[: GOOD.index("# column")] + "CONSTRUCT WHERE { VALUES ?kind { UNDEF } ?s ?p ?o }"
    columns = read_question(written(tmp_path, text)).columns
    assert [column.name for column in columns] == ["subject", "predicate", "object"]
    assert all(column.title.ka and column.meaning.ka for column in columns)


def test_choices_can_come_from_a_code_list(tmp_path: Path) -> None:
    text = GOOD.replace(CHOICES, LISTED)
    parameter = read_question(written(tmp_path, text)).parameters["kind"]
    assert parameter.code_list == "severity"
    assert list(parameter.choices) == ["info", "warning", "serious"]
    assert parameter.choices["serious"] == Text(ka="სერიოზული", en="serious")


DESCRIBED = """\
სათაური (q)
აღწერა

პარამეტრები
  --kind           სახე
                   info: საინფორმაციო
                   warning: გაფრთხილება
                   serious: სერიოზული
                   თუ არაფერია მითითებული: any

სვეტები
  name             სახელი"""


def test_a_question_describes_itself_in_words(tmp_path: Path) -> None:
    text = GOOD.replace(CHOICES, LISTED)
    question = read_question(written(tmp_path, text))
    assert question.describe("ka") == DESCRIBED
    assert question.describe("en", width=40).splitlines()[:4] == [
        "A title (q)", "A description that goes on", "", "Parameters",
    ]  # fmt: skip
    narrow = question.describe("en", width=45).splitlines()
    assert narrow[4:6] == ["  --kind           the kind: one or two", " " * 19 + "info: info"]
    assert max(map(len, narrow)) <= 45


ERRORS = {
    "other-identifier": (
        "# id: q\n",
        "# id: p\n",
        "line 1: the identifier 'p' is not the file's name; write 'q' or rename the file",
    ),
    "no-identifier": (
        "# id: q\n",
        "",
        "line 1: the question lacks id; add it to the header",
    ),
    "unknown-user": (
        "# for: analyst",
        "# for: nobody",
        "line 2: unknown for 'nobody'; use one of: analyst, coordinator, auditor",
    ),
    "no-key": (
        "# for: analyst",
        "# analyst",
        "line 2: 'analyst' is no 'key: value'; write a key, or indent by five blanks",
    ),
    "wrong-indent": (
        "# for: analyst",
        "#  for: analyst",
        "line 2: 'for' is indented by 2; indent keys by 1 or 3 blanks",
    ),
    "continued-nothing": (
        "# id: q\n",
        "#     more\n# id: q\n",
        "line 1: a line goes on with nothing; begin with '# id: …'",
    ),
    "unknown-key": (
        "# for: analyst",
        "# audience: analyst",
        "line 2: unknown key 'audience'; "
        "use one of: id, for, title@ka, title@en, description@ka, description@en",
    ),
    "one-language": (
        "# title@ka: სათაური\n",
        "",
        "line 1: the question lacks title@ka; add it to the header",
    ),
    "empty-value": (
        "# title@en: A title",
        "# title@en:",
        "line 4: 'title@en' is empty; write its value",
    ),
    "key-twice": (
        "# for: analyst",
        "# for: analyst\n# for: auditor",
        "line 3: 'for' stands twice; leave one out",
    ),
    "parameter-name": (
        "# parameter: kind",
        "# parameter: the kind",
        "line 9: 'the kind' is no name of a parameter; use letters and digits",
    ),
    "parameter-twice": (
        "# column: name",
        "# parameter: kind\n# column: name",
        "line 19: parameter 'kind' stands twice; leave one out",
    ),
    "parameter-type": (
        "#   type: choice",
        "#   type: colour",
        "line 10: unknown type 'colour'; "
        "use one of: activity, choice, date, integer, language, organisation, plan, text",
    ),
    "parameter-not-in-query": (
        "VALUES ?kind",
        "VALUES ?other",
        "line 9: the query has no clause for the parameter 'kind'; "
        "write 'VALUES ?kind { … }' where it is used",
    ),
    "default-no-choice": (
        "#   default: any",
        "#   default: three",
        "line 16: unknown default 'three'; use one of: one, two",
    ),
    "choices-missing": (
        CHOICES,
        "",
        "line 9: 'choices' or 'list' goes with the type 'choice'; "
        "add one of the two, or change the type",
    ),
    "both-choices": (
        "#   choices: one two",
        "#   choices: one two\n#   list: severity",
        "line 9: 'choices' or 'list' goes with the type 'choice'; "
        "add one of the two, or change the type",
    ),
    "choice-without-label": (
        "#   two@ka: ორი\n",
        "",
        "line 9: the parameter kind lacks two@ka; add it to the header",
    ),
    "choice-with-empty-label": (
        "#   one@en: one of them",
        "#   one@en:",
        "line 13: 'one@en' is empty; write its value",
    ),
    "label-of-no-choice": (
        "#   choices: one two",
        "#   choices: one",
        "line 14: unknown key 'two@ka'; "
        "use one of: type, default, description@ka, description@en, one@ka, one@en, choices, list",
    ),
    "no-such-list": (
        CHOICES,
        "#   list: colours\n",
        "line 11: there is no code list 'colours'; choose one of role, ",
    ),
    "describe": (
        "SELECT ?name WHERE",
        "DESCRIBE ?s WHERE",
        "line 1: the query is a DESCRIBE; write a SELECT, a CONSTRUCT or an ASK",
    ),
    "no-form": (
        "SELECT ?name WHERE {",
        "{",
        "line 1: the query is of no form; write a SELECT, a CONSTRUCT or an ASK",
    ),
    "graph-with-columns": (
        "SELECT ?name WHERE",
        "CONSTRUCT WHERE",
        "line 19: a graph has no columns to describe; leave them out",
    ),
    "column-type": (
        "#   type: text",
        "#   type: words",
        "line 20: unknown type 'words'; use one of: boolean, date, decimal, integer, iri, text",
    ),
    "column-lacks": (
        "#   meaning@en: the name\n",
        "",
        "line 19: the column name lacks meaning@en; add it to the header",
    ),
    "key-of-nothing": (
        "# for: analyst",
        "#   type: text",
        "line 2: 'type' belongs to nothing; put it below what it describes",
    ),
    "too-late": (
        "SELECT",
        "# for: auditor\nSELECT",
        "line 25: 'for' comes too late; put it above the parameters",
    ),
    "no-column": (
        GOOD[GOOD.index("# column") : GOOD.index("SELECT")],
        "",
        "line 1: no column is described; add '# column: …' to the header",
    ),
    "no-header": (GOOD[: GOOD.index("SELECT")], "", "line 1: the question lacks id, for, "),
}


@pytest.mark.parametrize(("old", "new", "message"), ERRORS.values(), ids=ERRORS)
def test_an_error_names_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(QuestionFileError) as caught:
        read_question(path)
    assert str(caught.value).startswith(f"{path}, {message}")
    assert caught.value.path == path
    assert f"line {caught.value.line}:" in message
