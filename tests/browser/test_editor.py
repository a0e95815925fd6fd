"""The SPARQL editor as a person uses it: mouse, keyboard, small screen, no JavaScript at all."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .accessible import assert_accessible
from .watching import Watch

Open = Callable[..., Page]

ROWS = ".tabPanel.active .scroller tbody tr"
FAILED = ".tabPanel.active .failed"
HINTS = ".CodeMirror-hint"
EDITOR = "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror"
PLANS = (
    "PREFIX kav: <https://w3id.org/kavshiri/ontology#>\n"
    "PREFIX dct: <http://purl.org/dc/terms/>\n"
    "SELECT ?plan ?title WHERE {\n"
    '  ?plan a kav:ActionPlan ; dct:title ?title FILTER(LANG(?title) = "ka")\n}'
)


@pytest.fixture
def editor(open_page: Open) -> Open:
    """Opens the editor and waits until it is drawn."""

    def open_editor(query: str = "lang=en", **options: object) -> Page:
        page = open_page(f"/sparql?{query}", **options)
        page.wait_for_selector("html[data-ready=yes]")
        return page

    return open_editor


def write(page: Page, query: str) -> None:
    """Put a query into the tab that is shown, with the cursor at its end."""
    page.evaluate(f"text => {{ {EDITOR}.setValue(text); {EDITOR}.focus(); }}", query)
    page.evaluate(f"() => {EDITOR}.setCursor({EDITOR}.lineCount(), 0)")


def written(page: Page) -> str:
    """What the editor of the tab that is shown holds."""
    return str(page.evaluate(f"{EDITOR}.getValue()"))


def run(page: Page, query: str) -> None:
    write(page, query)
    page.get_by_role("button", name="Run").click()


def test_it_runs_a_query_and_shows_the_rows(editor: Open) -> None:
    page = editor()
    run(page, PLANS)
    expect(page.locator(ROWS)).to_have_count(2)
    table = page.locator(".tabPanel.active .scroller table")
    expect(table.locator("thead th")).to_have_text(["plan", "title"])
    expect(table.locator("td[lang=ka]")).to_have_count(2)
    links = [link.get_attribute("href") for link in table.locator("td a").all()]
    assert sorted(map(str, links)) == ["/id/plan/migration-2019", "/id/plan/thb-2019-2020"]
    expect(page.locator(".tabPanel.active .yasr_response_chip")).to_contain_text("2 rows")


def test_the_link_of_a_thing_leads_to_its_page(editor: Open) -> None:
    page = editor()
    run(page, PLANS)
    page.get_by_role("link", name="…/plan/thb-2019-2020").click()
    expect(page).to_have_url(re.compile("/(id/plan|plans)/thb-2019-2020$"))
    expect(page.locator("h1")).not_to_be_empty()


def test_rows_are_sorted_and_filtered(editor: Open) -> None:
    page = editor()
    run(page, 'SELECT ?n ?word { VALUES (?n ?word) { (10 "ten") (9 "nine") (1 "one") } }')
    page.get_by_role("button", name="n", exact=True).click()
    numbers = page.locator(f"{ROWS} td:first-child")
    expect(numbers).to_have_text(["1", "9", "10"])
    page.get_by_role("button", name="n", exact=True).click()
    expect(numbers).to_have_text(["10", "9", "1"])
    page.get_by_label("Filter the rows").fill("NIN")
    expect(numbers).to_have_text(["9"])
    expect(page.locator(".filter [role=status]")).to_have_text("1 of 3 rows")


def test_many_rows_come_in_portions(editor: Open) -> None:
    page = editor()
    run(page, "SELECT ?a { ?a a kav:Activity } ORDER BY ?a")
    expect(page.locator(ROWS)).to_have_count(100)
    page.get_by_role("button", name="Show 104 more").click()
    expect(page.locator(ROWS)).to_have_count(204)  # 147 and 57 rows of the tables


@pytest.mark.parametrize(("query", "answer"), [("ASK {}", "Yes"), ("ASK { FILTER(false) }", "No")])
def test_yes_and_no(editor: Open, query: str, answer: str) -> None:
    page = editor()
    run(page, query)
    expect(page.locator(".tabPanel.active .boolean")).to_have_text(answer)


def test_no_rows_are_told(editor: Open) -> None:
    page = editor()
    run(page, "SELECT * { FILTER(false) }")
    expect(page.locator(".tabPanel.active .yasr_results")).to_have_text("The answer has no rows.")


@pytest.mark.parametrize(
    ("typed", "offered", "label"),
    [
        ("SELECT * { ?a a kav:Acti", "kav:Activity", "activity"),
        ("SELECT * { ?a kav:du", "kav:dueBy", "due by"),
        ("SELECT * { ?a lea", "kav:lead", "lead"),
        ("SELECT * { ?a ვად", "kav:dueBy", "due by"),
        ("SELECT * { VALUES ?x { ევროკავ", "organisation/eu", "European Union"),
        (
            "SELECT * { VALUES ?x { IOM",
            "organisation/iom",
            "International Organization for Migration",
        ),
    ],
)
def test_terms_and_organisations_are_offered_while_typing(
    editor: Open, typed: str, offered: str, label: str
) -> None:
    page = editor()
    start, last = typed[:-3], typed[-3:]
    write(page, start)
    page.keyboard.type(last)
    hint = page.locator(HINTS).filter(has=page.locator(f"code:text-is('{offered}')"))
    expect(hint).to_have_count(1)
    expect(hint.locator("span")).to_have_text(label)


def test_what_is_chosen_is_written_and_its_prefix_declared(editor: Open) -> None:
    page = editor()
    write(page, "SELECT * { ?a ")
    page.keyboard.type("adminR")
    page.keyboard.press("Enter")
    expect(page.locator(HINTS)).to_have_count(0)
    assert written(page) == (
        "PREFIX kav: <https://w3id.org/kavshiri/ontology#>\nSELECT * { ?a kav:adminResource"
    )


def test_ctrl_space_offers_the_properties_to_know_first(editor: Open) -> None:
    page = editor()
    write(page, "SELECT * { ?a ")
    expect(page.locator(HINTS)).to_have_count(0)
    page.keyboard.press("Control+Space")
    expect(page.locator(HINTS).first).to_contain_text("skos:notation")


def test_a_question_of_the_library_runs(editor: Open) -> None:
    page = editor()
    page.get_by_label("Find a question").fill("donor trace")
    shown = page.locator("#questions li:visible")
    expect(shown.filter(has_text="The trace of a donor")).to_have_count(1)
    shown.filter(has_text="The trace of a donor").get_by_role("link").click()
    expect(page.get_by_role("tab", name="The trace of a donor")).to_be_visible()
    assert "VALUES ?donor { <https://w3id.org/kavshiri/id/organisation/eu> }" in written(page)
    values = page.locator(".tabPanel.active .CodeMirror-line", has_text="VALUES ?donor")
    expect(values.first).to_be_in_viewport()
    expect(page.locator(ROWS).first).to_be_visible()
    page.get_by_label("Find a question").fill("zzz")
    expect(page.locator("#none-found")).to_have_text("No question matches.")


def test_a_question_is_opened_only_once(editor: Open) -> None:
    page = editor()
    for _ in range(2):
        page.get_by_role("link", name="What is due next, and by whom").click()
        expect(page.locator(ROWS).first).to_be_visible()
    expect(page.get_by_role("tab", name="What is due next, and by whom")).to_have_count(1)


def test_a_term_of_the_graph_in_brief_is_written_into_the_query(editor: Open) -> None:
    page = editor()
    write(page, "SELECT * { ?a ")
    page.locator("#schema summary", has_text="kav:Activity").click()
    page.get_by_role("button", name="kav:lead", exact=True).click()
    assert written(page).endswith("SELECT * { ?a kav:lead ")
    assert written(page).startswith("PREFIX kav: ")


def test_a_link_opens_the_same_query(editor: Open, watch: Watch) -> None:
    page = editor()
    write(page, PLANS)
    page.get_by_role("button", name="Share link").click()
    link = page.get_by_label("A link that opens this query").input_value()
    assert "/sparql?lang=en#query=" in link
    other = editor(link.partition("/sparql?")[2])
    expect(other.locator(ROWS)).to_have_count(2)
    assert written(other) == PLANS


def test_tabs_are_kept_but_not_their_answers(editor: Open) -> None:
    page = editor()
    run(page, PLANS)
    expect(page.locator(ROWS)).to_have_count(2)
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    assert written(page) == PLANS
    expect(page.locator(ROWS)).to_have_count(0)


def test_answers_are_downloaded(editor: Open, tmp_path: Path) -> None:
    page = editor()
    write(page, PLANS)

    def download(name: str) -> str:
        page.locator("#download summary").click()
        with page.expect_download() as started:
            page.locator("#download").get_by_role("button", name=name, exact=True).click()
        file = tmp_path / started.value.suggested_filename
        started.value.save_as(file)
        return file.read_text(encoding="utf-8")

    rows = list(csv.DictReader(download("CSV").splitlines()))
    assert [sorted(row) for row in rows] == [["plan", "title"]] * 2
    assert len(json.loads(download("JSON"))["results"]["bindings"]) == 2
    assert download("TSV").startswith("?plan\t?title\n")
    assert '<variable name="title"' in download("XML")
    write(page, "CONSTRUCT { ?s a kav:ActionPlan } WHERE { ?s a kav:ActionPlan }")
    triples = download("N-Triples")
    assert sorted(re.findall(r"id/plan/([^>]+)> ", triples)) == ["migration-2019", "thb-2019-2020"]
    assert len(list(tmp_path.iterdir())) == 5


def test_an_error_is_told_in_words(editor: Open, watch: Watch) -> None:
    watch.expected.append("status of 40[03]")
    page = editor()
    run(page, "SELECT * { ?a a ) }")
    expect(page.locator("#syntax")).to_contain_text("Line 1: this is not SPARQL.")
    expect(page.locator(FAILED)).to_contain_text("The query cannot be read")
    run(page, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    expect(page.locator(FAILED)).to_contain_text("Other services are not asked")
    page = editor("lang=ka")
    write(page, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    page.get_by_role("button", name="გაშვება").click()
    expect(page.locator(FAILED)).to_contain_text("სხვა სერვერებს ვერ ვკითხავთ")


def test_an_undeclared_prefix_is_told(editor: Open) -> None:
    page = editor()
    write(page, "SELECT * { ?a a kav:Activity }")
    expect(page.locator("#syntax")).to_have_text(
        "Line 1: the prefix kav: is not declared. This server knows it; other programs do not."
    )


def test_what_an_answer_contains_is_never_run(editor: Open) -> None:
    page = editor()
    hostile = "<img src=x onerror='document.title=1'><script>document.title=2</script>"
    run(page, f'SELECT ?x ?y {{ VALUES (?x ?y) {{ ("{hostile}" <javascript:alert(1)>) }} }}')
    expect(page.locator(f"{ROWS} td").first).to_have_text(hostile)
    expect(page.locator(f"{ROWS} a")).to_have_count(0)
    assert page.title() == "Ask the graph · Kavshiri"


def test_it_works_with_the_keyboard_alone(editor: Open) -> None:
    page = editor()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run")).to_be_focused()
    write(page, PLANS)
    page.keyboard.press("Control+Enter")
    expect(page.locator(ROWS)).to_have_count(2)
    page.keyboard.press("Tab")  # leaves the editor
    assert not page.evaluate(f"{EDITOR}.hasFocus()")
    assert written(page) == PLANS


def test_a_tab_is_closed_with_the_keyboard_and_one_always_stays(editor: Open) -> None:
    page = editor()
    page.locator(".tab.active [role=tab]").focus()
    page.keyboard.press("Delete")
    expect(page.get_by_role("tab")).to_have_count(1)
    page.get_by_role("button", name="New tab").click()
    expect(page.get_by_role("tab")).to_have_count(2)


@pytest.mark.parametrize(
    ("lang", "title", "button"),
    [("ka", "ჰკითხეთ გრაფს", "გაშვება"), ("en", "Ask the graph", "Run")],
)
def test_it_speaks_both_languages(editor: Open, lang: str, title: str, button: str) -> None:
    page = editor(f"lang={lang}")
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("h1")).to_have_text(title)
    page.get_by_role("button", name=button).click()
    expect(page.locator(ROWS).first).to_be_visible()
    page.get_by_role("link", name="English" if lang == "ka" else "ქართული").click()
    expect(page.locator("html")).to_have_attribute("lang", "en" if lang == "ka" else "ka")


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_it_is_accessible(editor: Open, lang: str, watch: Watch) -> None:
    watch.expected.append("status of 400")
    page = editor(f"lang={lang}&example=donor-trace")
    expect(page.locator(ROWS).first).to_be_visible()
    page.locator("#schema .class summary").first.click()
    page.locator("#download summary").click()
    assert_accessible(page)
    page.locator(".tabPanel.active .select_response").click()
    page.locator("#share").click()
    assert_accessible(page)
    page.locator("#new-tab").click()
    write(page, "SELECT")
    page.locator("#run").click()
    expect(page.locator(FAILED)).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("lang", ["en", "ka"])
def test_a_telephone_shows_all_of_it(editor: Open, lang: str) -> None:
    page = editor(f"lang={lang}&example=donor-trace", viewport={"width": 360, "height": 780})
    expect(page.locator(ROWS).first).to_be_visible()
    for name in ("questions", "schema"):
        page.locator(f"#{name} > summary").click()
    page.locator("#schema .class summary").first.click()
    page.locator("#share").click()
    page.locator("#download summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert_accessible(page)


def test_without_javascript_it_is_a_form(open_page: Open) -> None:
    page = open_page("/sparql?lang=en", java_script_enabled=False)
    page.get_by_role("link", name="What is due next, and by whom").click()
    page.get_by_label("SPARQL query").fill(PLANS)
    page.get_by_label("Answer as").select_option("Table")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody")).to_contain_text("plan/thb-2019-2020")


def test_without_javascript_the_answer_comes_in_the_format_chosen(
    open_page: Open, server: str
) -> None:
    page = open_page("/sparql?lang=en", java_script_enabled=False)
    page.get_by_label("SPARQL query").fill("SELECT ?x { VALUES ?x { 1 2 } }")
    page.get_by_label("Answer as").select_option("CSV")
    asked = page.evaluate("new URLSearchParams(new FormData(document.forms[0])).toString()")
    answer = page.request.get(f"{server}/sparql?{asked}", headers={"Accept": "text/html"})
    assert answer.text().split() == ["x", "1", "2"]
