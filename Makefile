# Dateline. `make demo` shows it working, `make test` tests it; both need only Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check clean

demo: $(VENV)/installed  ## install, index the sample articles, answer a query, serve the page
	$(BIN)/search-index build seeds --index demo-index
	$(BIN)/search 'red lines' --index demo-index
	@echo
	@$(BIN)/search-web --index demo-index || [ $$? -eq 130 ]

test: $(VENV)/tested  ## run the tests
	$(BIN)/python -m pytest -q

check: $(VENV)/checked test  ## the tests, formatting, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

clean:  ## remove what these commands made
	rm -rf $(VENV) demo-index build dist *.egg-info

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer; say which: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python setup.cfg
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[test]'
	@touch $@

$(VENV)/checked: $(VENV)/tested
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[test,check]'
	@touch $@
