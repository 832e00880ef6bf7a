"""Checks of what is written down: ``checks:`` of a record type or of a task."""

from typing import Final

from engine.definitions.reading.fields import Fields
from engine.definitions.reading.places import formula_of
from engine.definitions.workflow import RecordCheck
from engine.language import _

CHECK: Final = ("say", "when", "again")


def read_checks(owner: Fields) -> dict[str, RecordCheck]:
    """Return the checks of a record type or task by id; problems go to its reader."""
    return {
        entry.key: RecordCheck(
            entry.key, fields.words("say"), formula_of(fields, "when"),
            fields.boolean("again", default=False),
        )
        for entry in owner.ids("checks", _("check"))
        for fields in (owner.reader.fields(entry.node, _("check"), CHECK),)
    }  # fmt: skip
