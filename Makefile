# Everything a developer or an operator on trial says to this checkout. `make` alone prints the list.
SHELL := /bin/sh
VENV := .venv
NEXT := .venv-next
BIN := $(VENV)/bin
JOBS ?= 2
ARGS ?=
# Journeys start some hundred processes: each would compile Django and Wagtail again, two seconds of a core.
unexport PYTHONDONTWRITEBYTECODE

# The first Python that is new enough and really runs (a shim on the path may not).
find_python = $(shell for each in $(1); do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
PYTHON ?= $(call find_python,python3 python3.13 python3.12 python3.11)
PYTHON_NEXT ?= $(call find_python,python3.13 $(wildcard $(HOME)/.pyenv/versions/3.13*/bin/python3.13))
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup
QUICK := not browser and not validators and not postgres and not nginx and not slow and not all
UV = $(BIN)/python -m uv pip compile pyproject.toml --extra dev --universal --generate-hashes \
	--no-emit-index-url --no-annotate --upgrade --quiet --custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.PHONY: help run test quick check words bench tutorial contact-sheet test-next test-all tools lock clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/installed ## set everything up, fill it with the sample and serve it at 127.0.0.1:8000
	@$(BIN)/dateline setup
	@$(BIN)/dateline sample
	@exec $(BIN)/dateline run

test: $(VENV)/installed tools ## all tests, pages judged in six languages; installs the browser and the like where it may
	$(PYTEST) -m "not all" $(ARGS)

quick: $(VENV)/installed ## the tests that need neither Django nor a browser: under half a minute
	TEST_EFFORT=0.2 $(PYTEST) -p no:django -m "$(QUICK)" $(ARGS)

check: $(VENV)/installed ## what a machine can say about the source: style, types, who imports whom, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet dateline

words: $(VENV)/installed ## bring the newsroom's catalogues up to its source, and tell what is to be translated
	$(BIN)/python -m tests.words

bench: $(VENV)/installed ## measure publishing and rebuilding, and write docs/budgets.md
	$(BIN)/python -m tests.bench $(ARGS)

tutorial: $(VENV)/installed tools ## walk the tutorials and take their pictures anew
	TAKE_PICTURES=yes $(BIN)/python -m pytest tests/journeys/test_first_day.py \
		tests/journeys/test_translate_and_correct.py $(ARGS)

contact-sheet: $(VENV)/installed tools ## photograph readers' pages in every language, for docs/contact-sheet.md
	$(BIN)/python -m tests.contact_sheet

test-next: tools ## the suite on Python 3.13 with Django 6.1, where that Python is here
	@if [ -z "$(PYTHON_NEXT)" ]; then echo "Skipped: no python3.13 that runs was found. Name one: make test-next PYTHON_NEXT=..."; \
	else $(MAKE) --no-print-directory $(NEXT)/installed && $(NEXT)/bin/python -m pytest -n $(JOBS) -m "not all" $(ARGS); fi

test-all: $(VENV)/installed tools ## everything in every language; takes its time
	$(PYTEST) $(ARGS)

tools: $(if $(shell command -v npm),node_modules/installed)
	@.ci/tools
	@if [ ! -e node_modules/installed ] && command -v npm >/dev/null; then $(MAKE) --no-print-directory node_modules/installed; fi

lock: $(VENV)/installed ## choose the newest fitting packages anew and write requirements/*.txt
	$(BIN)/python -m pip install --quiet uv
	$(UV) requirements/lock.in --python-version 3.11 --output-file requirements/lock.txt
	$(UV) requirements/next.in --python-version 3.13 --output-file requirements/next.txt

clean: ## remove what was made here, except var/, which holds your newsroom
	rm -rf $(VENV) $(NEXT) node_modules build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/installed: requirements/lock.txt pyproject.toml
	@.ci/venv $(VENV) "$(PYTHON)" requirements/lock.txt
	@touch $@

$(NEXT)/installed: requirements/next.txt pyproject.toml
	@.ci/venv $(NEXT) "$(PYTHON_NEXT)" requirements/next.txt
	@touch $@

node_modules/installed: package-lock.json
	npm ci --silent
	@touch $@
