"""What is not known never opens a way: null inputs that a table answers favourably.

A table says which of its results open a way (``favourable`` of an output). Two things are then
wrong: a row without conditions that gives such a result (everything nobody thought of passes), and
an input whose null falls through the rows that would have stopped it. The second is shown by one
concrete case: with this input not known the answer is favourable, with that value it is not.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from engine.dmn.decide import Prepared
from engine.dmn.regions import ANYTHING, Region, Search, TooManyError
from engine.dmn.table import ANY, HitPolicy
from engine.feel import literal
from engine.language import _
from engine.source import Problem

_SINGLE: Final = frozenset({HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.FIRST})

Case = dict[str, Any]


def unknowns(
    prepared: Prepared, regions: Sequence[tuple[Region, ...]], general: int
) -> Iterator[Problem]:
    """Yield a problem for every way in which a table takes what is not known for a yes.

    Args:
        prepared: the table.
        regions: the regions of each input, each with a sample (``engine.dmn.analysis``).
        general: the rows, as bits, that have a cell which the regions cannot judge.
    """
    table = prepared.table
    if table.hit not in _SINGLE or not any(one.favourable for one in table.outputs):
        return
    yield from _open_rows(prepared)
    told: set[str] = set()
    for case in _cases(prepared, regions, general):
        for at, one in enumerate(table.inputs):
            if one.name not in told and (stopped := _stopped(prepared, case, at, regions[at])):
                told.add(one.name)
                yield _fallen_through(prepared, case, one.name, stopped[0])


def _open_rows(prepared: Prepared) -> Iterator[Problem]:
    """Yield the rows that ask for nothing and give a favourable result."""
    rows = prepared.table.rows
    for number, row in enumerate(rows, 1):
        bare = all(cell.text == ANY for cell in row.tests)
        if len(rows) > 1 and bare and _opens(prepared, {}):
            message = _("row {number} gives a favourable result for everything not thought of")
            hint = _("let it say what has to be known, and end with a row that says 'not known'")
            yield Problem("favourable-catch-all", message.format(number=number), row.span, hint)


def _opens(prepared: Prepared, case: Case) -> bool:
    """Whether the answer to a case opens a way."""
    outputs = prepared.decide(_Known(case)).outputs
    return any(outputs.get(one.name) in one.favourable for one in prepared.table.outputs)


class _Known(dict[str, Any]):
    """A case in which every other name is there and null."""

    def __missing__(self, _name: str) -> None:
        return None

    def __contains__(self, _name: object) -> bool:
        return True


def _cases(
    prepared: Prepared, regions: Sequence[tuple[Region, ...]], general: int
) -> Iterator[Case]:
    """Yield cases that are answered favourably: of the examples, then one for each such row."""
    for example in prepared.table.examples:
        if _opens(prepared, example.given):
            yield dict(example.given)
    names = [one.name for one in prepared.table.inputs]
    for row in range(len(prepared.tests)):
        try:
            found = Search(regions).find(1 << row, ((1 << row) - 1) & ~general)
        except TooManyError:
            continue
        sample = found or []
        case = {n: v for n, v in zip(names, sample, strict=False) if v is not ANYTHING}
        if found and _opens(prepared, case):
            yield case


def _stopped(prepared: Prepared, case: Case, at: int, choices: Sequence[Region]) -> list[Any]:
    """Return a value of an input that stops a case which passes while the input is not known."""
    name = prepared.table.inputs[at].name
    if not _opens(prepared, {**case, name: None}):
        return []
    samples = [one.sample for one in choices if one.sample is not ANYTHING]
    return [value for value in samples if not _opens(prepared, {**case, name: value})][:1]


def _fallen_through(prepared: Prepared, case: Case, name: str, value: Any) -> Problem:
    others = {key: one for key, one in case.items() if key != name and one is not None}
    told = ", ".join(f"{key} = {literal(one)}" for key, one in others.items()) or _("any input")
    message = _(
        "{name} not known is taken for a yes: with {name} = {value} the answer is not favourable, "
        "without it it is ({others})"
    ).format(name=name, value=literal(value), others=told)
    hint = _("let the favourable row ask for {name}").format(name=name)
    return Problem("unknown-is-yes", message, prepared.table.span, hint)
