# Two commands set everything up: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

PURE := domain codec segment measure fuse link

.PHONY: demo test lint types layers tests coverage bench model fit docs clean

demo: $(VENV)/.demo
	$(BIN)/transcript-rupture analyze data/samples --output out/demo --force

test: lint types layers tests coverage

lint: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.test
	$(BIN)/mypy

layers: $(VENV)/.test
	$(BIN)/lint-imports

tests: $(VENV)/.test
	$(BIN)/pytest

# Tracing all tests would double their time and upset those that measure time, so only
# the pure core has a threshold, and only by its own tests.
coverage: $(VENV)/.test
	$(BIN)/pytest --quiet $(wildcard $(PURE:%=tests/%)) $(PURE:%=--cov=transcript_rupture.%) \
		--cov-report=term:skip-covered --cov-fail-under=95

bench: $(VENV)/.test
	$(BIN)/python benchmarks/run.py

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) --editable .
	touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) torch
	$(PIP) --editable ".[pandas,ml,train,notebook,browser,dev]"
	touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) out build dist

# Train the classifier again: make model RATED=folder of rated demonstrations.
# `transcript-rupture promote` then puts it in place of the shipped one, if it is better.
# Some hours on two cores; a run that was cut off goes on.
model: $(VENV)/.test
	$(BIN)/transcript-rupture train data/corpus $(RATED) --output out/models/minilm-2 \
		--contrasts data/contrasts --natural annomi --natural invented-plain \
		--calibrate annomi --folds 2

# Fit the fusion again on rated sessions: make fit RATED=folder (sessions.jsonl, labels/)
fit: $(VENV)/.test
	$(BIN)/python tools/fit_fusion.py $(RATED)

docs: $(VENV)/.test
	$(BIN)/python tools/make_docs.py
