# Everything a developer, an editor or a build server does here. `make` alone lists the targets.
# Set-up is done once and again only when a lock file or pyproject.toml has changed.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
LAGEBILD := $(BIN)/lagebild
# Warnings are errors in tests, those about a missing encoding too (see [tool.pytest] in pyproject.toml).
PYTEST := PYTHONWARNDEFAULTENCODING=1 $(BIN)/python -m pytest
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
PIP_COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe \
	--strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --all-build-deps

# Material prints a notice about another project's plans on each build.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev setup-test site screenshots serve content test test-deep test-lowest quality bench \
	check format wheel smoke lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

## Set-up

setup: $(VENV)/.runtime ## install what the site needs into .venv

setup-dev: $(VENV)/.development ## install what tests and checks need, too

$(VENV)/.created:
	@command -v $(PYTHON) >/dev/null || \
		{ echo "make: no '$(PYTHON)' found. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "make: $$($(PYTHON) --version) is too old: 3.11 or newer is needed. Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "make: this Python can't make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.lock pyproject.toml $(VENV)/.created
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.development: requirements-dev.lock $(VENV)/.runtime
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

setup-test: setup-dev ## find or install Chromium, and install what the tests take from npm
	@$(BIN)/python -m tests.setup_chromium
	@$(BIN)/python -m tests.setup_npm

## The site

site: setup ## build the site into site/
	$(LAGEBILD) build

serve: setup ## serve the site while you write, at http://127.0.0.1:8000/ (another port: make serve PORT=8080)
	$(LAGEBILD) serve --port $(PORT)

content: setup ## check the briefings only
	$(LAGEBILD) check

screenshots: setup-dev site ## take the pictures of README and handbook anew
	@$(BIN)/python -m tests.setup_chromium
	$(BIN)/python -m tests.screenshots

## Tests and checks

test: setup-test ## all tests
	$(PYTEST) --numprocesses auto

test-deep: setup-test ## the long tests: all of them, with many more generated examples, on other seeds each time
	$(PYTEST) --numprocesses auto -m '' --hypothesis-profile deep

quality: setup-dev ## measure the site with Lighthouse, five times a page, on an idle machine
	@$(BIN)/python -m tests.setup_chromium
	@$(BIN)/python -m tests.setup_npm tests/quality
	$(BIN)/python -m tests.quality

bench: setup-dev ## the speed of `lagebild check`, how pages grow with the number of briefings, and the speed of printing
	$(BIN)/python tests/benchmarks/bench_check.py
	$(BIN)/python tests/benchmarks/bench_growth.py
	$(BIN)/python tests/benchmarks/bench_pdf.py

check: setup-dev ## lint, types and floors
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup-dev ## put the Python code into its standard form
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

test-lowest: ## all tests with the lowest versions of our direct dependencies
	$(MAKE) VENV=.cache/lowest .cache/lowest/.created
	.cache/lowest/bin/python .ci/lowest.py >.cache/lowest/constraints.txt
	.cache/lowest/bin/python -m pip install --quiet --constraint .cache/lowest/constraints.txt --editable '.[dev]'
	.cache/lowest/bin/python -m tests.setup_chromium
	.cache/lowest/bin/python -m tests.setup_npm
	.cache/lowest/bin/python -m pytest --numprocesses auto

## Packaging

wheel: setup-dev ## build the wheel into dist/
	rm -rf dist
	$(BIN)/python -m build --no-isolation --wheel

smoke: wheel ## build a tiny site from the wheel, outside this folder and without development dependencies
	PYTHON=$(PYTHON) .ci/smoke dist/*.whl

lock: setup-dev ## choose new versions of all dependencies (look at the difference before you commit it)
	$(PIP_COMPILE) --upgrade --output-file requirements.lock pyproject.toml
	$(PIP_COMPILE) --upgrade --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean: ## remove everything that was built or installed here
	rm -rf $(VENV) .cache dist site tests/node_modules tests/quality/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
