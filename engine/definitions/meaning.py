"""What a definition means, as plain data: its digest is taken of this, and nothing else is kept.

::

    what counts                              what does not
    a value that differs from its default    a default, also of a field added to a class later
    the order of a list, and of a map whose  the order of any other map: its things are looked
      field says ``IN_ORDER``                  up by name
    the words of a formula                   its comments and line breaks
    the digits of a number, as written       places: every field that equality leaves out

A formula is not understood further: ``a>1`` and ``a > 1`` are two texts, and people see both.
"""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from typing import Any

from engine.definitions.workflow import IN_ORDER, Formula
from engine.feel.lexer import bare


def meaning(value: Any) -> Any:
    """Return a definition, or a part of one, as maps, lists and single values."""
    match value:
        case Formula():
            return dict(_said(replace(value, text=bare(value.text))))
        case dict():
            return {key: meaning(value[key]) for key in sorted(value)}
        case list() | tuple():
            return [meaning(one) for one in value]
        case _:
            return dict(_said(value)) if is_dataclass(value) else value


def _said(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields that say something, by name."""
    for one in sorted(fields(value), key=lambda one: one.name):
        given = getattr(value, one.name)
        if one.compare and not _goes_without_saying(one, given):
            ordered = IN_ORDER.items() <= one.metadata.items()
            yield one.name, _in_order(given) if ordered else meaning(given)


def _in_order(things: dict[str, Any]) -> dict[str, Any]:
    return {key: meaning(one) for key, one in things.items()}


def _goes_without_saying(one: "Field[Any]", given: Any) -> bool:
    default = one.default if one.default_factory is MISSING else one.default_factory()
    return type(default) is type(given) and bool(default == given)
