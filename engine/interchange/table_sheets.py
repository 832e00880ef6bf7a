"""A decision table <-> sheets of text, whatever file they stand in.

::

    sheet         a record of it is
    Rows          a rule: if NAME ..., then NAME ..., why, source, note 1 ...
    Inputs        a column that is tested: name, type, from, of, unit, ask
    Outputs       a column of results: name, type, of, unit, favourable, default
    Choices       a word that a column allows, and its name for people
    Parameters    a named threshold: name, value, unit, why, source
    Examples      given NAME ..., expect NAME ...: values as FEEL literals
    About         one property of the table: id, decision, hit, title, question ...

A text for people has one column without language (``why``) and one for each language
(``why es``). Cells are written as in YAML (``engine.dmn.cell_texts``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from engine.dmn.cell_texts import (
    FORMULA,
    CellColumn,
    column_of,
    result_text,
    test_text,
    written_result,
    written_test,
)
from engine.dmn.table import (
    ANY,
    Aggregator,
    Cell,
    DecisionTable,
    Example,
    HitPolicy,
    Input,
    Output,
    Row,
    TableParameter,
    Words,
)
from engine.feel import evaluate, literal
from engine.interchange.grid import Record, Sheet
from engine.interchange.habits import Ambiguous, as_feel, safe
from engine.language import _
from engine.source import DefinitionError, Problem, Span, Text, did_you_mean

COLUMNS: Final = {
    "Rows": {"id", "why", "why *", "source", "note *"},
    "Inputs": {"name", "type", "from", "of", "unit", "ask", "ask *", "id", "from id"},
    "Outputs": {"name", "type", "of", "unit", "favourable", "default", "id"},
    "Choices": {"column", "name", "word", "label", "label *"},
    "Parameters": {"name", "value", "unit", "why", "why *", "source"},
    "Examples": {"title", "title *", "given *", "expect", "expect *"},
    "About": {"property", "text", "text *"},
}
"""The sheets of a table and their columns besides those of the rule's own; ``*`` is a word more."""

_PROPERTIES: Final = ("id", "decision", "version", "hit", "aggregation", "source")
_TEXTS: Final = ("title", "question", "why")
_LAYOUT: Final = ("orientation", "output label")


def to_sheets(table: DecisionTable) -> dict[str, Sheet]:
    """Return the table as sheets, the rows first."""
    return {
        "Rows": _sheet(_rows(table), [*_tests(table), *_results(table), "why", "source"]),
        "Inputs": _sheet(map(_input, table.inputs), ["name", "type", "ask", "of", "from"]),
        "Outputs": _sheet(_outputs(table), ["name", "type", "of", "default"]),
        "Choices": _sheet(_choices(table), ["column", "name", "word"]),
        "Parameters": _sheet(map(_parameter, table.parameters), ["name", "value", "unit"]),
        "Examples": _sheet(map(_example, table.examples), []),
        "About": _sheet(_about(table), ["property", "text"]),
    }


def from_sheets(name: str, sheets: dict[str, Sheet]) -> DecisionTable:
    """Return the table that the sheets of the file ``name`` describe.

    Raises:
        DefinitionError: with every problem; a place is a sheet, a row and a column.
    """
    reader = _Sheets(name, sheets)
    table = reader.table()
    if reader.problems:
        raise DefinitionError(reader.problems)
    return table


def _sheet(records: Iterable[dict[str, str]], first: Iterable[str]) -> Sheet:
    """Return a sheet; columns stand in the order given, then as they come up."""
    kept = [{key: Cell(text) for key, text in record.items() if text} for record in records]
    columns = dict.fromkeys(first)
    for record in kept:
        columns.update(dict.fromkeys(record))
    return Sheet(tuple(_grouped(columns)), tuple(kept))


def _grouped(columns: Iterable[str]) -> list[str]:
    """Put the languages of a text beside it."""
    names = list(columns)
    stems = {name: name.rsplit(" ", 1)[0] for name in names}
    order = {name: at for at, name in enumerate(names)}
    return sorted(names, key=lambda name: (order.get(stems[name], order[name]), order[name]))


