# The two commands a newcomer needs. Each sets up everything it needs in .venv and nothing outside.
.PHONY: demo test bench lock clean

PYTHON ?= python3
RUN := .venv/bin

demo: .venv/ready
	$(RUN)/consort demo

test: .venv/ready-to-test
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/pytest -n auto

bench: .venv/ready-to-test
	$(RUN)/python -m benchmarks

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/ready-to-test: .venv/ready .ci/requirements.lock
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.lock
	touch $@

lock:
	$(RUN)/uv pip compile pyproject.toml --group build --extra postgres --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements.lock
	$(RUN)/uv pip compile pyproject.toml --group build --group dev --extra postgres --extra sign --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -c requirements.lock -o .ci/requirements.lock

clean:
	rm -rf .venv demo-output .mypy_cache .ruff_cache .pytest_cache
