"""Values as people give them become values as records keep them, or every reason why not.

A record keeps plain JSON: text, int, Decimal, true/false, ISO dates, lists, maps of numbers,
``{"person": id}`` for a person, whose name stands outside the events, and ``{"picture": digest,
"name": ...}`` for a picture, which is kept beside the database.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from engine.definitions.workflow import Field, FieldKind, RecordType
from engine.language import _, choose
from engine.runtime.situation import Situation
from engine.source import did_you_mean

LONGEST_TEXT: Final = 20_000
"""Characters a text field may hold: a long page, far below what would burden every later read."""

NO_LEAP_YEAR: Final = 2001

YES: Final = frozenset({"yes", "y", "true", "1", "sí", "si", "oui"})
NO: Final = frozenset({"no", "n", "false", "0", "non"})


_ONCE: Final = frozenset(
    {FieldKind.MEMBER, FieldKind.PROJECT, FieldKind.CHOICE, FieldKind.REFERENCE, FieldKind.BALLOT}
)
"""Kinds of which a list names each only once."""


class Wrong(Exception):
    """One reason why a value does not fit its field."""


def read_fields(
    situation: Situation, kind: RecordType, given: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of a record as it keeps them, and every reason why some do not fit.

    ``given`` maps field names (``severity.small_lots`` for one entry of a map of scores) to text
    or plain values. A required field that is missing is a reason too.
    """
    fields: dict[str, Any] = {}
    reasons: list[str] = []
    for name, value in _gathered(kind, given).items():
        field = kind.fields.get(name)
        if field is None:
            reasons.append(_unknown(kind, name))
            continue
        try:
            fields[name] = _read(situation, field, value)
        except Wrong as wrong:
            reasons.append(_("{field}: {reason}").format(field=name, reason=wrong))
    missing = [f.id for f in kind.fields.values() if f.required and f.id not in fields]
    wanted = [name for name in missing if name not in given]
    reasons += [_("{field} is missing").format(field=name) for name in wanted]
    return fields, reasons


def _gathered(kind: RecordType, given: Mapping[str, Any]) -> dict[str, Any]:
    gathered: dict[str, Any] = {}
    for name, value in given.items():
        head, dot, tail = name.partition(".")
        if dot and head in kind.fields and kind.fields[head].kind is FieldKind.SCORES:
            gathered.setdefault(head, {})[tail] = value
        else:
            gathered[name] = dict(value) if isinstance(value, dict) else value
    return gathered


def _unknown(kind: RecordType, name: str) -> str:
    hint = did_you_mean(name, kind.fields) or _("it has {fields}").format(
        fields=", ".join(kind.fields)
    )
    return _("a {record} has no field {name!r} ({hint})").format(
        record=kind.id, name=name, hint=hint
    )


def _read(situation: Situation, field: Field, value: Any) -> Any:
    reader = _READERS[field.kind]
    if not field.many:
        return reader(situation, field, value)
    read = [reader(situation, field, one) for one in _several(value)]
    if field.kind in _ONCE and (twice := next((x for x in read if read.count(x) > 1), None)):
        raise Wrong(_("{word!r} is in the list twice").format(word=twice))
    return read


