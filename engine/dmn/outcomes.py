"""What the rows left by the masks make: values and decisions, ready where no fact changes them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from engine.dmn.columns import is_constant
from engine.dmn.decide import CellFacts, Part, Prepared

Facts = Mapping[str, Any]
Told = tuple[Any, tuple[int, ...], tuple[int, ...], tuple[str, ...]]
"""A value, the rows that made it, all that matched (from 1), and what is to be told."""

_REMEMBERED: Final = 1_000


def over_facts(prepared: Prepared, part: Part) -> Callable[[Facts], Any]:
    """Return what gives the value of an input that is more than a name."""
    parameters = prepared.parameters
    return lambda facts: part.value(CellFacts(parameters, facts, {}))


def rest(prepared: Prepared, general: int) -> Callable[[int, Facts], int]:
    """Return what takes rows out of a mask whose cells that are not plain fail."""

    def left(mask: int, facts: Facts) -> int:
        values = prepared.input_values(facts)
        scope = prepared.scope(facts, values)
        for row in bits(mask & general):
            if not all(prepared.passes(row, at, value, scope) for at, value in enumerate(values)):
                mask ^= 1 << row
        return mask

    return left


def told(prepared: Prepared) -> Callable[[int, Facts], Told]:
    """Return what tells of the rows in a mask; of constant results each mask is told of once."""
    known: dict[int, Told] = {}
    constant = is_fixed(prepared)
    fixed = CellFacts(prepared.parameters, {}, {})

    def tell(mask: int, facts: Facts) -> Told:
        if mask in known:
            return known[mask]
        rows = tuple(bits(mask))
        scope = fixed if constant else prepared.scope(facts, prepared.input_values(facts))
        result = prepared.outcome(rows, scope)
        warnings = (result.trouble,) if result.trouble else ()
        found = (result.value, result.rows, tuple(row + 1 for row in rows), warnings)
        if constant and len(known) < _REMEMBERED:
            known[mask] = found
        return found

    return tell


def single_rows(prepared: Prepared) -> list[Told] | None:
    """Return what each row tells of when it alone matches, before them the default.

    None where a fact can change a result.
    """
    if not is_fixed(prepared):
        return None
    tell = told(prepared)
    return [tell(0, {}), *(tell(1 << row, {}) for row in range(len(prepared.tests)))]


def is_fixed(prepared: Prepared) -> bool:
    """Return whether no fact can change what a row or the default gives."""
    rows = (part for row in prepared.results for part in row)
    parts = (*rows, *filter(None, prepared.defaults))
    return all(is_constant(part.expression.tree, prepared.parameters) for part in parts)


def bits(mask: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
