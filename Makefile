# Each target is one line of work; the comment says what it is for.
PYTHON ?= python3.11
BIN := .venv/bin
KILLS ?= 5

# Tests start hundreds of processes; where no bytecode may be kept, each of them would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo schema test test-slow test-all test-kills test-browser screenshots test-wordpress test-web-archive test-year test-spring check coverage wheel docs notebook cookbook lock models clean

demo: .venv/installed  ## crawl the demo site, print what was found, open it in Datasette until Ctrl-C
	$(BIN)/commentary demo

test: .venv/installed  ## every test that is not slow, on all cores; CONTRIBUTING.md tells what is slow
	$(BIN)/pytest -n auto -m "not slow"

# Slow tests mostly wait for processes and pauses: one more at a time than there are cores.
test-slow: .venv/installed  ## every test that is slow; KILLS: at how many moments a crawl is killed, in fives
	$(BIN)/pytest -n $$(($$(nproc) + 1)) -m slow --dist worksteal --kills $(KILLS)

test-all: .venv/installed  ## every test, on all cores
	$(BIN)/pytest -n auto

test-kills: .venv/installed  ## kill a crawl at 50 moments; the slow tests do so at 5
	$(BIN)/pytest -n auto tests/crawler/test_kill.py --kills 50

test-browser: .venv-browser/installed  ## pages that need a browser, and our own, in a real Chromium (installs one on Debian)
	bash .ci/browser-packages
	.venv-browser/bin/pytest -n auto tests/browser

screenshots: .venv-browser/installed  ## the pictures in docs/images, of the demo archive, by the same Chromium
	bash .ci/browser-packages
	PYTHONPATH=tests/browser .venv-browser/bin/python docs/screenshots.py

test-wordpress: .venv/installed  ## crawl a real WordPress on this machine; as root on Debian, which installs it
	bash .ci/wordpress-packages
	$(BIN)/pytest tests/wordpress

test-web-archive: .venv-web-archive/installed .venv-replay/installed  ## what wget writes comes in, and the field's tools accept what we write
	bash .ci/web-archive-packages
	COMMENTARY_PYWB=$(CURDIR)/.venv-replay/bin/wayback .venv-web-archive/bin/pytest tests/web_archive

test-year: .venv/installed  ## a year of a site, a crawl a day under a faked clock, some minutes; as root on Debian installs libfaketime
	bash .ci/year-packages
	$(BIN)/pytest tests/year --whole-year

test-spring: .venv/installed  ## the same on the eighteen days of its spring on which something happens
	bash .ci/year-packages
	$(BIN)/pytest tests/year

check: .venv/installed  ## style, types, layers, the files for containers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Containerfile
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec compose.yaml

# Hypothesis' own profile `ci` draws the same examples each time; like that of the tests, it has no deadline.
coverage: .venv/installed  ## which lines and branches the fast tests run, in all their processes
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto -m "not slow and not untraced" --hypothesis-profile ci
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

wheel: .venv/installed  ## build the wheel, install it into an empty environment, start it from another folder
	bash .ci/wheel

docs: .venv-docs/installed  ## build the documentation into build/docs; broken links, and what loads from elsewhere, fail
	rm -rf build/docs
	.venv-docs/bin/sphinx-build --quiet --fail-on-warning --keep-going -c docs -b html . build/docs
	! grep -rE '<(script|link|img|iframe)[^>]*(src|href)="(https?:)?//' build/docs --include='*.html'

schema: .venv/installed  ## write docs/schema.md, the data dictionary, from the schema's own descriptions
	$(BIN)/python -c 'from archive.schema import to_markdown; print(to_markdown(), end="")' > docs/schema.md

cookbook: .venv/installed  ## write docs/cookbook.md from the headers of the queries
	$(BIN)/python -m archive.web.cookbook > docs/cookbook.md

notebook: .venv/installed .venv-notebook/installed  ## run docs/analysis.ipynb on exports of the demo
	bash .ci/notebook

models: .venv-models/installed  ## learn the reader's models anew: make models DATA="FOLDER…", see docs/reading.md
	.venv-models/bin/python bench/train_body.py $(DATA) --folds build/models --model extract/models/body.json
	.venv-models/bin/python bench/train_kind.py $(DATA) --folds build/models --model extract/models/kind.json

lock:  ## write constraints.txt anew from the newest releases that pyproject.toml allows
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet --upgrade pip
	.venv-lock/bin/pip install --quiet '.[export,notify,render]' --group dev --group browser --group docs --group notebook --group web-archive
	.venv-lock/bin/pip freeze --exclude commentary-archive > constraints.txt && rm -rf .venv-lock

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check 'pip>=25.1'
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[export,notify]' --group dev
	touch $@

# An environment of its own, so that every other target proves that the product does without. Of this one and those below
# little is imported, so that to compile every module would take longer than all else: --no-compile.
.venv-browser/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-browser
	.venv-browser/bin/pip install --quiet --disable-pip-version-check 'pip>=25.1'
	.venv-browser/bin/pip install --quiet --no-compile --constraint constraints.txt --editable '.[render]' --group dev --group browser
	touch $@

# The tools of others bring a hundred megabytes, and none of them is part of the product.
.venv-web-archive/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-web-archive
	.venv-web-archive/bin/pip install --quiet --disable-pip-version-check 'pip>=25.1'
	.venv-web-archive/bin/pip install --quiet --no-compile --constraint constraints.txt --editable . --group dev --group web-archive
	touch $@

# pywb needs releases that would break the product, and so is run as a program of its own.
.venv-replay/installed: constraints-replay.txt
	$(PYTHON) -m venv .venv-replay
	.venv-replay/bin/pip install --quiet --no-compile --disable-pip-version-check --requirement constraints-replay.txt
	touch $@

# What the documentation is built with is no part of the product, and the product is none of it.
.venv-docs/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-docs
	.venv-docs/bin/pip install --quiet --disable-pip-version-check 'pip>=25.1'
	.venv-docs/bin/pip install --quiet --no-compile --constraint constraints.txt --group docs
	touch $@

# What the notebook is run with is of no use to the product.
.venv-notebook/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-notebook
	.venv-notebook/bin/pip install --quiet --disable-pip-version-check 'pip>=25.1'
	.venv-notebook/bin/pip install --quiet --no-compile --constraint constraints.txt --group notebook
	touch $@

# Only this needs a library for learning; the product reads the models as JSON.
.venv-models/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-models
	.venv-models/bin/pip install --quiet --disable-pip-version-check 'pip>=25.1'
	.venv-models/bin/pip install --quiet --constraint constraints.txt --editable . --group models
	touch $@

clean:  ## remove what the targets above made
	rm -rf .venv .venv-browser .venv-web-archive .venv-replay .venv-docs .venv-models .venv-notebook .venv-lock .venv-wheel dist build
