"""Cases, events and records as JSON text, and back. Numbers stay exact: int or ``Decimal``.

The snapshot is the case without its records (they have rows of their own). Its type is made from
the fields of ``Case``, so that a field added there is stored here without anybody thinking of it.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Final, ForwardRef, get_type_hints

import msgspec

from engine.case.case import Case, Fields, Load, Records
from engine.case.messages import EVENTS, Event
from engine.language import _
from engine.source import Reason, refuse

*_KEPT, _RECORDS = fields(Case)  # the records come last
_values: Final = attrgetter(*(one.name for one in _KEPT))
_HINTS: Final[dict[str, Any]] = get_type_hints(Case)


def _struct_field(one: Field[Any]) -> tuple[str, Any] | tuple[str, Any, Any]:
    hint = _HINTS[one.name]
    if one.name == "projects":
        hint = dict[str, ForwardRef("_Snapshot")]  # type: ignore[misc]  # made at run time, below
    if one.default_factory is not MISSING:
        return one.name, hint, msgspec.field(default_factory=one.default_factory)
    if one.default is not MISSING:
        return one.name, hint, one.default
    return one.name, hint


_Snapshot: Any = msgspec.defstruct(
    "_Snapshot", [_struct_field(one) for one in _KEPT], omit_defaults=True, module=__name__
)


def _refused(value: Any) -> Any:
    """Refuse what no event may hold: a person's name above all."""
    raise TypeError(f"{type(value).__name__} cannot stand in an event")


_encoder: Final = msgspec.json.Encoder(decimal_format="number", enc_hook=_refused)
_snapshots: Final = msgspec.json.Decoder(_Snapshot, float_hook=Decimal)
_fields: Final = msgspec.json.Decoder(dict[str, Any], float_hook=Decimal)


def encode(value: Any) -> str:
    """Return a value as JSON text. Refuses text that is none (broken characters).

    Raises:
        TypeError: a person's name stands somewhere in it.
    """
    try:
        return _encoder.encode(value).decode()
    except UnicodeEncodeError as broken:
        raise refuse(
            Reason.INVALID,
            _("write this down"),
            _("{text!r} has characters that are not text").format(text=broken.object[:60]),
            _("type it again"),
        ) from broken


def snapshot_of(case: Case) -> str:
    """Return the text of a case's snapshot."""
    return encode(_flat(case))


def _flat(case: Case) -> Any:
    flat = _Snapshot(*_values(case))
    flat.projects = {key: _flat(project) for key, project in case.projects.items()}
    return flat


def case_of(snapshot: str, shelf: Callable[[str], Load]) -> Case:
    """Return the case of a snapshot; ``shelf`` gives, for a scope, what reads its records.

    Raises:
        ValueError: the text is no snapshot (``msgspec`` errors are of this kind).
    """
    return _case(_snapshots.decode(snapshot), "", shelf)


def _case(flat: Any, scope: str, shelf: Callable[[str], Load]) -> Case:
    flat.projects = {key: _case(one, key, shelf) for key, one in flat.projects.items()}
    return Case(*(*_values(flat), Records(shelf(scope))))


@cache
def _events(name: str) -> Any:
    return msgspec.json.Decoder(EVENTS[name], float_hook=Decimal)


def event_of(name: str, payload: str) -> Event:
    """Return an event from its stored name and text.

    Raises:
        KeyError: no event has this name.
        ValueError: the text does not fit it.
    """
    event: Event = _events(name).decode(payload)
    return event


def fields_of(text: str) -> Fields:
    """Return what a record says."""
    return _fields.decode(text)


def mapping_of(payload: str) -> dict[str, Any]:
    """Return the text of any event as a plain map, for showing."""
    return _fields.decode(payload)
