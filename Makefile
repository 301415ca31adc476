# Svodka: `make run` opens the dashboard on the demo corpus, `make test` runs the tests, `make quick` those that serve
# while one works; `make help` says the rest.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: run test quick check texts screenshots lock clean help
.DEFAULT_GOAL := run

run: $(STAMP)  ## install, analyse the demo corpus, open the dashboard
	$(BIN)/svodka demo --serve

# In two processes, file by file, in the order of the folders: those that take longest come first.
PYTEST = $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test: $(VENV)/.installed-dev  ## every test
	$(PYTEST)

quick: $(VENV)/.installed-dev  ## within three minutes: no browser, kills, fits, corpora; fewer examples
	$(PYTEST) -m "not (browser or corpus or fit or kill or slow)" --hypothesis-profile=quick

check: $(VENV)/.installed-dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

texts: $(STAMP)  ## begin a language of the interface from the English texts: make texts NEW=pl
	$(BIN)/pybabel init -i dashboard/locale/en/LC_MESSAGES/svodka.po -d dashboard/locale -D svodka -w 110 -l $(NEW)

screenshots: $(VENV)/.installed-dev  ## pictures of every page into results/, and the README's
	$(BIN)/python docs/screenshots.py

$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else f"Svodka needs Python 3.11, 3.12 or 3.13; {sys.executable} is {v[0]}.{v[1]}. Say: make run PYTHON=python3.12")'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv module. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing (about 1.4 GB, under a minute on a good line) ..."
	@if command -v uv >/dev/null 2>&1; then \
		uv pip install -q --python $(BIN)/python --no-deps -r requirements.txt && uv pip install -q --python $(BIN)/python --no-deps --editable .; \
	else \
		$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-compile --only-binary :all: -r requirements.txt && $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --editable .; \
	fi
	@touch $@

$(VENV)/.installed-dev: $(STAMP) requirements-dev.txt
	@if command -v uv >/dev/null 2>&1; then \
		uv pip install -q --python $(BIN)/python --no-deps -r requirements-dev.txt; \
	else \
		$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-compile -r requirements-dev.txt; \
	fi
	@touch $@

# The lock is written for every platform and Python at once; what the overrides in pyproject.toml switched off is dropped.
LOCK = uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate pyproject.toml
DROP = sed -e "/; sys_platform == 'never'/d" -e "/and sys_platform == 'never'/d" -e "s/ or sys_platform == 'never'//"
lock:  ## write both requirements files from pyproject.toml (needs uv)
	{ cat requirements.head; $(LOCK) | $(DROP); } > requirements.txt
	{ echo "# For tests: everything that requirements.txt does not hold. Written by make lock."; \
	  $(LOCK) --extra dev --constraint requirements.txt | $(DROP) | grep -vxFf requirements.txt; } > requirements-dev.txt

clean:  ## remove the environment and the demo archive
	rm -rf $(VENV) workspace-demo build *.egg-info

help:  ## this list
	@awk -F ':.*## *' '/^[a-z]+:.*##/ { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
