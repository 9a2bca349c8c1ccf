# Two commands are enough: `make chat` and `make test`. Each does all set-up it needs.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
FLOORS := bot handlers reminders knowledge db
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-build-isolation --no-compile
LOCKED := $(PIP) --require-hashes -r
# By all cores, which pip does not; without the tests of the packages.
COMPILE := $(BIN)/python -W ignore -m compileall -qq -j 0 -x '/tests/'
# What tests start loads the whole program: it is compiled once and not by each of them.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: setup setup-dev chat test check tests bench plan lock clean

setup: $(VENV)/.ready
setup-dev: $(VENV)/.ready-dev

$(VENV)/.created:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11、3.12 或 3.13（含 venv）/ Python 3.11 to 3.13 with venv is needed" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.ready: $(VENV)/.created requirements-build.lock requirements.lock pyproject.toml
	$(LOCKED) requirements-build.lock
	$(LOCKED) requirements.lock
	@PYTHONWARNINGS=ignore $(PIP) --no-deps --editable .
	-$(COMPILE) $(VENV)/lib $(FLOORS)
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	$(LOCKED) requirements-dev.lock
	-$(COMPILE) $(VENV)/lib
	@touch $@

chat: setup
	@$(BIN)/duban chat

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Side by side, and more tests at once than cores: many wait for a disk, a process, a moment.
# A file's tests stay together, in their order: what a file makes for all its tests is made once.
test: setup-dev
	@$(MAKE) --no-print-directory --jobs=2 check tests

tests: setup-dev
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

bench: setup-dev
	$(BIN)/duban bench

# Writes docs/plan-2024.md, the plan of five months, anew.
plan: setup-dev
	$(BIN)/python -m tests.reminders.printed

# Needs uv. No index address gets into the files.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
lock:
	printf 'pip>=25.3\nsetuptools>=82\n' | $(LOCK) - -o requirements-build.lock
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
