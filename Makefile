# `make up` starts DOM360, `make test` runs everything that CI runs. Both set up what they need.
.DEFAULT_GOAL := help
.PHONY: help up test pages schemathesis evals bench lint types ruff imports eslint mypy typescript vitest fmt frontend schema api doctor reset clean python node

STATE := $(or $(DOM360_STATE_DIR),.dom360)
RUN := .venv/bin/
# Node of the tools environment where the machine has none that is new enough.
# Two at a time, each one's output in one piece where this make can do that.
SIDE_BY_SIDE := $(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
NPM := PATH="$(abspath $(STATE)/tools/bin):$$PATH" npm --prefix frontend run --silent

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

up: ## start everything on this machine; Ctrl-C stops all of it
	@scripts/bootstrap.sh
	@exec $(RUN)dom360 up --stop-with-parent

test: ## what CI runs: lint, types, the frontend's checks, all tests, the evals
	@scripts/bootstrap.sh
	@scripts/chromium.sh
	@$(SIDE_BY_SIDE) mypy eslint typescript vitest imports ruff
	$(RUN)pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder --durations 30 --durations-min 4
	$(RUN)python -m evals --suite companies

schemathesis: python ## send many generated calls to every endpoint (minutes)
	DOM360_TEST_EXAMPLES=100 $(RUN)pytest tests/schema

pages: ## look at every page in a browser, in both languages and themes, empty and full
	@scripts/bootstrap.sh
	@scripts/chromium.sh
	ALL_PAGES=1 $(RUN)pytest tests/browser -k every_page --capture no

evals: python ## measure how well the agents do their job, without a network
	$(RUN)python -m evals --json $(STATE)/evals.json

bench: python ## measure what this machine carries (BENCH=--quick for a first look)
	$(RUN)dom360 bench -- --json $(STATE)/bench.json $(BENCH)

lint: python node ## ruff, the import rules, eslint
	@$(SIDE_BY_SIDE) eslint imports ruff

types: python node ## mypy (strict) and TypeScript
	@$(SIDE_BY_SIDE) mypy typescript

ruff:
	$(RUN)ruff check
	$(RUN)ruff format --check

imports:
	$(RUN)lint-imports

eslint:
	$(NPM) lint

mypy:
	$(RUN)mypy

typescript:
	$(NPM) typecheck

vitest:
	$(NPM) test

fmt: python ## let ruff format and mend what it can
	$(RUN)ruff check --fix-only
	$(RUN)ruff format

frontend: ## build the web application
	@scripts/bootstrap.sh

schema: python ## write schema.sql and the tables in docs/database.md anew from the migrations
	$(RUN)dom360 db schema --write
	$(RUN)dom360 db erd --write

api: python node ## write the frontend's API types anew from the backend
	$(RUN)python scripts/openapi.py
	$(NPM) api

doctor: python ## check this installation
	@exec $(RUN)dom360 doctor

reset: python ## remove the embedded database and local state, after asking
	@exec $(RUN)dom360 reset

clean: ## remove environments and built files; data stays
	@scripts/bootstrap.sh clean

python:
	@scripts/bootstrap.sh python

node:
	@scripts/bootstrap.sh node
