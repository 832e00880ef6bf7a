"""Thresholds and roles: ``parameters:`` and ``roles:`` of a workflow file."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from engine.definitions.reading.fields import Fields, Reader
from engine.definitions.reading.places import place_of
from engine.definitions.reading.yaml_source import Entry, Mapping_, Node, Scalar
from engine.definitions.workflow import Lock, Parameter, Plain, Role, Tighten
from engine.language import _

PARAMETER: Final = (
    *("value", "unit", "title", "why", "source", "tighten", "low", "high", "lock", "was"),
)
ROLE: Final = ("title", "was")
_SHARE: Final = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(%?)")
"""A number as people write it: ``70%``, ``0,7``."""


def read_parameters(workflow: Fields) -> dict[str, Parameter]:
    """Return the thresholds of a workflow by id; problems go to its reader."""
    entries = workflow.ids("parameters", _("parameter"))
    return {entry.key: _parameter(workflow.reader, entry) for entry in entries}


def read_roles(workflow: Fields) -> dict[str, Role]:
    """Return the roles of a workflow by id; problems go to its reader."""
    return {
        entry.key: Role(
            entry.key, workflow.reader.fields(entry.node, _("role"), ROLE).words("title")
        )
        for entry in workflow.ids("roles", _("role"))
    }


def _parameter(reader: Reader, entry: Entry) -> Parameter:
    node = _without_halves(reader, entry.node)
    fields = reader.fields(node, _("parameter"), PARAMETER)
    fields.need("value")
    parameter = Parameter(
        id=entry.key,
        value=fields.plain("value"),
        title=fields.words("title", ""),
        unit=fields.text("unit", ""),
        why=fields.words("why", ""),
        source=fields.text("source", ""),
        tighten=fields.choice("tighten", Tighten) if "tighten" in fields else None,
        lock=fields.choice("lock", Lock, Lock.NONE),
        low=optional_number(fields, "low"),
        high=optional_number(fields, "high"),
        place=place_of(entry.span),
    )
    if node is entry.node:
        _check_bounds(fields, parameter)
    _check_direction(fields, parameter)
    return parameter


def _without_halves(reader: Reader, node: Node) -> Node:
    """Return a parameter without the ``7`` of ``{value: 0,7}``, which YAML reads as a key."""
    if not isinstance(node, Mapping_):
        return node
    halves = [key for key, one in node.entries.items() if key.isdigit() and _is_empty(one.node)]
    for key in halves:
        message = _("the comma ends the value here")
        hint = _("write a number with a point: 0.7")
        reader.report("comma", message, node.entries[key].span, hint)
    if not halves:
        return node
    kept = {key: one for key, one in node.entries.items() if key not in halves}
    return replace(node, entries=kept)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None


def optional_number(fields: Fields, key: str) -> int | Decimal | None:
    """Return the number under ``key``, or None when it is not there."""
    return fields.number(key) if key in fields else None


def _check_bounds(fields: Fields, parameter: Parameter) -> None:
    value, low, high = parameter.value, parameter.low, parameter.high
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if not number:
        _report_no_number(fields, value)
        return
    if (low is not None and value < low) or (high is not None and value > high):
        message = _("the value {value} is not between {low} and {high}").format(
            value=value,
            low=low if low is not None else _("anything"),
            high=high if high is not None else _("anything"),
        )
        hint = _("change the value, or the bounds low and high")
        fields.reader.report("out-of-range", message, fields.place("value"), hint)


def _report_no_number(fields: Fields, value: Plain) -> None:
    """Report a value that is no number where bounds say that one is wanted."""
    for key in ("low", "high", "tighten"):
        if key not in fields:
            continue
        span, place = fields.entries[key].span, fields.place("value")
        if span.text.name == place.text.name and not isinstance(value, str):
            message = _("only a number has {key!r}").format(key=key)
            fields.reader.report("wrong-type", message, span)
            continue
        message = _("{value!r} is not a number").format(value=value)
        fields.reader.report("wrong-type", message, place, _number_meant(str(value)))
        return


def _number_meant(text: str) -> str:
    """Return how to write what somebody meant by ``70%``, ``0,7`` or ``four``."""
    share = _SHARE.fullmatch(text.strip())
    if share is None:
        return _("write it in digits, a share with a point: 4, 0.7")
    number = Decimal(share[1].replace(",", ".")) / (100 if share[2] else 1)
    return _("write {number}").format(number=f"{number.normalize():f}")


def _check_direction(fields: Fields, parameter: Parameter) -> None:
    if parameter.lock is Lock.TIGHTEN and parameter.tighten is None:
        message = _("a parameter that may only become stricter has to say which way that is")
        hint = _("add 'tighten: up' or 'tighten: down'")
        fields.reader.report("missing-key", message, fields.place("lock"), hint)
