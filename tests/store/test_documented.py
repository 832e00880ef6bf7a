"""The page about the database names what there is."""

from pathlib import Path

import pytest

from engine.store.schema import metadata

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "database.md"


@pytest.mark.parametrize("table", metadata.tables)
def test_every_table_is_documented(table: str) -> None:
    assert f"| `{table}` |" in PAGE.read_text(encoding="utf-8")
