"""What an event vouches for besides the case: files that are kept, rows of records.

Events of the case alone keep nothing else (``messages.OfTheCase``). Any other is named here, and a
new one does not type-check until it says what it keeps.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, assert_never

from engine.case import messages as m


class RecordsMoved(NamedTuple):
    """What an event does to the records of a case: one that is new, those that no longer stand."""

    scope: str = ""
    type: str = ""
    new: m.FactRecorded | None = None
    gone: tuple[int, ...] = ()


def files_of(event: m.Event) -> Iterator[str]:
    """Yield the digests of the files an event vouches for: proofs, pictures, issued documents."""
    match event:
        case m.TaskTicked():
            yield from (proof.digest for proof in event.proofs if proof.digest)
        case m.DocumentMoved():
            yield from event.files.values()
        case m.FactRecorded():
            yield from _pictures(list(event.fields.values()))
        case m.RecordWithdrawn():
            return
        case _ if isinstance(event, m.OfTheCase):
            return
        case _:
            assert_never(event)


def records_of(event: m.Event) -> RecordsMoved:
    """Return what an event does to the records of its scope."""
    match event:
        case m.FactRecorded():
            return RecordsMoved(event.scope, event.type, event, event.replaces)
        case m.RecordWithdrawn():
            return RecordsMoved(event.scope, event.type, gone=(event.record,))
        case m.TaskTicked() | m.DocumentMoved():
            return RecordsMoved()
        case _ if isinstance(event, m.OfTheCase):
            return RecordsMoved()
        case _:
            assert_never(event)


def _pictures(values: list[Any]) -> Iterator[str]:
    for value in values:
        match value:
            case list():
                yield from _pictures(value)
            case {"picture": str(digest)}:
                yield digest
            case _:
                pass
