# DevMentor: `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
SYNC := $(UV) sync --frozen --inexact --quiet --extra cloud
LOCK := pyproject.toml uv.lock
TEST_OPTIONS ?= -n 2

.PHONY: help up dev test nightly lint format generate bench editors extension clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-9s %s\n", $$1, $$2 }'

up: .venv/.ready-to-run ## Start the tier and the local model, show what works, print how to attach an editor
	@exec $(BIN)/devmentor up --tour $(UP_OPTIONS)

dev: .venv/.ready-to-test ## Build the environment for working on DevMentor
	@echo "Ready: source $(BIN)/activate"

test: .venv/.ready-to-test editors ## Install what tests need and run everything
	$(BIN)/pytest $(TEST_OPTIONS)

nightly: .venv/.ready-to-test ## Test by fire at full length, with new dice (an hour)
	$(BIN)/pytest tests/fire --nightly $(TEST_OPTIONS)

lint: .venv/.ready-to-test ## ruff, pyright (strict), import rules
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports
	$(BIN)/pyright --warnings

format: .venv/.ready-to-test ## Format and sort imports
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

generate: .venv/.ready-to-test editors ## Write the TypeScript types and JSON Schema of the contract
	$(BIN)/python -m devmentor_protocol.generate

bench: .venv/.ready-to-test ## Measure against peers; writes bench/RESULTS.md
	$(BIN)/python -m bench.lsp
	$(BIN)/python -m bench.gateway
	$(BIN)/python -m bench.check
	$(BIN)/python -m bench.corpus
	$(BIN)/python -m bench.search
	$(BIN)/python -m bench.index

editors: .venv/.ready-to-test ## Install the editors and browsers the end-to-end tests drive
	@tests/e2e/install_editors.sh

extension: editors ## Build the VS Code extension: editors/vscode/devmentor.vsix
	@editors/vscode/scripts/package.sh

clean: ## Remove what was built (never your data)
	rm -rf .venv build dist .pytest_cache .ruff_cache .hypothesis tests/artifacts editors/vscode/node_modules

# --- the environment -----------------------------------------------------------------------------

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "DevMentor needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version). Say PYTHON=/path/to/python3.11 make …" >&2; exit 1; }
	@echo "Building the environment in .venv (the first time this takes a minute or two) …"
	@$(PYTHON) -m venv --without-pip .venv  # Debian splits ensurepip off; the pip outside can serve inside
	@$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(BIN)/python install 'uv>=0.13'

.venv/.ready-to-run: $(LOCK) | $(UV)
	@$(SYNC) --no-dev --group model
	@touch $@

.venv/.ready-to-test: $(LOCK) | $(UV)
	@$(SYNC) --group dev
	@touch $@ .venv/.ready-to-run