def _worded(key: str, words: Words) -> dict[str, str]:
    if isinstance(words, str):
        return {key: words}
    return {f"{key} {language}": text for language, text in words.items()}


def _numbered(prefix: str, names: Iterable[str]) -> list[str]:
    """Return a heading for each name; a name that comes again gets its number."""
    seen: dict[str, int] = {}
    headings = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        again = f" ({seen[name]})" if seen[name] > 1 else ""
        headings.append(f"{prefix} {name}".rstrip() + again)
    return headings


def _tests(table: DecisionTable) -> list[str]:
    return _numbered("if", (one.name for one in table.inputs))


def _results(table: DecisionTable) -> list[str]:
    return _numbered("then", (one.name for one in table.outputs))


def _mentionable(table: DecisionTable) -> set[str]:
    return {*table.names(), *(one.name for one in table.inputs)}


def _rows(table: DecisionTable) -> Iterator[dict[str, str]]:
    names = _mentionable(table)
    tests = [column_of(one, names) for one in table.inputs]
    results = [column_of(one, names) for one in table.outputs]
    for row in table.rows:
        record = {"id": row.id}
        for heading, column, cell in zip(_tests(table), tests, row.tests, strict=True):
            record[heading] = _guarded(written_test(cell.text, column), column)
        for heading, column, cell in zip(_results(table), results, row.results, strict=True):
            record[heading] = _guarded(written_result(cell.text, column), column, result=True)
        record |= _worded("why", row.why) | {"source": row.source}
        record |= {f"note {at}": note for at, note in enumerate(row.annotations, 1)}
        yield record


def _input(one: Input) -> dict[str, str]:
    return {
        "name": one.name,
        "type": one.type,
        "from": one.expression.text,
        "of": one.allowed.text if one.allowed else "",
        "unit": one.unit,
        **_worded("ask", one.ask),
        "id": one.id,
        "from id": one.expression_id,
    }


def _outputs(table: DecisionTable) -> Iterator[dict[str, str]]:
    names = _mentionable(table)
    for one in table.outputs:
        default = written_result(one.default.text, column_of(one, names)) if one.default else ""
        yield {
            "name": one.name,
            "type": one.type,
            "of": one.allowed.text if one.allowed else "",
            "unit": one.unit,
            "favourable": ", ".join(one.favourable),
            "default": default,
            "id": one.id,
        }


def _choices(table: DecisionTable) -> Iterator[dict[str, str]]:
    for kind, ones in (("input", table.inputs), ("output", table.outputs)):
        for one in ones:
            for word, label in one.labels.items():
                yield {"column": kind, "name": one.name, "word": word, **_worded("label", label)}


def _parameter(one: TableParameter) -> dict[str, str]:
    return {
        "name": one.name,
        "value": literal(one.value),
        "unit": one.unit,
        **_worded("why", one.why),
        "source": one.source,
    }


def _example(one: Example) -> dict[str, str]:
    given = {f"given {name}": literal(value) for name, value in one.given.items()}
    expect = {f"expect {name}".rstrip(): literal(value) for name, value in one.expect.items()}
    return _worded("title", one.title) | given | expect


def _about(table: DecisionTable) -> Iterator[dict[str, str]]:
    values = (table.id, table.name, table.version, table.hit, table.aggregator, table.source)
    for name, text in zip(_PROPERTIES, values, strict=True):
        yield {"property": name, "text": str(text)}
    for name, words in zip(_TEXTS, (table.title, table.question, table.why), strict=True):
        yield {"property": name, **_worded("text", words)}
    for name, text in zip(_LAYOUT, (table.orientation, table.output_label), strict=True):
        yield {"property": name, "text": text}
    for at, note in enumerate(table.annotations, 1):
        yield {"property": f"note {at}", "text": note}


