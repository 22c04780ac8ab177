# Two commands matter to a newcomer: `make chat` and `make test`. Both set up what they need, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
NOISE := --quiet --disable-pip-version-check

.PHONY: chat run test check e2e format bench clean

chat: $(VENV)/.runtime
	@$(BIN)/attribot chat

# The Telegram bot. It needs TELEGRAM_BOT_TOKEN in .env, and says how to get one.
run: $(VENV)/.runtime
	@$(BIN)/attribot run

test: $(VENV)/.develop
	@$(BIN)/python -m pytest -n 2 tests

check: $(VENV)/.develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Briefs made with a real, small language model over HTTP; installs 125 MB more, once.
e2e: $(VENV)/.e2e
	@$(BIN)/python -m tests.e2e

format: $(VENV)/.develop
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Longer measurements; SHARED is the folder with the evaluation data.
bench: $(VENV)/.develop
	@$(BIN)/python -m tests.benchmarks.run --shared $(SHARED)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Attribot needs Python 3.11 or newer."; exit 1; }
	@echo "Setting up (once, about a minute) ..." >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install $(NOISE) --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install $(NOISE) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.develop: requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install $(NOISE) --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install $(NOISE) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.runtime

$(VENV)/.e2e: requirements-e2e.txt $(VENV)/.develop
	@$(BIN)/python -m pip install $(NOISE) --require-hashes --no-deps -r requirements-e2e.txt
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
