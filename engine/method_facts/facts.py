"""The one way in: a fact by its name, from wherever it is kept."""

from typing import Any

from engine.method_facts.keeping import Keeping
from engine.method_facts.made import MADE
from engine.method_facts.recorded import Row, rows_of, single
from engine.method_facts.sources import Sources


def one_fact(sources: Sources, name: str, keeping: Keeping) -> Any:
    """Return a fact that is a single value, or None where nobody recorded it."""
    if name in MADE:
        return MADE[name](sources)
    return single(sources, keeping.kept_in or name).get(name)


def one_row(sources: Sources, name: str, keeping: Keeping) -> Row | None:
    """Return a fact that is a record: the one that stands last."""
    found = MADE[name](sources) if name in MADE else single(sources, keeping.kept_in or name)
    return found or None


def every_row(sources: Sources, name: str, keeping: Keeping) -> list[Row] | None:
    """Return a fact that is a list; None where the method keeps no such records."""
    if name in MADE:
        return MADE[name](sources)  # type: ignore[no-any-return]
    kept_in = keeping.kept_in or name
    return rows_of(sources, kept_in) if kept_in in sources.situation.workflow.records else None
