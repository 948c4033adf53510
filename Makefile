# `make build` sets up everything and builds the site; `make test` runs every check and test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help build serve test checks bench dist lock clean

help:
	@echo "make build   set up what is needed and build the site into site/"
	@echo "make serve   preview the site while writing"
	@echo "make test    run every check and every test"
	@echo "make bench   measure sopgen beside its peers; BENCH=--help tells how"
	@echo "make dist    build what is released into dist/"
	@echo "make lock    pin what pyproject.toml asks for; with UPGRADE=--upgrade the newest of it"
	@echo "make clean   remove everything that was built or set up"

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "sopgen needs Python 3.11 or newer: name one with 'make PYTHON=python3.12 ...'" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "$(PYTHON) cannot make a virtual environment: on Debian and Ubuntu 'apt install python3-venv' adds what it lacks." >&2; exit 2; }
	@touch $@

$(VENV)/installed: $(VENV)/made requirements.lock pyproject.toml
	@echo "Installing what sopgen runs on (once) ..."
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-tests: $(VENV)/installed requirements-test.lock
	@echo "Installing what the tests run on (once) ..."
	@$(PIP) install --require-hashes --requirement requirements-test.lock
	@touch $@

build: $(VENV)/installed
	@$(BIN)/sopgen build

serve: $(VENV)/installed
	@$(BIN)/sopgen serve

checks: $(VENV)/installed-tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy

test: checks $(VENV)/installed-release
	@$(BIN)/python -m tests.browser.install
	@$(BIN)/pytest --numprocesses auto --dist worksteal --quiet

$(VENV)/installed-release: $(VENV)/made requirements-release.lock
	@echo "Installing what a release is made with (once) ..."
	@$(PYTHON) -m venv $(VENV)/release
	@$(VENV)/release/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement requirements-release.lock
	@touch $@

$(VENV)/installed-peers: $(VENV)/made requirements-bench.lock
	@echo "Installing what sopgen is measured against (once) ..."
	@$(PYTHON) -m venv $(VENV)/peers
	@$(VENV)/peers/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement requirements-bench.lock
	@touch $@

bench: $(VENV)/installed-tests $(VENV)/installed-peers
	@$(BIN)/python -m tests.benchmarks $(BENCH)

dist: $(VENV)/installed-tests $(VENV)/installed-release
	@rm -rf dist
	@$(BIN)/python -m tests.dist

lock: $(VENV)/installed-tests
	@$(BIN)/python -m tests.lock $(UPGRADE)
	@$(BIN)/python -m tests.licences

clean:
	@rm -rf $(VENV) site build dist
