# Every target does its own set-up: a fresh clone needs only Python 3.11+, git and make.
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help setup demo test crash check bench bench-rules bench-suites lock lint types rules own clean

help:  ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY)  ## Set up .venv from the lock, with the tenet command in it

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Tenet needs Python 3.11 or newer: set PYTHON=/path/to/python3.11"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv is missing. On Debian and Ubuntu: apt install python3-venv"; exit 2; }
	@echo "Installing what the lock names into $(VENV)"
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements-dev.lock && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .; \
	else \
	  $(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements-dev.lock && \
	  $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .; \
	fi
	@touch $@

demo: setup  ## Show the whole path on this machine: a pull request in, a review out
	@$(BIN)/python -m bot.sandbox.demo

test: setup  ## The whole test suite, without network and keys
	@start=$$(date +%s); $(BIN)/pytest; code=$$?; \
	  echo "make test took $$(( $$(date +%s) - start )) s"; exit $$code

crash: setup  ## kill -9 at every call of a review, on both databases (many minutes)
	@TENET_CRASH=all $(BIN)/pytest tests/crash

check: setup lint types rules test own  ## What CI runs

lint: setup  ## Format, lint, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports

types: setup  ## Static types
	@$(BIN)/mypy

rules: setup  ## Every rule against its fixtures
	@$(BIN)/tenet rules test

own: setup  ## Our own bot on our own code
	@$(BIN)/tenet review bot --base $$(git hash-object -t tree /dev/null) --head HEAD \
	  --no-model --fail-on warning

bench: setup  ## The benchmarks, as a table of ratios
	@$(BIN)/python bench/run.py

bench-rules: setup  ## How long each rule takes, and all together
	@$(BIN)/python -m bench.rules

bench-suites: setup  ## The rules on labelled suites that others wrote (ARGUMENTS=--help)
	@$(BIN)/python -m bench.suites $(ARGUMENTS)

lock:  ## Make the lock files anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --quiet pyproject.toml --all-extras --group dev -o requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --quiet pyproject.toml -c requirements-dev.lock -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --quiet --group build -c requirements-dev.lock -o requirements-build.lock

clean:  ## Remove what set-up made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
