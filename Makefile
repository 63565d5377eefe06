# Shoal's commands; `make` lists them. Each works from a fresh clone.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

# What may be given on the command line: make run PORT=8080 DATA=~/school
PORT ?= 8000
DATA ?= data
# Assigned, not ?=: some shells export HOST as the machine's name, and that is no loopback.
HOST := 127.0.0.1
DEMO ?= 1
PYTHON ?= python3
WORKERS ?= 2
# Pages wait more than they work: three keep two cores busy.
BROWSERS ?= 3
TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/postgres
# One name per clone: two clones may test against one PostgreSQL at once.
TEST_NAME ?= test_shoal_$(shell pwd | cksum | cut -d' ' -f1)

VENV := backend/.venv
PY := $(VENV)/bin/python
MANAGE := $(PY) backend/manage.py
NPM := npm --prefix frontend
# What runs leave behind, and may be deleted at any time.
LEFT := $(CURDIR)/.make
RESULTS := $(LEFT)/results
PYTEST := cd backend && .venv/bin/python -m pytest -q --ignore=tests/browser -n $(WORKERS) --dist loadgroup
# Tests keep their own keys, uploads and databases.
FOR_TESTS = env -u DATABASE_URL DATA="$(LEFT)/tests/$@" TEST_NAME="$(TEST_NAME)" SPA_DIST="$(CURDIR)/frontend/dist"

