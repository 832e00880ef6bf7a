"""Facts are checked together and against the day, as their record type declares it.

A check is a formula over the fields of the record, besides all that a plan's formulas know. False
declines the record; null does not, for a field that was not given contradicts nothing. A check that
only warns (``again``) is passed by saying it again.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.case.case import Record
from engine.definitions.workflow import RecordCheck, RecordType
from engine.language import _, choose
from engine.runtime.assess import ASK
from engine.runtime.facts import field_value
from engine.runtime.formulas import value_of
from engine.runtime.situation import Situation


def broken(
    situation: Situation,
    checks: Iterable[RecordCheck],
    kind: RecordType,
    fields: Mapping[str, Any],
    *,
    again: bool,
) -> list[str]:
    """Return what each check that does not hold says.

    Args:
        situation: the network or project the record belongs to.
        checks: of the record type, or of the task that is ticked with it.
        kind: the record type.
        fields: what the record says, as it is kept.
        again: whether the person said it again, after a warning.
    """
    bound = {name: field_value(one, fields.get(name)) for name, one in kind.fields.items()}
    failing = (one for one in checks if value_of(situation, one.when, ASK, bound) is False)
    told = [(one, choose(one.say)) for one in failing]
    return [
        _("{reason} (if it is so all the same, say it again)").format(reason=text)
        if one.again
        else text
        for one, text in told
        if not (one.again and again)
    ]


def recorded_already(
    situation: Situation, kind: RecordType, fields: Mapping[str, Any], replaced: int
) -> Record | None:
    """Return a standing record that says the same, or that has the key of a frozen type.

    Records of a type with a key take each other's place, so only the others can be the same twice.
    """
    standing = [one for one in situation.case.records[kind.id] if one.id != replaced]
    if kind.frozen:
        return next((one for one in standing if _key(kind, one.fields) == _key(kind, fields)), None)
    if kind.single or kind.key:
        return None
    return next((one for one in standing if one.fields == fields), None)


def _key(kind: RecordType, fields: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(fields.get(part)) for part in kind.key)
