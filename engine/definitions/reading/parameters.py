"""Thresholds and roles: ``parameters:`` and ``roles:`` of a workflow file."""

from decimal import Decimal
from typing import Final

from engine.definitions.reading.fields import Fields, Reader
from engine.definitions.reading.places import place_of
from engine.definitions.reading.yaml_source import Entry
from engine.definitions.workflow import Lock, Parameter, Role, Tighten
from engine.language import _

PARAMETER: Final = (
    *("value", "unit", "title", "why", "source", "tighten", "low", "high", "lock", "was"),
)
ROLE: Final = ("title", "was")


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
    fields = reader.fields(entry.node, _("parameter"), PARAMETER)
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
    _check_bounds(fields, parameter)
    _check_direction(fields, parameter)
    return parameter


def optional_number(fields: Fields, key: str) -> int | Decimal | None:
    """Return the number under ``key``, or None when it is not there."""
    return fields.number(key) if key in fields else None


def _check_bounds(fields: Fields, parameter: Parameter) -> None:
    value, low, high = parameter.value, parameter.low, parameter.high
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if not number:
        for key in ("low", "high", "tighten"):
            if key in fields:
                message = _("only a number has {key!r}").format(key=key)
                fields.reader.report("wrong-type", message, fields.entries[key].span)
        return
    if (low is not None and value < low) or (high is not None and value > high):
        message = _("the value {value} is not between {low} and {high}").format(
            value=value,
            low=low if low is not None else _("anything"),
            high=high if high is not None else _("anything"),
        )
        hint = _("change the value, or the bounds low and high")
        fields.reader.report("out-of-range", message, fields.place("value"), hint)


def _check_direction(fields: Fields, parameter: Parameter) -> None:
    if parameter.lock is Lock.TIGHTEN and parameter.tighten is None:
        message = _("a parameter that may only become stricter has to say which way that is")
        hint = _("add 'tighten: up' or 'tighten: down'")
        fields.reader.report("missing-key", message, fields.place("lock"), hint)
