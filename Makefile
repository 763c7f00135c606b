# `make` lists what can be asked of it. Longer recipes live in scripts/.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BIN := .venv/bin
RUNTIME := .venv/.runtime
DEV := .venv/.dev
ARGS ?=

.PHONY: help demo test check format lint types imports bench eval house requirements clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUNTIME) ## Fill an invented province and serve it on http://127.0.0.1:8000
	$(BIN)/hoiyte demo $(ARGS)

test: $(DEV) ## Install what the tests need, then run them (ARGS="tests/house -x" for some)
	@scripts/chromium.sh
	$(BIN)/pytest --junit-xml=artefacts/tests.xml $(ARGS)

check: format lint types imports test ## Format, lint, types, imports, tests: all that a change must pass

format: $(DEV) ## Lay the code out and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only --quiet .

lint: $(DEV) ## Read the code for mistakes, and check its layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV) ## Check every type, tests included
	$(BIN)/mypy

imports: $(DEV) ## Check that imports go down the stairs only
	$(BIN)/lint-imports

bench: $(DEV) ## Measure speed against floors of the same run (ARGS=turn for one)
	$(BIN)/hoiyte bench $(ARGS)

eval: $(DEV) ## Put the evaluation questions to the whole house (ARGS=house for one suite)
	$(BIN)/hoiyte eval $(ARGS)

house: $(DEV) ## Rewrite docs/house.md from the signs on the doors
	$(BIN)/python scripts/house.py

requirements: $(DEV) ## Pin requirements*.in anew into requirements*.txt (ARGS=--upgrade for newer ones)
	scripts/pin.sh $(ARGS)

clean: ## Remove the environment, caches and artefacts; data folders stay
	rm -rf .venv .tools artefacts build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The second time costs nothing: a stamp is older than its pins only when they changed.
$(RUNTIME): requirements.txt pyproject.toml scripts/install.sh scripts/uv.sh scripts/python.sh
	@scripts/install.sh requirements.txt $@

$(DEV): requirements-dev.txt pyproject.toml scripts/install.sh scripts/uv.sh scripts/python.sh
	@scripts/install.sh requirements-dev.txt $@