BASE_DONE := $(VENV)/.base-installed
DEV_DONE := $(VENV)/.dev-installed
SPA_INSTALLED := frontend/node_modules/.package-lock.json
SPA_BUILT := frontend/dist/index.html
SPA_SOURCES := $(shell find frontend/src frontend/public frontend/scripts -type f -not -name '*.test.*' 2>/dev/null) \
	$(wildcard frontend/*.html frontend/*.json frontend/*.ts)

# --- living with it -------------------------------------------------------------------------------

.PHONY: help
help: ## List these commands
	@awk 'BEGIN {FS = ":.*## "} \
	  /^# --- / {sub(/^# --- /, ""); sub(/ -+$$/, ""); printf "\n%s\n", $$0} \
	  /^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: export PORT := $(PORT)
run: export DATA := $(DATA)
run: export HOST := $(HOST)
run: preflight $(BASE_DONE) $(SPA_BUILT) ## Start Shoal with a demo school: PORT=8000 DATA=data DEMO=1
	@exec $(MANAGE) serve --migrate $(if $(filter-out 0,$(DEMO)),--demo) --stop-with-parent

.PHONY: backup restore
backup restore: export DATA := $(DATA)
KEEP ?= 14
SECRETS ?= 0
backup: $(BASE_DONE) ## Save database and uploads into DATA/backups, while people work: KEEP=14 SECRETS=0
	@$(MANAGE) backup --keep $(KEEP) $(if $(filter-out 0,$(SECRETS)),--secrets)
restore: $(BASE_DONE) ## Put a backup in their place, Shoal being stopped: FROM=file SECRETS=0
	@test -n "$(FROM)" || { echo "Say which backup: make restore FROM=$(DATA)/backups/…"; exit 1; }
	@$(MANAGE) restore "$(FROM)" $(if $(filter-out 0,$(SECRETS)),--secrets)

.PHONY: preflight
preflight:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer"; exit 1; }
	@$(PYTHON) backend/preflight.py $(PORT)

.PHONY: tools
tools:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer"; exit 1; }
	@$(PYTHON) backend/preflight.py

.PHONY: install
install: tools $(DEV_DONE) $(SPA_INSTALLED) ## Install what development needs, as locked

.PHONY: build
build: $(BASE_DONE) $(SPA_INSTALLED) ## Build the pages into frontend/dist
	@rm -f $(SPA_BUILT)
	@$(MAKE) --no-print-directory $(SPA_BUILT)

# --- before a commit ------------------------------------------------------------------------------

.PHONY: test
test: install ## The whole gate, stage by stage; stops at the first failure
	@TEST_DATABASE_URL="$(TEST_DATABASE_URL)" RESULTS="$(RESULTS)" $(PY) .ci/gate.py

.PHONY: lint
lint: lint-format lint-python lint-types lint-imports lint-spa lint-spa-types ## Format, style, types and import layers of both halves

.PHONY: lint-format lint-python lint-types lint-imports lint-spa lint-spa-types
lint-format: $(DEV_DONE)
	cd backend && .venv/bin/python -m ruff format --check --quiet --config pyproject.toml . ../.ci
lint-python: $(DEV_DONE)
	cd backend && .venv/bin/python -m ruff check --quiet --config pyproject.toml . ../.ci
lint-types: $(DEV_DONE)
	cd backend && $(FOR_TESTS) .venv/bin/python -m mypy
lint-imports: $(DEV_DONE)
	cd backend && .venv/bin/python -c 'from importlinter.cli import lint_imports_command as lint; lint()'
lint-spa: $(SPA_INSTALLED)
	$(NPM) run --silent lint
lint-spa-types: $(SPA_INSTALLED)
	$(NPM) run --silent typecheck

.PHONY: format
format: $(DEV_DONE) $(SPA_INSTALLED) ## Format everything and mend what can be mended
	cd backend && .venv/bin/python -m ruff check --fix-only --quiet --config pyproject.toml . ../.ci
	cd backend && .venv/bin/python -m ruff format --quiet --config pyproject.toml . ../.ci
	$(NPM) run --silent format

.PHONY: contract
contract: $(DEV_DONE) $(SPA_INSTALLED) ## Write openapi.yaml and schema.gen.ts; fail if they were stale
	@mkdir -p $(LEFT)
	@cat backend/openapi.yaml frontend/src/api/schema.gen.ts > $(LEFT)/contract 2>/dev/null || true
	@$(FOR_TESTS) $(MANAGE) spectacular --validate --fail-on-warn --file backend/openapi.yaml
	@$(NPM) run --silent contract >/dev/null
	@cat backend/openapi.yaml frontend/src/api/schema.gen.ts | cmp -s - $(LEFT)/contract || \
	  { echo "The contract was stale. It is written anew now: look at it and commit it."; exit 1; }
	@echo "The contract is what the code says."

.PHONY: docs
docs: $(DEV_DONE) ## Write the data model and the permission table into .github/docs; fail if they were stale
	@cd backend && $(FOR_TESTS) .venv/bin/python -m describe

.PHONY: migrations
migrations: $(DEV_DONE) ## Fail if a model changed without a migration
	@$(FOR_TESTS) $(MANAGE) makemigrations --check --dry-run

# --- tests, one kind at a time --------------------------------------------------------------------

.PHONY: test-sqlite test-postgres test-spa test-browser shots
test-sqlite: $(DEV_DONE) ## The backend on SQLite; T="…" is handed to pytest
	unset DATABASE_URL; $(PYTEST) $(call junit) $(T)
# Exported, not written into the command: make would print its password.
test-postgres: override export DATABASE_URL = $(TEST_DATABASE_URL)
test-postgres: $(DEV_DONE) ## The same on PostgreSQL (TEST_DATABASE_URL)
	$(PYTEST) $(call junit) $(T)
test-spa: $(SPA_INSTALLED) ## The pages' own tests
	cd frontend && npx --no-install vitest run --reporter=default --reporter=junit --outputFile.junit=$(RESULTS)/$@.xml
test-browser: $(DEV_DONE) $(SPA_BUILT) ## The built pages in a real browser (CHROMIUM)
	unset DATABASE_URL; cd backend && DJANGO_ALLOW_ASYNC_UNSAFE=true .venv/bin/python -m pytest -q -n $(BROWSERS) --dist loadgroup tests/browser $(call junit) $(T)
shots: $(DEV_DONE) $(SPA_BUILT) ## Screenshots of every page into .make/shots
	cd backend && SHOTS="$(LEFT)/shots" DJANGO_ALLOW_ASYNC_UNSAFE=true .venv/bin/python -m pytest -q tests/browser $(T)

# override: a DATA on the command line is a school's, never the tests'.
test-sqlite test-postgres test-browser shots: override export DATA = $(LEFT)/tests/$@
test-sqlite test-postgres test-browser shots: export TEST_NAME := $(TEST_NAME)
test-sqlite test-postgres test-browser shots: export SPA_DIST := $(CURDIR)/frontend/dist
junit = --junitxml=$(RESULTS)/$@.xml -o junit_suite_name=$@

# --- speed ----------------------------------------------------------------------------------------

.PHONY: bench
bench: export ROWS ?= 1000000
bench: export DATABASES ?= sqlite postgresql
bench: export ONLY ?=
bench: export FRESH ?=
bench: export DATA := $(DATA)
bench: export TEST_DATABASE_URL := $(TEST_DATABASE_URL)
bench: $(BASE_DONE) ## Measure at a million customers: ROWS=10000 DATABASES=sqlite ONLY="pool search"
	@PYTHONPATH=backend $(PY) -m bench

# --- upkeep ---------------------------------------------------------------------------------------

.PHONY: endure
MINUTES ?= 10
endure: $(DEV_DONE) ## 32 writers on SQLite for MINUTES=10 beside 400 clients who never finish
	@cd backend && MINUTES="$(MINUTES)" .venv/bin/python -m bench.endurance

.PHONY: lock
lock: $(DEV_DONE) ## Lock requirements/*.in anew (needs uv)
	cd backend/requirements && for name in base dev; do \
	  uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate --no-strip-extras \
	    --python-version 3.11 $$name.in -o $$name.txt; done

.PHONY: clean
clean: ## Delete what the other commands left, but no data of a school
	rm -rf .make $(VENV) frontend/node_modules frontend/dist backend/.mypy_cache backend/.ruff_cache backend/.pytest_cache backend/.import_linter_cache

# ~~~ what is made only when its sources changed ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

$(PY):
	@echo "Creating the virtual environment …"
	@$(PYTHON) -m venv $(VENV)

PIP := $(PY) -m pip --disable-pip-version-check install --quiet --require-hashes

$(BASE_DONE): backend/requirements/base.txt | $(PY)
	@echo "Installing the backend's packages …"
	@$(PIP) -r $<
	@touch $@

$(DEV_DONE): backend/requirements/dev.txt | $(PY)
	@echo "Installing the backend's packages for development …"
	@$(PIP) -r $<
	@touch $@

$(SPA_INSTALLED): frontend/package-lock.json
	@echo "Installing the pages' packages …"
	@$(NPM) ci --include=dev --no-progress --loglevel=error
	@touch $@

# The compressed copies are made once, here, and not for every answer.
$(SPA_BUILT): $(SPA_INSTALLED) $(SPA_SOURCES) | $(PY)
	@echo "Building the pages …"
	@$(NPM) run --silent build
	@$(PY) -m whitenoise.compress --quiet frontend/dist
	@touch $@
