"""The notebook in the docs runs from top to bottom, without network, and says what is so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

READINGS = Path(__file__).parents[1] / "resources" / "readings"
NOTEBOOK = Path(__file__).parents[2] / "docs" / "kavshiri.ipynb"

# Runs before the notebook's own cells: whatever reaches for another machine fails.
ALONE = """
import socket

def _alone(self, address, *, connect=socket.socket.connect):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] != "127.0.0.1":
        raise AssertionError(f"the notebook reaches for {address}")
    return connect(self, address)

socket.socket.connect = _alone
"""


# Runs the notebook by this interpreter, in a process of its own: its sockets are no affair of ours.
RUN = """
import sys
import nbclient, nbformat

notebook = nbformat.read(sys.argv[1], as_version=4)
nbclient.NotebookClient(notebook, timeout=300, kernel_name="this").execute()
nbformat.write(notebook, sys.argv[2])
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What each cell shows, by its id; the notebook is run once, in a folder of its own."""
    folder = tmp_path_factory.mktemp("notebook")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(ALONE, id="alone"))
    nbformat.write(notebook, folder / "given.ipynb")
    describe_kernel(folder / "jupyter")
    places = ("IPYTHONDIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR")
    done = subprocess.run(
        [sys.executable, "-c", RUN, "given.ipynb", "run.ipynb"],
        cwd=folder,
        env={
            **os.environ,
            **dict.fromkeys(places, str(folder / "jupyter")),
            "PYTHONPATH": str(NOTEBOOK.parents[1]),
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    run = nbformat.read(folder / "run.ipynb", as_version=4)
    return {cell.id: shown(cell) for cell in run.cells if cell.cell_type == "code"}


def describe_kernel(folder: Path) -> None:
    """Describe this interpreter as the kernel ``this``, whatever others the machine has."""
    spec = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "this",
        "language": "python",
    }
    place = folder / "kernels" / "this"
    place.mkdir(parents=True)
    (place / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")


def shown(cell: nbformat.NotebookNode) -> str:
    """The text that a cell shows; a warning or an error would stand on standard error."""
    texts = []
    for output in cell.outputs:
        assert output.output_type in ("stream", "execute_result", "display_data"), cell.id
        assert output.get("name") != "stderr", f"{cell.id}: {output.text}"
        data = output.get("data", {})
        texts.append(
            _text(data["text/html"]) if "text/html" in data else data.get("text/plain", "")
        )
        texts.append(output.get("text", ""))
    return "\n".join(filter(None, texts))


def _text(markup: str) -> str:
    """The words of an HTML table: a line for a row, a bar between cells."""
    parser = _Words()
    parser.feed(markup)
    lines = (" ".join(line.split()) for line in "".join(parser.words).splitlines())
    return "\n".join(filter(None, lines))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.styled = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.styled = tag == "style"
        self.words += {"tr": "\n", "td": " | ", "th": " | ", "br": " / "}.get(tag, "")

    def handle_data(self, data: str) -> None:
        if not self.styled:
            self.words.append(data.strip("\n"))


def test_it_is_stored_without_results() -> None:
    """Results in a file would have to be believed; and the same notebook is the same file."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(code) > 12
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert all(cell.metadata == {} for cell in notebook.cells)


def test_every_link_leads_somewhere() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([a-z-]+\.md)\)", text)
    assert len(links) > 1
    for link in links:
        assert (NOTEBOOK.parent / link).exists(), link


# The rows of the two tables and what stands in them, counted in the documents (see the readings).


def test_it_builds_both_plans(outputs: Mapping[str, str]) -> None:
    assert "migration-2019: 147 activities" in outputs["build"]
    assert "thb-2019-2020: 57 activities" in outputs["build"]
    assert "migration-2019 | Migration Strategy of Georgia 2016-2020" in outputs["open"]


def test_it_lists_the_questions(outputs: Mapping[str, str]) -> None:
    assert "| donor-trace | auditor | The trace of a donor | " in outputs["questions"]


def test_it_follows_the_donor(outputs: Mapping[str, str]) -> None:
    assert outputs["donor-trace"].startswith("The trace of a donor · 57 rows\n")
    assert outputs["donor-trace"].endswith("… and 27 more")


def test_it_keeps_the_types(outputs: Mapping[str, str]) -> None:
    types = dict(line.rsplit(maxsplit=1) for line in outputs["dtypes"].splitlines())
    assert (types["number"], types["due"]) == ("string", "datetime64[s]")
    read: dict[str, Counter[str]] = defaultdict(Counter)
    for file in READINGS.glob("*.json"):
        reading = json.loads(file.read_text(encoding="utf-8"))
        for row in reading["activities"]:
            counted = {"all": 1, "paid": bool(row.get("donor")), "open": not row["deadlines"]}
            read[reading["plan"]].update(counted)
    assert len(read) == 2
    for plan, found in read.items():
        line = f"| {plan} | {found['all']} | {found['paid']} | {found['open']} | "
        assert line in outputs["per-plan"]


def test_it_asks_by_itself(outputs: Mapping[str, str]) -> None:
    assert "10 rows" in outputs["leads"]
    assert outputs["bars"].splitlines()[0] == "| name | activities"
    assert len(outputs["bars"].splitlines()) == 11  # the heading and ten bodies


def test_it_comes_back_to_the_words(outputs: Mapping[str, str]) -> None:
    assert "ICMPD" in outputs["trace"]
    assert outputs["cell"] == "[{'words': 'ICMPD', 'first': 23, 'last': 23}]"


def test_it_speaks_georgian(outputs: Mapping[str, str]) -> None:
    assert outputs["due-ka"].startswith("რისი ვადა დგება და ვისი · ")
    assert "| ვადა | როგორც წერია | " in outputs["due-ka"]


def test_it_hands_on(outputs: Mapping[str, str]) -> None:
    assert outputs["save"].startswith("An activity as a graph · 12 statements@prefix")
    assert outputs["rdflib-copy"].startswith("204 activities in ")


def test_it_draws_the_network(outputs: Mapping[str, str]) -> None:
    assert re.match(r"\d+ bodies, \d+ ties; the heaviest:\n.+ needs .+", outputs["network"])
    assert len(outputs["measures"].splitlines()) == 12  # the caption, the headings, ten bodies