@dataclass
class _Sheets:
    """Reads the records back; whatever is wrong becomes a problem with sheet, row and column."""

    name: str
    sheets: dict[str, Sheet]
    problems: list[Problem] = field(default_factory=list)

    def table(self) -> DecisionTable:
        about = {_text(one, "property"): one for one in self._records("About")}
        texts = {key: _text(one, "text") for key, one in about.items()}
        inputs = tuple(self._input(one) for one in self._records("Inputs", "name"))
        parameters = tuple(self._parameter(one) for one in self._records("Parameters"))
        names = {*(one.name for one in inputs), *(one.name for one in parameters)}
        outputs = tuple(self._output(one, names) for one in self._records("Outputs", "type"))
        return DecisionTable(
            id=texts.get("id", ""),
            name=texts.get("decision", ""),
            version=texts.get("version", ""),
            hit=self._one_of(about, "hit", HitPolicy, HitPolicy.UNIQUE),
            aggregator=self._one_of(about, "aggregation", Aggregator, Aggregator.LIST),
            source=texts.get("source", ""),
            title=_words(about.get("title", {}), "text"),
            question=_words(about.get("question", {}), "text"),
            why=_words(about.get("why", {}), "text"),
            orientation=texts.get("orientation", ""),
            output_label=texts.get("output label", ""),
            annotations=_notes(texts),
            parameters=parameters,
            inputs=inputs,
            outputs=outputs,
            rows=tuple(self._rows(inputs, outputs, names)),
            examples=tuple(self._example(one) for one in self._records("Examples")),
        )

    def _records(self, sheet: str, column: str = "") -> tuple[Record, ...]:
        found = self.sheets.get(sheet)
        if found is None or (column and column not in found.columns):
            wanted = _("a column {name!r}").format(name=column) if found else _("this sheet")
            message = _("the spreadsheet has no {what}").format(what=wanted)
            place = found.span if found else Span(Text(self.name, "", cell=sheet), 0, 0)
            hint = _("export the decision again and edit that file")
            self.problems.append(Problem("no-sheet", message, place, hint))
            return ()
        return found.records

    def _report(self, code: str, message: str, cell: Cell | None, hint: str = "") -> None:
        self.problems.append(Problem(code, message, cell.span if cell else None, hint))

    def _one_of(self, about: dict[str, Record], key: str, choices: Any, default: Any) -> Any:
        cell = about.get(key, {}).get("text")
        word = cell.text if cell else ""
        if not word or word in set(choices):
            return choices(word) if word else default
        message = _("{word!r} is no {kind}").format(word=word, kind=key)
        expected = _("expected: {keys}").format(keys=", ".join(choices))
        hint = "; ".join(filter(None, (did_you_mean(word, map(str, choices)), expected)))
        self._report("unknown-choice", message, cell, hint)
        return default

    def _input(self, record: Record) -> Input:
        name = _text(record, "name")
        return Input(
            name=name,
            expression=record.get("from", Cell(name)),
            type=_text(record, "type"),
            allowed=record.get("of"),
            ask=_words(record, "ask"),
            unit=_text(record, "unit"),
            labels=self._labels("input", name),
            id=_text(record, "id"),
            expression_id=_text(record, "from id"),
        )

    def _output(self, record: Record, names: set[str]) -> Output:
        name = _text(record, "name")
        one = Output(
            name=name,
            type=_text(record, "type"),
            allowed=record.get("of"),
            unit=_text(record, "unit"),
            labels=self._labels("output", name),
            favourable=tuple(filter(None, _text(record, "favourable").split(", "))),
            id=_text(record, "id"),
        )
        default = record.get("default")
        if default is None:
            return one
        return replace(one, default=self._result(default, column_of(one, names)))

    def _labels(self, kind: str, name: str) -> dict[str, Words]:
        return {
            _text(record, "word"): _words(record, "label")
            for record in self._records("Choices")
            if (_text(record, "column"), _text(record, "name")) == (kind, name)
        }

    def _parameter(self, record: Record) -> TableParameter:
        return TableParameter(
            _text(record, "name"),
            self._value(record.get("value", Cell("null"))),
            _text(record, "unit"),
            _words(record, "why"),
            _text(record, "source"),
        )

    def _rows(
        self, inputs: tuple[Input, ...], outputs: tuple[Output, ...], names: set[str]
    ) -> Iterator[Row]:
        tests = [column_of(one, names) for one in inputs]
        results = [column_of(one, names) for one in outputs]
        ifs = _numbered("if", (one.name for one in inputs))
        thens = _numbered("then", (one.name for one in outputs))
        self._know_columns({*ifs, *thens})
        for record in self._records("Rows"):
            yield Row(
                tests=tuple(
                    self._test(record.get(heading, Cell(ANY)), column)
                    for heading, column in zip(ifs, tests, strict=True)
                ),
                results=tuple(
                    self._result(record.get(heading, Cell("")), column)
                    for heading, column in zip(thens, results, strict=True)
                ),
                why=_words(record, "why"),
                source=_text(record, "source"),
                annotations=_notes({key: cell.text for key, cell in record.items()}),
                id=_text(record, "id"),
            )

    def _know_columns(self, known: set[str]) -> None:
        """Report the columns of the sheet Rows that would be lost."""
        sheet = self.sheets.get("Rows")
        for heading in sheet.columns if sheet else ():
            if heading.startswith(("if ", "then ")) and heading not in known:
                message = _("the column {name!r} is not declared").format(name=heading)
                declare = _("declare it in the sheet Inputs or Outputs")
                hint = "; ".join(filter(None, (did_you_mean(heading, known), declare)))
                place = sheet.span if sheet else None
                self.problems.append(Problem("unknown-key", message, place, hint))

    def _example(self, record: Record) -> Example:
        parts: dict[str, dict[str, Any]] = {"given": {}, "expect": {}}
        for heading, cell in record.items():
            part, _space, name = heading.partition(" ")
            if part in parts:
                parts[part][name] = self._value(cell)
        return Example(parts["given"], parts["expect"], _words(record, "title"))

    def _test(self, cell: Cell, column: CellColumn) -> Cell:
        return Cell(test_text(self._plain(cell, column).text, column), cell.span)

    def _result(self, cell: Cell, column: CellColumn) -> Cell:
        text = self._plain(cell, column, result=True).text
        return Cell(result_text(text, column), cell.span)

    def _plain(self, cell: Cell, column: CellColumn, *, result: bool = False) -> Cell:
        """Return a cell without the habits of office programs; one with two meanings is told."""
        if column.wordy and result:
            return cell
        try:
            kind = "string" if column.wordy else column.type
            return replace(cell, text=as_feel(cell.text, kind, result=result))
        except Ambiguous as two_ways:
            self._report("two-meanings", str(two_ways), cell, two_ways.hint)
            return cell

    def _value(self, cell: Cell) -> Any:
        """Return the value of a FEEL literal."""
        try:
            return evaluate(cell.text, {}).value
        except DefinitionError as error:
            self.problems += [replace(one, span=cell.span) for one in error.problems]
            return None


def _text(record: Record, key: str) -> str:
    return record[key].text if key in record else ""


def _words(record: Record, key: str) -> Words:
    languages = {
        heading.removeprefix(key + " "): cell.text
        for heading, cell in record.items()
        if heading.startswith(key + " ")
    }
    return languages or _text(record, key)


def _notes(texts: dict[str, str]) -> tuple[str, ...]:
    notes = ((key.removeprefix("note "), text) for key, text in texts.items() if key[:5] == "note ")
    numbered = {int(key): text for key, text in notes if key.isascii() and key.isdecimal()}
    return tuple(numbered.get(at, "") for at in range(1, max(numbered, default=0) + 1))


def _guarded(text: str, column: CellColumn, *, result: bool = False) -> str:
    """Return a cell so that it is read as the FEEL it is, whatever people mean by such a text."""
    if column.wordy or text.startswith(FORMULA):
        return text
    return safe(text, column.type, result=result)
