# Two commands set everything up: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test lint types layers tests bench fit docs clean

demo: $(VENV)/.demo
	$(BIN)/transcript-rupture analyze data/samples --output out/demo --force

test: lint types layers tests

lint: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.test
	$(BIN)/mypy

layers: $(VENV)/.test
	$(BIN)/lint-imports

tests: $(VENV)/.test
	$(BIN)/pytest

bench: $(VENV)/.test
	$(BIN)/python benchmarks/run.py

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) --editable .
	touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) --editable ".[pandas,ml,notebook,browser,dev]"
	touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) out build dist

# Fit the fusion again on rated sessions: make fit RATED=folder (sessions.jsonl, labels/)
fit: $(VENV)/.test
	$(BIN)/python tools/fit_fusion.py $(RATED)

docs: $(VENV)/.test
	$(BIN)/python tools/make_docs.py
