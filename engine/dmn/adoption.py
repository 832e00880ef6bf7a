"""A decision table of others made one of ours: ids, questions, known types, examples that run.

::

    theirs                                   ours
    names such as ``Customer Status``        ids: ``customer_status``, the name kept as ``ask``
    a type nobody knows (``integer``)        the type of FEEL that is meant, or none
    an empty result                          ``null``
    no examples                              one for each row: facts that match it, what comes out

Every name that changes and every type that is left out is told.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from engine.dmn.analysis import samples
from engine.dmn.decide import Prepared, prepare
from engine.dmn.examples import result_of
from engine.dmn.table import Cell, DecisionTable, Example, Input, Output, Row, gives_many
from engine.dmn.table_types import feel_type
from engine.feel import Scope, Type, ast, names_read, parse
from engine.feel.fitting import declared, fit
from engine.feel.names import KEYWORDS
from engine.feel.types import ListOf
from engine.language import _
from engine.source import DefinitionError, Problem

MOST_EXAMPLES: Final = 20
_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
_SIMPLE_NAME: Final = re.compile(r"[^\W\d][\w ]*")
_ANY_VALUE: Final[Mapping[str, Any]] = {"number": 0, "string": "x", "boolean": True}


@dataclass(frozen=True, slots=True)
class AdoptedTable:
    """A table of ours, and what is different from theirs, for people."""

    table: DecisionTable
    told: tuple[str, ...] = ()


def adopted(table: DecisionTable) -> AdoptedTable:
    """Return a table that a file of ours can hold; one that is ours already stays as it is.

    Raises:
        DefinitionError: a cell is not FEEL; with all of them.
    """
    problems = list(_nothing_in(table))
    if problems:
        raise DefinitionError(problems)
    prepare(table)
    return _Adoption(table).adopted()


def _nothing_in(table: DecisionTable) -> Iterator[Problem]:
    """Yield what a table lacks to decide anything."""
    if not table.outputs:
        message = _("the table {table!r} has no outputs").format(table=table.name)
        yield Problem("empty-table", message, table.span)
    if not table.rows:
        message = _("the table {table!r} has no rows").format(table=table.name)
        yield Problem("empty-table", message, table.span)


@dataclass
class _Adoption:
    table: DecisionTable
    told: list[str] = field(default_factory=list)

    def adopted(self) -> AdoptedTable:
        table = self.table
        columns = self._renamed([*table.inputs, *table.outputs])
        count = len(table.inputs)
        renames = dict(_plain_names(table.inputs, columns))
        words = Scope([*(one.expression.text for one in table.inputs), *table.names()])
        rewrite = _Rewriting(renames, words)
        found = replace(
            table,
            id=table.id if "." in table.id else f"our.{_slug(table.name, 'decision')}",
            name=self._name(table.name),
            title=table.title or ("" if _ID.fullmatch(table.name) else table.name),
            inputs=tuple(map(self._input, table.inputs, columns[:count])),
            outputs=tuple(map(self._output, table.outputs, columns[count:])),
            rows=tuple(rewrite.row(row) for row in table.rows),
        )
        if not found.examples:
            found = replace(found, examples=tuple(examples_of(found)))
        return AdoptedTable(found, tuple(self.told))

    def _name(self, name: str) -> str:
        slug = _slug(name, "decision")
        if slug != name:
            self._tell_name(_("the decision"), name, slug)
        return slug

    def _renamed(self, ones: list[Input | Output]) -> list[str]:
        """Return an id for each column, the outputs after the inputs, none twice."""
        taken: set[str] = set()
        found = []
        for at, one in enumerate(ones, 1):
            base = slug = _slug(
                one.name or self.table.output_label or self.table.name, f"column_{at}"
            )
            number = 1
            while slug in taken:
                number += 1
                slug = f"{base}_{number}"
            taken.add(slug)
            if slug != one.name:
                self._tell_name(_("the column"), one.name or self.table.output_label, slug)
            found.append(slug)
        return found

    def _tell_name(self, kind: str, name: str, slug: str) -> None:
        message = _("{kind} {name!r} is called {id!r} here")
        self.told.append(message.format(kind=kind, name=name, id=slug))

    def _input(self, one: Input, name: str) -> Input:
        plain = _SIMPLE_NAME.fullmatch(one.expression.text) is not None
        expression = Cell(name, one.expression.span) if plain else one.expression
        ask = one.ask or (one.name if one.name != name else "")
        kind = self._type(one)
        return replace(
            one, name=name, expression=expression, ask=ask, type=kind, id="", expression_id=""
        )

    def _output(self, one: Output, name: str) -> Output:
        return replace(one, name=name, type=self._type(one), id="")

    def _type(self, one: Input | Output) -> str:
        found = feel_type(one.type)
        if found != one.type:
            message = _("the type {type!r} of {name!r} is written {found!r} here")
            self.told.append(message.format(type=one.type, name=one.name, found=found))
        return found


@dataclass
class _Rewriting:
    """Puts the new names into cells that mention the old ones."""

    renames: Mapping[str, str]
    names: Scope

    def row(self, row: Row) -> Row:
        tests = tuple(self._cell(cell, unary=True) for cell in row.tests)
        results = tuple(self._cell(cell, unary=False) for cell in row.results)
        return replace(row, tests=tests, results=results, id="")

    def _cell(self, cell: Cell, *, unary: bool) -> Cell:
        if not cell.text:
            return replace(cell, text="null")
        if cell.language:
            return cell
        tree = parse(cell.text, self.names, unary=unary).tree
        text = cell.text
        for node in sorted(ast.walk(tree), key=lambda node: -node.span.start):
            if isinstance(node, ast.Name) and node.name in self.renames:
                text = text[: node.span.start] + self.renames[node.name] + text[node.span.end :]
        return replace(cell, text=text)


def examples_of(table: DecisionTable) -> Iterator[Example]:
    """Yield what comes out for facts that match each row, as the table says it today."""
    prepared = prepare(table)
    kinds = {one.name: _given_type(table, one) for one in table.outputs}
    found = 0
    for values in list(samples(prepared))[:MOST_EXAMPLES]:
        given = _facts(prepared, values)
        decision = prepared.decide(given)
        expect = {name: result_of(decision, name) for name in kinds}
        if not any(fit(expect[name], kind, name).misfits for name, kind in kinds.items()):
            found += 1
            yield Example(given, expect)
    if not found:
        decision = prepared.decide(_facts(prepared, {}))
        yield Example({}, {name: None for name in kinds if result_of(decision, name) is None})


def _given_type(table: DecisionTable, one: Output) -> Type:
    """Return the type of what comes out under the name of an output."""
    kind = declared(one.type)
    return ListOf(kind) if gives_many(table.hit, table.aggregator) else kind


def _facts(prepared: Prepared, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts from which the inputs take these values, as far as they are plain names."""
    facts: dict[str, Any] = {}
    for one, part in zip(prepared.table.inputs, prepared.inputs, strict=True):
        value = values.get(one.name, _ANY_VALUE.get(one.type))
        if isinstance(part.expression.tree, ast.Name | ast.Path):
            for path in names_read(part.expression):
                _put(facts, path, value)
    return facts


def _put(facts: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    first, *rest = path
    if not rest:
        facts.setdefault(first, value)
    elif isinstance(facts.setdefault(first, {}), dict):
        _put(facts[first], tuple(rest), value)


def _plain_names(inputs: Iterable[Input], columns: list[str]) -> Iterator[tuple[str, str]]:
    for one, name in zip(inputs, columns, strict=False):
        if _SIMPLE_NAME.fullmatch(one.expression.text):
            yield one.expression.text, name
            yield one.name, name


def _slug(name: str, otherwise: str) -> str:
    """Return an id made of a name, or the other one where no letter of it can stand in an id."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") if not _ID.fullmatch(name) else name
    if not slug:
        return otherwise
    if slug[0].isdigit() or slug in KEYWORDS:
        return f"n_{slug}"
    return slug
