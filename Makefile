# newswire: every target does its own set-up. A bare `make` lists them.
PYTHON ?= python3
VENV   ?= .venv
SECONDS ?= 60
FETCHES ?= 10000
RUNS   ?= 3
AT_ONCE ?= 1
ROWS   ?= 1000000
BIN    := $(VENV)/bin
QUIETLY := --disable-pip-version-check --quiet
PIP    := $(BIN)/python -m pip $(QUIETLY)

.DEFAULT_GOAL := help
.PHONY: help demo up test test-oldest test-compose faults faults-drop lint format bench bench-events bench-feeds bench-fetching bench-polling bench-search bench-stories bench-stories-database bench-templates bench-wire bench-database fuzz golden calendar topics lock dist demo-wheel clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# The hash-checked lock first, complete as it is, then the project itself without looking any further.
$(VENV)/embedded.stamp: requirements/embedded.lock pyproject.toml | $(VENV)/bin/python
	@echo "installing newswire into $(VENV)"
	$(PIP) install --require-hashes --no-deps -r requirements/embedded.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock $(VENV)/embedded.stamp
	@echo "installing the development tools into $(VENV)"
	$(PIP) install --require-hashes --no-deps -r requirements/dev.lock
	@touch $@

demo: $(VENV)/embedded.stamp ## run the whole stack on the sample newswire, print what arrived, stop
	$(BIN)/newswire demo

up: $(VENV)/embedded.stamp ## run the whole stack until Ctrl-C
	$(BIN)/newswire up

test: $(VENV)/dev.stamp ## every test that needs no Docker engine, on a PostgreSQL and a broker that the tests start
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/compose --ignore tests/bench tests

test-oldest: $(VENV)/dev.stamp ## the tests of store and adversaries and every statement on the system's PostgreSQL 15, the oldest that we serve
	$(BIN)/python -m pytest -n 2 --dist loadfile --postgres 15 tests/integration/store tests/integration/adversary tests/house/test_queries.py

test-compose: $(VENV)/dev.stamp ## the compose file on a Docker engine
	$(BIN)/python -m pytest tests/compose

faults: $(VENV)/dev.stamp ## kill, stop, fill and flush everything in turn, RUNS=3 times; prints what was lost; ONLY="NAME,…" chooses
	PYTHONPATH=tests $(BIN)/python -m faults --runs $(RUNS) --at-once $(AT_ONCE) --only "$(ONLY)"

faults-drop: $(VENV)/dev.stamp ## drop 20,000 agency files into a followed folder and kill the workers meanwhile; prints what was lost
	PYTHONPATH=tests $(BIN)/python -m faults.drop

lint: $(VENV)/dev.stamp ## format, lint, types, import floors, dead code, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/squawk sql/migrations/*.sql

format: $(VENV)/dev.stamp ## put the code into the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/dev.stamp ## the cleaner beside its peers, on labelled pages; PAGES="FOLDER…" names others
	PYTHONPATH=tests $(BIN)/python -m bench.extraction $(PAGES)

bench-fetching: $(VENV)/dev.stamp ## what a fetch costs us and Scrapy on the same site; FETCHES=10000
	PYTHONPATH=tests $(BIN)/python -m bench.fetching --fetches $(FETCHES)

bench-events: $(VENV)/dev.stamp ## whether readers miss an event under concurrent writers, and what an export holds in memory
	PYTHONPATH=tests $(BIN)/python -m bench.events

bench-polling: $(VENV)/dev.stamp ## when to poll: our rule beside others on a simulated month of feeds
	PYTHONPATH=tests $(BIN)/python -m bench.polling

bench-feeds: $(VENV)/dev.stamp ## our feed parser beside its peers; FEEDS=FOLDER names the labelled documents
	PYTHONPATH=tests $(BIN)/python -W ignore -m bench.feeds $(FEEDS)

bench-search: $(VENV)/dev.stamp ## what search finds and must not find, on a list of articles and queries in 27 languages
	PYTHONPATH=tests $(BIN)/python -m bench.search

bench-stories: $(VENV)/dev.stamp ## articles into stories, beside MinHash LSH and equal texts, on simulated streams in six languages
	PYTHONPATH=tests $(BIN)/python -m bench.stories

bench-stories-database: $(VENV)/dev.stamp ## grouping in the database with ROWS=1000000 articles in the window, and what queries of stories take
	PYTHONPATH=tests $(BIN)/python -m bench.stories.database --rows $(ROWS)

bench-templates: $(VENV)/dev.stamp ## how residue falls with the pages of a source seen, and that no journalism is lost
	PYTHONPATH=tests $(BIN)/python -m bench.templates

bench-wire: $(VENV)/dev.stamp ## our readers of agency files on labelled ones, NewsML-G2 beside the IPTC's reader; WIRE=FOLDER names them
	PYTHONPATH=tests $(BIN)/python -m bench.wire $(WIRE)

bench-database: $(VENV)/dev.stamp ## loading, searching and paging among ROWS=1000000 articles, beside a naive table
	PYTHONPATH=tests $(BIN)/python -m bench.database --rows $(ROWS)

fuzz: $(VENV)/dev.stamp ## clean damaged pages, read damaged wire files for SECONDS=60, until one breaks a promise
	PYTHONPATH=tests $(BIN)/python -m fuzz $(SECONDS)

golden: $(VENV)/dev.stamp ## write the expected outputs of tests/golden anew, for git diff to show what changed
	PYTHONPATH=tests $(BIN)/python -m golden

calendar: $(VENV)/dev.stamp ## write the names of months and days anew from Babel's CLDR data
	PYTHONPATH=tests $(BIN)/python -m calendar_table

topics: $(VENV)/dev.stamp ## write the table of news topics anew from the IPTC's vocabularies in WIRE=FOLDER
	PYTHONPATH=tests $(BIN)/python -m news_topics $(WIRE)/vocab

lock: ## resolve the newest allowed versions anew (needs uv)
	uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 -c requirements/constraints.in pyproject.toml requirements/build.in -o requirements/runtime.lock
	uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 --extra embedded -c requirements/runtime.lock pyproject.toml requirements/build.in -o requirements/embedded.lock
	uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 --extra embedded --extra parquet --extra dev -c requirements/embedded.lock pyproject.toml requirements/build.in -o requirements/dev.lock

dist: $(VENV)/embedded.stamp ## build the sdist, and the wheel from what the sdist holds, into dist/
	rm -rf dist
	$(BIN)/python -m hatchling build -t sdist
	mkdir dist/unpacked
	tar -xzf dist/newswire-*.tar.gz -C dist/unpacked --strip-components 1
	cd dist/unpacked && $(abspath $(BIN))/python -m hatchling build -t wheel -d $(CURDIR)/dist
	rm -r dist/unpacked

demo-wheel: dist ## install the wheel and its lock into an empty environment, and run the demo from there
	$(PYTHON) -m venv dist/venv
	dist/venv/bin/python -m pip $(QUIETLY) install --require-hashes --no-deps -r requirements/embedded.lock
	dist/venv/bin/python -m pip $(QUIETLY) install --no-deps dist/newswire-*.whl
	cd dist/venv && bin/newswire demo
	rm -r dist/venv

clean: ## remove what the other targets made, not the data under .newswire
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist
