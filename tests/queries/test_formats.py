"""What is written is read again by the real readers of each format."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
import rdflib.compare

from kavshiri.graph.query import Queryable
from kavshiri.queries.errors import FormatError
from kavshiri.queries.files import write_whole
from kavshiri.queries.formats import TABLE_FORMATS, format_of
from kavshiri.queries.library import ask
from kavshiri.queries.rdf import GRAPH_FORMATS
from kavshiri.queries.results import Result
from kavshiri.queries.terminal import cell_width

XSD = "http://www.w3.org/2001/XMLSchema#"
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\tx", "\rx", '=HYPERLINK("x")']
HARMLESS = ["-5", "+3.25", "1.10", "-1,5", "a=b", "", "http://example.org", "007", "1e5"]


def of_texts(store: Queryable, texts: list[str]) -> Result:
    values = " ".join(f'("{n}" {json.dumps(text)})' for n, text in enumerate(texts))
    return Result.of(store.query(f"SELECT ?n ?text {{ VALUES (?n ?text) {{ {values} }} }}"))


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def saved(result: Result, path: Path, format: str | None = None) -> bytes:
    assert result.save(path, format) == path
    return path.read_bytes()


def test_csv_is_exact(store: Queryable, tmp_path: Path) -> None:
    texts = [*FORMULAS, *HARMLESS, 'a "quoted", text\nof two lines', "ქართული; \u2028"]
    content = saved(of_texts(store, texts), tmp_path / "a.csv").decode("utf-8")
    rows = read_csv(content)
    assert rows[0] == ["n", "text"]
    assert [row[1] for row in rows[1:]] == texts
    assert content.endswith("\r\n")


def test_csv_writes_values_that_a_machine_reads(store: Queryable) -> None:
    rows = read_csv(ask(store, "donor-trace").text("csv"))
    record = dict(zip(rows[0], rows[1], strict=True))
    assert (record["amount"], record["due"], record["number"]) == ("50000.5", "2019-06-30", "1.1")
    assert dict(zip(rows[0], rows[2], strict=True))["amount"] == ""
    assert read_csv(ask(store, "needed-by").text("csv"))[1][1] == "false"


def test_csv_for_excel_runs_nothing(store: Queryable, tmp_path: Path) -> None:
    result = of_texts(store, [*FORMULAS, *HARMLESS])
    content = saved(result, tmp_path / "a.csv", "excel-csv")
    assert content.startswith(b"\xef\xbb\xbf")
    found = [row[1] for row in read_csv(content.decode("utf-8-sig"))[1:]]
    assert found == [*(f"'{text}" for text in FORMULAS), *HARMLESS]


def test_csv_for_excel_leaves_numbers_alone(store: Queryable) -> None:
    result = Result.of(store.query('SELECT (-5 AS ?a) (-1.5 AS ?b) ("-x" AS ?c) {}'))
    assert read_csv(result.text("excel-csv"))[1] == ["-5", "-1.5", "'-x"]


def test_json_records(store: Queryable) -> None:
    records = json.loads(ask(store, "donor-trace").text("json"))
    assert records[0]["amount"] == 50000.5
    assert records[0]["due"] == "2019-06-30"
    assert records[1]["amount"] is None
    assert records[1]["words"] == "EU; IOM\n=EU"
    assert [record["group"] for record in json.loads(ask(store, "needed-by").text("json"))] == [
        False, True, False, False,
    ]  # fmt: skip


def test_json_never_changes_a_number(store: Queryable) -> None:
    exact = "123456789012345.678"
    result = Result.of(store.query(f"SELECT ({exact} AS ?a) (2.0 AS ?b) (0.1 AS ?c) {{}}"))
    assert json.loads(result.text("json")) == [{"a": exact, "b": 2, "c": 0.1}]


def test_sparql_json(store: Queryable) -> None:
    text = f"""SELECT ?a ?b ?c ?d {{ VALUES (?a ?b ?c ?d) {{
      (<urn:a> "ა"@ka 1 UNDEF) ("x" 1.5 true "2019-01-01"^^<{XSD}date>)
    }} }}"""
    document = json.loads(Result.of(store.query(text)).text("sparql-json"))
    assert document["head"] == {"vars": ["a", "b", "c", "d"]}
    first, second = document["results"]["bindings"]
    assert first == {
        "a": {"type": "uri", "value": "urn:a"},
        "b": {"type": "literal", "value": "ა", "xml:lang": "ka"},
        "c": {"type": "literal", "value": "1", "datatype": f"{XSD}integer"},
    }
    assert second["a"] == {"type": "literal", "value": "x"}
    assert second["d"]["datatype"] == f"{XSD}date"


def test_sparql_json_of_an_ask(store: Queryable) -> None:
    result = Result.of(store.query("ASK { ?s ?p ?o }"))
    assert json.loads(result.text("sparql-json")) == {"head": {}, "boolean": True}


def test_sparql_json_is_what_other_programs_read(store: Queryable) -> None:
    from pyoxigraph import QueryResultsFormat, parse_query_results

    result = ask(store, "plan-as-table")
    read = parse_query_results(result.text("sparql-json"), format=QueryResultsFormat.JSON)
    assert [tuple(row) for row in read] == result.answer.rows


def test_markdown_is_one_line_for_a_row(store: Queryable) -> None:
    result = of_texts(store, ["a|b", "x\ny", "<script>", "*bold* [l](u) `c` &amp;"])
    assert result.text("markdown").splitlines() == [
        "| n | text |",
        "| --- | --- |",
        r"| 0 | a\|b |",
        "| 1 | x<br>y |",
        r"| 2 | \<script\> |",
        r"| 3 | \*bold\* \[l\](u) \`c\` &amp;amp; |",
    ]
    assert "| ---: |" in ask(store, "organisation-roles").text("markdown")


def workbook_of(result: Result, path: Path) -> openpyxl.Workbook:
    saved(result, path)
    return openpyxl.load_workbook(path)


def test_xlsx_keeps_types_and_runs_nothing(store: Queryable, tmp_path: Path) -> None:
    sheet = workbook_of(ask(store, "donor-trace"), tmp_path / "a.xlsx")["result"]
    heading = [cell.value for cell in sheet[1]]
    first = dict(zip(heading, sheet[2], strict=True))
    assert first["No."].value == "1.1"
    assert first["No."].data_type == "s"
    assert first["Due"].value == datetime(2019, 6, 30)
    assert first["Due"].number_format == "yyyy-mm-dd"
    assert first["Amount"].value == 50000.5
    assert first["Words of the cell"].value == "EU\n50 000,50 ₾"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:O3"


def test_xlsx_holds_formulas_and_addresses_as_text(store: Queryable, tmp_path: Path) -> None:
    texts = [*FORMULAS, *(text for text in HARMLESS if text)]
    sheet = workbook_of(of_texts(store, texts), tmp_path / "a.xlsx")["result"]
    cells = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}
    assert [c.value.replace("_x000D_", "\r") for c in cells] == texts


def test_xlsx_says_what_it_answers(store: Queryable, tmp_path: Path) -> None:
    book = workbook_of(ask(store, "donor-trace", lang="ka"), tmp_path / "a.xlsx")
    assert book.sheetnames == ["result", "about"]
    about = {row[0].value: row[1].value for row in book["about"].iter_rows()}
    assert about["კითხვა"] == "დონორის კვალი (donor-trace)"
    assert about["პარამეტრი donor"] == "https://w3id.org/kavshiri/id/organisation/eu"
    assert about["პარამეტრი plan"] == "—"
    assert about["პროგრამა"].startswith("Kavshiri ")
    assert about["წყარო"] == "two.txt (SHA-256 bb22)"
    assert about["სვეტი უჯრის სიტყვები"] == "დონორის უჯრა სიტყვასიტყვით"
    assert book["result"]["A1"].value == "გეგმა"


def test_xlsx_is_the_same_twice(store: Queryable, tmp_path: Path) -> None:
    result = ask(store, "findings")
    first = saved(result, tmp_path / "a.xlsx")
    assert saved(ask(store, "findings"), tmp_path / "b.xlsx") == first
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").properties.created == datetime(2000, 1, 1)


def test_xlsx_says_where_a_text_is_cut(store: Queryable, tmp_path: Path) -> None:
    sheet = workbook_of(of_texts(store, ["ა" * 40_000, "\ufffe"]), tmp_path / "a.xlsx")["result"]
    assert len(sheet["B2"].value) == 32_767
    assert sheet["B2"].value.endswith("… [cut: a cell of Excel holds no more; the CSV has all]")
    assert sheet["B3"].value == "\ufffd"


def test_an_empty_result_can_be_written_in_every_format(store: Queryable, tmp_path: Path) -> None:
    result = ask(store, "due-next", from_="2030-01-01")
    for format in TABLE_FORMATS:
        assert saved(result, tmp_path / format, format)
    assert result.text() == "nothing was found\n"
    assert ask(store, "due-next", from_="2030-01-01", lang="ka").text() == "არაფერი მოიძებნა\n"


def test_an_empty_graph_is_an_empty_graph(store: Queryable) -> None:
    result = Result.of(store.query("CONSTRUCT WHERE { ?s <urn:nothing> ?o }"))
    assert (result.text("turtle"), result.text("ntriples")) == ("", "")
    assert json.loads(result.text("jsonld")) == []
    assert result.text("table") == "nothing was found\n"


GRAPH = """CONSTRUCT {
  <urn:b> kav:lead <urn:a> ; a kav:Activity ; kav:order 2 ; skos:prefLabel "ტრენინგი"@ka .
  <urn:a> skos:prefLabel "<b>&\\"</b>\\n=1"@en .
} WHERE { { ?s ?p ?o } }"""
# Written by hand: subjects in order, the types of a thing first, only the prefixes that occur.
TURTLE = """\
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix kav: <https://w3id.org/kavshiri/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:a> skos:prefLabel "<b>&\\"</b>\\n=1"@en .
<urn:b> a kav:Activity ;
\tskos:prefLabel "ტრენინგი"@ka ;
\tkav:lead <urn:a> ;
\tkav:order 2 .
"""


def test_a_graph_is_turtle_unless_asked_otherwise(store: Queryable, tmp_path: Path) -> None:
    result = Result.of(store.query(GRAPH))
    assert sorted(result.text().splitlines()[:4]) == sorted(TURTLE.splitlines()[:4])
    assert result.text().splitlines()[4:] == TURTLE.splitlines()[4:]
    assert saved(result, tmp_path / "a.ttl").decode() == result.text()


# rdflib's own reader of JSON-LD uses what rdflib deprecates
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("name", "format"), [("a.ttl", "turtle"), ("a.nt", "nt"), ("a.jsonld", "json-ld")]
)
def test_a_graph_is_read_again_by_rdflib(
    store: Queryable, tmp_path: Path, name: str, format: str
) -> None:
    saved(Result.of(store.query(GRAPH)), tmp_path / name)
    read = rdflib.Graph().parse(tmp_path / name, format=format)
    asked = rdflib.Graph().parse(data=TURTLE, format="turtle")
    assert rdflib.compare.isomorphic(read, asked)


def test_a_graph_can_be_a_table(store: Queryable) -> None:
    rows = read_csv(Result.of(store.query(GRAPH)).text("csv"))
    assert rows[0] == ["subject", "predicate", "object"]
    assert rows[1][2] == '<b>&"</b>\n=1'
    assert len(rows) == 6


@pytest.mark.parametrize("format", GRAPH_FORMATS)
def test_a_table_is_no_graph(store: Queryable, format: str) -> None:
    with pytest.raises(FormatError) as caught:
        ask(store, "findings").text(format)
    assert str(caught.value) == (
        f"{format} is for graphs, and this answer is a table; ask with CONSTRUCT or DESCRIBE, or "
        "use one of: table, csv, excel-csv, json, sparql-json, markdown, html, xlsx"
    )
    assert caught.value.within("ka").startswith(f"{format} გრაფისთვისაა, ეს პასუხი კი ცხრილია; ")


class Cells(HTMLParser):
    """Gathers the cells of a page, each with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("td", "th"):
            self.cells.append("")
        elif tag == "br":
            self.cells[-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data.strip("\n")


def test_an_html_file_is_a_page_that_holds_everything(store: Queryable, tmp_path: Path) -> None:
    numbers = [str(number) for number in range(503)]
    page = saved(of_texts(store, numbers), tmp_path / "a.html").decode("utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert Cells(page).cells[2::2][: len(numbers)] == numbers
    assert "src=" not in page
    assert "href=" not in page


def test_an_html_file_shows_text_as_text(store: Queryable, tmp_path: Path) -> None:
    texts = ["<script>alert(1)</script>", "a & b", "two\nlines", "იუსტიცია", '" onclick="x']
    parsed = Cells(saved(of_texts(store, texts), tmp_path / "a.html").decode("utf-8"))
    assert [cell for cell in parsed.cells[2:] if not cell.isdigit()] == texts
    assert not any(tag == "script" for tag, _ in parsed.tags)
    assert [a for tag, a in parsed.tags if tag == "td" and "lang" in a] == [{"lang": "ka"}]


TABLE = """\
name                 count  yes
──────────────────  ──────  ───
იუსტიციის                1  yes
სამინისტრო
e\u0301 and a word that       20  no
is too long for
its column of…
                    300.25  yes
"""


def test_the_terminal_table(store: Queryable) -> None:
    text = """SELECT ?name ?count ?yes { VALUES (?name ?count ?yes) {
      ("იუსტიციის სამინისტრო" 1 true)
      ("e\u0301 and a word that is too long for its column of eighteen letters" 20 false)
      (UNDEF 300.25 true)
    } }"""
    assert Result.of(store.query(text)).text(width=31) == TABLE


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
@pytest.mark.parametrize("name", ["donor-trace", "findings", "organisation-roles", "due-next"])
def test_nothing_is_wider_than_the_terminal(store: Queryable, name: str, width: int) -> None:
    lines = ask(store, name).text(width=width).splitlines()
    assert max(cell_width(line) for line in lines) <= width


def test_a_row_that_fits_no_table_becomes_a_card(store: Queryable) -> None:
    lines = ask(store, "donor-trace").text(width=60).splitlines()
    assert lines[0] == "── 1 ───────────────────────────────────"
    assert lines[1] == "Plan                  one"
    assert sum(line.startswith("── ") for line in lines) == 2


def test_words_of_a_plan_cannot_drive_the_terminal(store: Queryable) -> None:
    shown = of_texts(store, ["a\u001b[31mred\u0007", "b\u202ec"]).text(width=80)
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown


def test_a_table_in_a_file_is_not_cut(store: Queryable, tmp_path: Path) -> None:
    text = "word " * 100
    content = saved(of_texts(store, [text]), tmp_path / "a.txt").decode()
    assert text.strip() in content


def test_the_suffix_names_the_format() -> None:
    assert format_of("a.XLSX") == "xlsx"
    with pytest.raises(FormatError) as caught:
        format_of("a.doc")
    assert str(caught.value) == (
        "a.doc: no format goes with '.doc'; "
        "use .csv, .htm, .html, .json, .jsonld, .md, .nt, .srj, .ttl, .txt, .xlsx, "
        "or name a format"
    )


def test_an_unknown_format_names_the_known_ones(store: Queryable) -> None:
    with pytest.raises(FormatError) as caught:
        ask(store, "findings").text("pdf")
    assert str(caught.value) == (
        "unknown format 'pdf'; use one of: "
        "table, csv, excel-csv, json, sparql-json, markdown, html, xlsx, turtle, ntriples, jsonld"
    )
    with pytest.raises(FormatError, match="xlsx is not text; write it to a file"):
        ask(store, "findings").text("xlsx")


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    assert write_whole(path, b"before") == path

    def fail(_self: Path, _target: Path) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no room"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