def _several(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return list(value) if isinstance(value, list | tuple) else [value]


def _text(_situation: Situation, _field: Field, value: Any) -> str:
    text = str(value)
    if len(text) > LONGEST_TEXT:
        raise Wrong(
            _("{count} characters are too many, at most {most}").format(
                count=len(text), most=LONGEST_TEXT
            )
        )
    return text


def read_number(value: Any) -> int | Decimal:
    """Return a number given as text or number, exactly. Raises ``Wrong`` with the reason."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise Wrong(_("{value!r} is no number").format(value=value))
    try:
        number = Decimal(value.strip() if isinstance(value, str) else value)
    except InvalidOperation:
        raise Wrong(
            _("{value!r} is no number, write it like 1250 or 0.75").format(value=value)
        ) from None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise Wrong(_("{value!r} is out of any sensible range").format(value=value))
    return int(number) if number == number.to_integral_value() else number


def _number(_situation: Situation, field: Field, value: Any) -> int | Decimal:
    number = read_number(value)
    if field.low is not None and number < field.low:
        raise Wrong(_("{value} is below {low}").format(value=number, low=field.low))
    if field.high is not None and number > field.high:
        raise Wrong(_("{value} is above {high}").format(value=number, high=field.high))
    return number


def _yes_no(_situation: Situation, _field: Field, value: Any) -> bool:
    word = str(value).strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Wrong(_("{value!r} is neither yes nor no").format(value=value))


def _date(situation: Situation, field: Field, value: Any) -> str:
    day = read_date(situation, value)
    wrong = out_of_time(situation, day) if field.happened else ""
    wrong = wrong or (to_come(situation, day) if field.past else "")
    if wrong:
        raise Wrong(wrong)
    return day.isoformat()


def out_of_time(situation: Situation, day: date) -> str:
    """Return why nothing can have happened in this network on a day, or nothing."""
    opened = (situation.network or situation).case.opened_on
    if day < opened:
        return _("{day} lies before the network was opened, on {opened}").format(
            day=day, opened=opened
        )
    return to_come(situation, day)


def to_come(situation: Situation, day: date) -> str:
    """Return that a day is still to come, or nothing."""
    return _("{day} is still to come").format(day=day) if day > situation.today else ""


def read_date(situation: Situation, value: Any) -> date:
    """Return a date given as a date, ``today`` or ISO text. Raises ``Wrong`` with the reason."""
    if isinstance(value, date):
        return value
    if value == "today":
        return situation.today
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise Wrong(
            _("{value!r} is no date, write it like 2026-09-30").format(value=value)
        ) from None


def _year_day(_situation: Situation, _field: Field, value: Any) -> str:
    day, _slash, month = str(value).strip().partition("/")
    try:
        found = date(NO_LEAP_YEAR, int(month), int(day))
    except ValueError:
        text = _("{value!r} is no day that every year has, write day and month like 31/12")
        raise Wrong(text.format(value=value)) from None
    return f"{found.day:02}/{found.month:02}"


def _choice(_situation: Situation, field: Field, value: Any) -> str:
    return _one_of(str(value), field.of)


def _one_of(word: str, known: tuple[str, ...]) -> str:
    if word in known:
        return word
    hint = did_you_mean(word, known)
    raise Wrong(
        _("{word!r} is not one of {known}").format(word=word, known=", ".join(known))
        + (f" ({hint})" if hint else "")
    )


def _member(situation: Situation, _field: Field, value: Any) -> str:
    network = situation.network or situation
    return find_firm(network, str(value))


def find_firm(situation: Situation, word: str) -> str:
    """Return the id of a firm named by id or title. Raises ``Wrong`` with the reason."""
    firms = situation.case.members
    if word in firms:
        return word
    named = [key for key, firm in firms.items() if firm.name.casefold() == word.casefold()]
    if len(named) == 1:
        return named[0]
    known = ", ".join(list(firms)[:12]) or _("none yet")
    hint = did_you_mean(word, firms) or _("the firms are {known}").format(known=known)
    raise Wrong(_("{word!r} is no firm of this network ({hint})").format(word=word, hint=hint))


def _project(situation: Situation, _field: Field, value: Any) -> str:
    return _one_of(str(value), tuple((situation.network or situation).case.projects))


def _ballot(situation: Situation, _field: Field, value: Any) -> str:
    return _one_of(str(value), tuple((situation.network or situation).case.ballots))


def _reference(situation: Situation, field: Field, value: Any) -> str:
    """Return the key of the record that is named, of this case or of its network."""
    home = situation.keeper_of(field.to)
    if home is None:
        raise Wrong(_("this plan keeps no {record}").format(record=field.to))
    known = home.keys_on_record(field.to)
    if str(value) in known:
        return str(value)
    hint = did_you_mean(str(value), known) or _("on record are {known}").format(
        known=", ".join(known) or _("none yet")
    )
    raise Wrong(
        _("no {record} {word!r} is on record ({hint})").format(
            record=choose(home.workflow.records[field.to].title), word=str(value), hint=hint
        )
    )


def _person(_situation: Situation, _field: Field, value: Any) -> dict[str, str]:
    if isinstance(value, dict) and set(value) == {"person"}:
        return value
    raise Wrong(_("{value!r} is no person").format(value=value))


def _picture(_situation: Situation, _field: Field, value: Any) -> dict[str, str]:
    if isinstance(value, dict) and set(value) == {"picture", "name"}:
        return value
    raise Wrong(_("{value!r} is no picture").format(value=value))


def _scores(_situation: Situation, field: Field, value: Any) -> dict[str, int | Decimal]:
    if not isinstance(value, dict):
        example = field.of[0] if field.of else "name"
        raise Wrong(
            _("give one number for each, like {field}.{name}=3").format(
                field=field.id, name=example
            )
        )
    return {
        (_one_of(name, field.of) if field.of else name): _number(_situation, field, number)
        for name, number in value.items()
    }


_READERS: Final[dict[FieldKind, Callable[[Situation, Field, Any], Any]]] = {
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _number,
    FieldKind.YES_NO: _yes_no,
    FieldKind.YEAR_DAY: _year_day,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.MEMBER: _member,
    FieldKind.PROJECT: _project,
    FieldKind.BALLOT: _ballot,
    FieldKind.REFERENCE: _reference,
    FieldKind.PERSON: _person,
    FieldKind.PICTURE: _picture,
    FieldKind.SCORES: _scores,
}


def reason_against(situation: Situation, field: Field, value: Any) -> str:
    """Return why a value does not fit its field, or nothing: what a form says beside it."""
    try:
        _read(situation, field, value)
    except Wrong as wrong:
        return str(wrong)
    return ""
