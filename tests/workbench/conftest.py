"""A store of its own for every test of the workbench; the databases are compared in tests/store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        yield store
