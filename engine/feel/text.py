"""Values as text: what ``string()`` gives, literals that parse back, and at-literals read."""

from collections.abc import Mapping
from typing import Final

from engine.feel import temporal
from engine.feel.budget import Meter, meter
from engine.feel.names import KEYWORDS
from engine.feel.numbers import NUMBERS, number_text
from engine.feel.values import OPEN, TEMPORAL, Function, Range, Value
from engine.language import _
from engine.source import LimitExceeded

_ESCAPES: Final = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def parse_temporal(text: str) -> Value:
    """Return the date, time, date and time or duration of an at-literal's text, or None."""
    if text.startswith(("P", "-P")):
        return temporal.parse_duration(text)
    if "T" in text:
        return temporal.parse_date_time(text)
    return temporal.parse_time(text) if ":" in text[:3] else temporal.parse_date(text)


def to_text(value: Value) -> str | None:
    """Return what FEEL's ``string()`` makes of a value; None for null.

    Strings inside lists and contexts are in quotes, those outside not.
    """
    if value is None or isinstance(value, str):
        return value
    return _written(value, at_sign=False)


def literal(value: Value) -> str:
    """Return a FEEL literal for a value; temporal values as ``@"..."``.

    Raises:
        LimitExceeded: for a value that is too long or nested too deep, as in ``to_text``.
    """
    return _written(value, at_sign=True)


def _written(value: Value, *, at_sign: bool) -> str:
    try:
        return _Writer(meter(), at_sign=at_sign).write(value)
    except RecursionError:
        raise LimitExceeded(_("a value is nested too deep")) from None


def quoted(text: str) -> str:
    """Return a string as a FEEL literal."""
    return f'"{text.translate(_ESCAPES)}"'


def written_key(name: str) -> str:
    """Return a context key as a literal has it: in quotes unless it is a plain word."""
    plain = name.isidentifier() and name.isascii() and name not in KEYWORDS
    return name if plain else quoted(name)


class _Writer:
    """Writes one value and counts what it writes, as shared values can be exponentially long."""

    def __init__(self, limits: Meter, *, at_sign: bool) -> None:
        self._limits = limits
        self._at = at_sign
        self._length = 0

    def write(self, value: Value) -> str:
        text = self._text(value)
        self._length += len(text)
        self._limits.check_size(self._length)
        return text

    def _text(self, value: Value) -> str:  # a ladder of kinds, hence the many returns
        if value is None or value is OPEN:
            return "null"
        if isinstance(value, bool):
            return "true" if value else "false"
        if type(value) in NUMBERS:
            return number_text(value)
        if isinstance(value, str):
            return quoted(value)
        if type(value) in TEMPORAL:
            return f'@"{value}"' if self._at else str(value)
        return self._compound(value)

    def _compound(self, value: Value) -> str:
        if isinstance(value, list):
            return f"[{', '.join([self.write(item) for item in value])}]"
        if isinstance(value, Mapping):
            parts = [f"{written_key(key)}: {self.write(item)}" for key, item in value.items()]
            return f"{{{', '.join(parts)}}}"
        if isinstance(value, Range):
            return self._range(value)
        return f"function {value.name}" if isinstance(value, Function) else str(value)

    def _range(self, value: Range) -> str:
        if value.operator:
            end = value.start if value.end is OPEN else value.end
            return f"({value.operator} {self.write(end)})"
        opening, closing = "[" if value.start_included else "(", "]" if value.end_included else ")"
        return f"{opening}{self.write(value.start)}..{self.write(value.end)}{closing}"
