"""Every shipped table opens in dmn-js, its rows and its parameters to be seen and changed."""

import os
from pathlib import Path

import pytest

from engine import interchange
from engine.definitions.library import Library, default_folders
from tests.dmn import dmn_js, models


def test_every_shipped_table_opens_in_the_editor(tmp_path: Path) -> None:
    if reason := dmn_js.missing():
        if os.environ.get("CONSORT_REQUIRE_EDITOR"):
            pytest.fail(reason)
        pytest.skip(reason)
    library = Library(default_folders())
    tables = {one.decision: library.decision(one.id) for one in library.sources("decision")}
    texts = {name: interchange.write(interchange.as_model(one)) for name, one in tables.items()}
    boxed = interchange.write(interchange.read_text(models.LOAN))
    found = dmn_js.opened({**texts, "not xml": "<definitions", "boxed": boxed}, tmp_path)
    assert "error" in found.pop("not xml")
    assert found.pop("boxed").get("unopened") != []  # so a decision no view shows would be told
    for name, table in tables.items():
        assert found[name] == {
            "views": ["drd", "decisionTable", *["literalExpression"] * len(table.parameters)],
            "warnings": [],
            "unopened": [],
        }
