# make demo   set up, build the graph of both plans, show it
# make test   set up, check and test everything
# make clean  remove what make made

PYTHON ?= python3
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo
KAVSHIRI := COLUMNS=150 $(BIN)/kavshiri
STORE := --store $(DEMO)/store

# Where bytecode is not kept, each of the hundreds of processes that tests start compiles the package.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test check tests package bench docs clean

$(VENV)/.installed: pyproject.toml constraints.txt viz/vendor/package-lock.json
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Kavshiri needs Python 3.11 or newer; say which one with: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python viz/vendor/fetch.py || test -z "$$KAVSHIRI_REQUIRE_ALL"
	@touch $@

demo: $(VENV)/.installed
	@mkdir -p $(DEMO)
	$(KAVSHIRI) build --out $(DEMO)/store
	@echo; echo '== For analysts: who does how much; the plans as one table'
	$(KAVSHIRI) ask organisation-roles $(STORE) --limit 12
	$(KAVSHIRI) ask plan-as-table $(STORE) --limit 4
	$(KAVSHIRI) ask plan-as-table $(STORE) -o $(DEMO)/plan-as-table.csv
	@echo; echo '== For coordinators: what is due next; whom an agency needs'
	$(KAVSHIRI) ask due-next $(STORE) --limit 8
	$(KAVSHIRI) ask needed-by $(STORE) --limit 6
	$(KAVSHIRI) network $(STORE) --html $(DEMO)/delivery-network.html
	$(KAVSHIRI) site $(STORE) --out $(DEMO)/site --quiet
	@echo; echo '== For auditors: donor-funded activities word for word; what to know about the plans'
	$(KAVSHIRI) ask donor-trace $(STORE) --limit 2
	$(KAVSHIRI) ask donor-trace $(STORE) -o $(DEMO)/donor-trace.xlsx
	$(KAVSHIRI) ask findings $(STORE) --severity serious --limit 4
	$(KAVSHIRI) trace thb-2019-2020/2.1.7 $(STORE)
	@echo; echo 'The files are in $(CURDIR)/$(DEMO):'
	@echo '  store/                  the graph: kavshiri query "SELECT …" --store $(DEMO)/store'
	@echo '  plan-as-table.csv       every activity of both plans'
	@echo '  donor-trace.xlsx        every activity that the EU funds, with the words of the plan'
	@echo '  site/index.html         all pages, in Georgian and English'
	@echo '  delivery-network.html   who needs whom; open it in a browser, it needs no network'

test: check tests package

check: $(VENV)/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy --explicit-package-bases tests
	$(BIN)/lint-imports

tests: $(VENV)/.installed
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

package: $(VENV)/.installed
	$(BIN)/python tests/check_package.py

bench: $(VENV)/.installed
	$(BIN)/python benchmarks/build.py
	$(BIN)/python benchmarks/questions.py
	$(BIN)/python benchmarks/endpoint.py
	$(BIN)/python benchmarks/networks.py
	$(BIN)/python benchmarks/site.py
	$(BIN)/python benchmarks/overlap.py

docs: $(VENV)/.installed
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) $(DEMO) build dist viz/static/vendor *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
