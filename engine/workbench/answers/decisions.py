"""What the rule language and the decision tables answer, and what a check of them found."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from engine import feel
from engine.dmn.decide import TableAnswer
from engine.dmn.table import Cell, DecisionTable
from engine.feel.frames import Seen
from engine.interchange.kit import KitVerdict
from engine.language import choose
from engine.source import Problem
from engine.workbench.answers.refused import ProblemLine, told


@dataclass(frozen=True, slots=True)
class SeenPart:
    """A part of an expression and the value it had."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The value of an expression or model; a null always has a warning that says why."""

    value: Any
    warnings: tuple[str, ...]
    trace: tuple[SeenPart, ...] = ()


@dataclass(frozen=True, slots=True)
class CellMiss:
    """Why a row of a table did not match: the first input whose cell did not hold."""

    row: int
    input: str
    value: str
    cell: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision table answers, by which rows, and what it could not see."""

    value: Any
    rows: tuple[int, ...]
    unknown: tuple[str, ...]
    warnings: tuple[str, ...]
    misses: tuple[CellMiss, ...]


@dataclass(frozen=True, slots=True)
class TableLine:
    """A decision table of the library, its hit policy, and the question it answers."""

    decision: str
    hit: str
    question: str


@dataclass(frozen=True, slots=True)
class TableColumn:
    """An input or output of a table; what to ask people for an input."""

    name: str
    type: str
    ask: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it is written: a cell for each input and output, why, and where it comes from."""

    when: tuple[str, ...]
    then: tuple[str, ...]
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class TableShown:
    """A whole decision table."""

    decision: str
    title: str
    question: str
    hit: str
    inputs: tuple[TableColumn, ...]
    outputs: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class TablesChecked:
    """What a check of decision tables found."""

    tables: int
    problems: tuple[ProblemLine, ...]


@dataclass(frozen=True, slots=True)
class FolderScore:
    """How many cases of one folder of the test kit passed."""

    folder: str
    passed: int
    cases: int


@dataclass(frozen=True, slots=True)
class KitScore:
    """How many cases of the test kit passed."""

    passed: int
    cases: int
    folders: tuple[FolderScore, ...]


def evaluated(value: Any, warnings: Iterable[str], trace: Iterable[Seen] = ()) -> Evaluated:
    """Return an evaluation as plain values."""
    seen = tuple(SeenPart(one.text, feel.literal(one.value)) for one in trace)
    return Evaluated(feel.to_python(value), tuple(warnings), seen)


def decided(decision: TableAnswer) -> Decided:
    """Return a decision as plain values."""
    return Decided(
        feel.to_python(decision.value), tuple(decision.rows), tuple(decision.unknown),
        tuple(decision.warnings),
        tuple(
            CellMiss(one.row, one.input, feel.literal(one.value), one.cell.text)
            for one in decision.misses
        ),
    )  # fmt: skip


def table_line(table: DecisionTable) -> TableLine:
    """Return one line about a table."""
    return TableLine(table.name, str(table.hit), choose(table.question))


def table_shown(table: DecisionTable) -> TableShown:
    """Return a whole table as it is written."""
    return TableShown(
        table.name, choose(table.title), choose(table.question), str(table.hit),
        tuple(TableColumn(one.name, one.type or "", choose(one.ask)) for one in table.inputs),
        tuple(TableColumn(one.name, one.type or "", "") for one in table.outputs),
        tuple(
            TableRow(_cells(one.tests), _cells(one.results), choose(one.why), one.source)
            for one in table.rows
        ),
    )  # fmt: skip


def _cells(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(one.text for one in cells)


def tables_checked(count: int, problems: Iterable[Problem]) -> TablesChecked:
    """Return what a check of tables found."""
    return TablesChecked(count, told(problems))


def kit_score(verdicts: Iterable[KitVerdict]) -> KitScore:
    """Return the score of a run of the test kit, by folder in the order of the run."""
    cases, passed = Counter[str](), Counter[str]()
    for one in verdicts:
        cases[one.folder] += 1
        passed[one.folder] += one.status == "SUCCESS"
    folders = tuple(FolderScore(name, passed[name], count) for name, count in cases.items())
    return KitScore(passed.total(), cases.total(), folders)
