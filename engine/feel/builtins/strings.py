"""Built-ins on strings, and conversions to and from them (DMN 1.5, 10.3.4.1, 10.3.4.3)."""

from engine.feel import regex
from engine.feel.budget import check_size
from engine.feel.builtins.table import builtin
from engine.feel.numbers import Number, parse_number, whole
from engine.feel.text import to_text
from engine.feel.values import Unfit, Value
from engine.language import _


@builtin("string(from: Any)")
def string(value: Value) -> str | None:
    """Return a value as text; null stays null."""
    return to_text(value)


@builtin("number(from: string)")
def number(text: str) -> Number:
    """Return the number of a text such as ``-1.5``."""
    return _number(text)


@builtin("number(from: string, grouping separator: string?, decimal separator: string?)")
def number_grouped(text: str, grouping: str | None, decimal: str | None) -> Number:
    """Return the number of a text with separators."""
    if grouping not in {None, " ", ",", "."}:
        raise Unfit(_("the grouping separator must be a space, comma, period or null"))
    if decimal not in {None, ",", "."}:
        raise Unfit(_("the decimal separator must be a comma, period or null"))
    if grouping == decimal and grouping is not None:
        raise Unfit(_("the two separators must differ"))
    plain = text.replace(grouping, "") if grouping else text
    if decimal == "," and "." in plain:
        raise Unfit(_("{text!r} is no number").format(text=text[:40]))
    return _number(plain.replace(decimal, ".") if decimal else plain)


def _number(text: str) -> Number:
    found = parse_number(text)
    if found is None:
        raise Unfit(_("{text!r} is no number").format(text=text[:40]))
    return found


@builtin("substring(string: string, start position: number, length?: number)")
def substring(text: str, position: Number, length: Number | None = None) -> str:
    """Return the part from a position on; positions count from 1, negative ones from the end."""
    start = whole(position)
    if start == 0 or (length is not None and whole(length) < 0):
        raise Unfit(_("positions count from 1, or from -1 at the end"))
    begin = start - 1 if start > 0 else max(len(text) + start, 0)
    return text[begin:] if length is None else text[begin : begin + whole(length)]


@builtin("string length(string: string)")
def string_length(text: str) -> int:
    """Return the number of characters (code points)."""
    return len(text)


@builtin("upper case(string: string)")
def upper_case(text: str) -> str:
    """Return the text in capitals."""
    return text.upper()


@builtin("lower case(string: string)")
def lower_case(text: str) -> str:
    """Return the text in small letters."""
    return text.lower()


@builtin("substring before(string: string, match: string)")
def substring_before(text: str, match: str) -> str:
    """Return what stands before the match, or an empty string."""
    before, found, _after = text.partition(match) if match else ("", "", "")
    return before if found else ""


@builtin("substring after(string: string, match: string)")
def substring_after(text: str, match: str) -> str:
    """Return what stands behind the match, or an empty string."""
    return text.partition(match)[2] if match else text


@builtin("contains(string: string, match: string)")
def contains(text: str, match: str) -> bool:
    """Return whether the match stands somewhere in the text."""
    return match in text


@builtin("starts with(string: string, match: string)")
def starts_with(text: str, match: str) -> bool:
    """Return whether the text starts with the match."""
    return text.startswith(match)


@builtin("ends with(string: string, match: string)")
def ends_with(text: str, match: str) -> bool:
    """Return whether the text ends with the match."""
    return text.endswith(match)


@builtin("matches(input: string, pattern: string, flags?: string?)")
def matches(text: str, pattern: str, flags: str | None = None) -> bool:
    """Return whether a pattern is found in the text; patterns are those of XPath."""
    found: bool = _sound(regex.matches(text, pattern, flags or ""), pattern)
    return found


@builtin("replace(input: string, pattern: string, replacement: string, flags?: string?)")
def replace(text: str, pattern: str, replacement: str, flags: str | None = None) -> str:
    """Return the text with every match replaced; ``$1`` is the first group."""
    found: str = _sound(regex.replace(text, pattern, replacement, flags or ""), pattern)
    check_size(len(found))
    return found


@builtin("split(string: string, delimiter: string)")
def split(text: str, delimiter: str) -> list[Value]:
    """Return the parts of the text between the matches of a pattern."""
    return list(_sound(regex.split(text, delimiter), delimiter))


def _sound(found: Value, pattern: str) -> Value:
    if found is None:
        raise Unfit(_("{pattern!r} or its flags are no pattern").format(pattern=pattern[:40]))
    return found


@builtin("string join(list: list<string>, delimiter?: string?)")
def string_join(texts: list[str | None], delimiter: str | None = None) -> str:
    """Return the strings of a list joined; nulls in it are left out."""
    kept = [text for text in texts if text is not None]
    check_size(sum(map(len, kept)) + len(delimiter or "") * len(kept))
    return (delimiter or "").join(kept)


@builtin("not(negand: boolean?)")
def negation(value: bool | None) -> bool | None:  # noqa: FBT001 - FEEL passes it by position
    """Return the other truth value; null stays null."""
    return None if value is None else not value
