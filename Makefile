# The two commands a newcomer needs. Each sets up everything it needs in .venv and nothing outside.
.PHONY: demo serve test bench mutants fuzz ratio words lock clean

PYTHON ?= python3
RUN := .venv/bin

demo: .venv/ready
	$(RUN)/consort demo
	@echo "The same in the browser: make serve"

# The demo's network in the browser; the first start prints a link for the administrator.
serve: .venv/ready
	mkdir -p demo-output
	test -f demo-output/demo.db || $(RUN)/consort demo --db sqlite:///$(CURDIR)/demo-output/demo.db
	$(RUN)/consort serve --db sqlite:///$(CURDIR)/demo-output/demo.db

test: .venv/ready-to-test
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/pytest -n auto

bench: .venv/peers/ready
	CONSORT_SPIFF=.venv/peers/bin/python $(RUN)/python benchmarks/tick.py
	.venv/peers/bin/python benchmarks/rules.py
	.venv/peers/bin/python benchmarks/tables.py
	.venv/peers/bin/python benchmarks/documents.py

# Do the tests notice when a rule is changed? Most of an hour on two cores; stopped, it goes on where it was.
mutants: .venv/mutants/ready
	nice .venv/mutants/bin/mutmut run
	$(RUN)/python -m tests.mutants --keep

.venv/mutants/ready: .venv/ready-to-test
	$(PYTHON) -m venv .venv/mutants
	.venv/mutants/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.lock
	.venv/mutants/bin/python -m pip install --quiet --disable-pip-version-check "mutmut==3.8.*"
	touch $@

# Commands and texts made by chance; the test suite plays the first few sequences.
fuzz: .venv/ready-to-test
	$(RUN)/python -m tests.fuzz_commands 20000 1000

ratio: .venv/ready
	$(RUN)/python -m tests.ratio

# Named peers to measure against, apart from what Consort itself installs.
.venv/peers/ready: .venv/ready-to-test
	$(PYTHON) -m venv .venv/peers
	.venv/peers/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	.venv/peers/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	.venv/peers/bin/python -m pip install --quiet --disable-pip-version-check "SpiffWorkflow==3.2.*" zen-engine docxtpl weasyprint
	touch $@

# Every sentence people read: the list of them, then each language's own file, then what gettext reads.
LOCALE := engine/locale

words: .venv/ready
	$(RUN)/pybabel -q extract -F pyproject.toml --no-default-keywords $(addprefix -k ,_ mark plural:1,2 in_context:1c,2 mark_in:1c,2) --add-location=file --sort-output --width=100 --omit-header -o $(LOCALE)/consort.pot engine
	$(RUN)/pybabel -q update -D consort -i $(LOCALE)/consort.pot -d $(LOCALE) --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=100
	$(RUN)/pybabel compile -D consort -d $(LOCALE) --statistics

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/ready-to-test: .venv/ready .ci/requirements.lock
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.lock
	touch $@

lock: .venv/ready
	$(RUN)/python -m pip install --quiet --disable-pip-version-check uv
	$(RUN)/uv pip compile pyproject.toml --group build --extra postgres --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements.lock
	$(RUN)/uv pip compile pyproject.toml --group build --group dev --extra postgres --extra sign --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -c requirements.lock -o .ci/requirements.lock

clean:
	rm -rf .venv mutants demo-output .mypy_cache .ruff_cache .pytest_cache
