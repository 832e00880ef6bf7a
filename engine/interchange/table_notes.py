"""What DMN XML has no element for in a decision table: reasons, questions, sources, examples.

They travel as one extension element of the table, a JSON text in Consort's namespace, so that
other tools keep it and a table comes back from XML as it was in YAML. FEEL values are written as
FEEL literals.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from engine.dmn.table import DecisionTable, Example, Input, Output, Row, TableParameter
from engine.feel import evaluate, literal
from engine.interchange.xml_source import Element
from engine.language import _
from engine.source import DefinitionError, Problem

NAMESPACE: Final = "urn:consort:dmn:1"
ELEMENT: Final = "notes"
_OF_TABLE: Final = ("title", "question", "why", "source", "version")
_OF_INPUT: Final = ("ask", "unit", "labels")
_OF_OUTPUT: Final = ("unit", "labels", "favourable")
_OF_ROW: Final = ("why", "source")


def notes_of(table: DecisionTable) -> str:
    """Return the JSON text of all that the elements of DMN cannot hold; empty if there is none."""
    lists = {
        "inputs": [_given(one, _OF_INPUT) for one in table.inputs],
        "outputs": [_given(one, _OF_OUTPUT) for one in table.outputs],
        "rows": [_given(one, _OF_ROW) for one in table.rows],
        "parameters": [_parameter(one) for one in table.parameters],
        "examples": [_example(one) for one in table.examples],
    }
    notes = _given(table, _OF_TABLE) | {key: each for key, each in lists.items() if any(each)}
    return json.dumps(notes, ensure_ascii=False, indent=1) if notes else ""


def with_notes(table: DecisionTable, element: Element) -> DecisionTable:
    """Return the table with the notes found among the extension elements of its element.

    Raises:
        DefinitionError: the notes are not what ``notes_of`` writes.
    """
    extensions = element.first("extensionElements")
    found = next(
        (
            one
            for one in (extensions.all(ELEMENT) if extensions else ())
            if one.namespace == NAMESPACE
        ),
        None,
    )
    if found is None:
        return table
    try:
        return _restored(table, json.loads(found.text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        message = _("the notes of this table are damaged; remove them or export the table anew")
        raise DefinitionError([Problem("notes", message, found.span)]) from None


def _given(thing: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(thing, name))}


def _parameter(one: TableParameter) -> dict[str, Any]:
    given = _given(one, ("unit", "why", "source"))
    return {"name": one.name, "value": literal(one.value), **given}


def _example(one: Example) -> dict[str, Any]:
    return {
        **_given(one, ("title",)),
        "given": _literals(one.given),
        "expect": _literals(one.expect),
    }


def _literals(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: literal(value) for name, value in values.items()}


def _values(texts: Mapping[str, str]) -> dict[str, Any]:
    return {name: evaluate(text, {}).value for name, text in texts.items()}


def _restored(table: DecisionTable, notes: Mapping[str, Any]) -> DecisionTable:
    own = {name: notes[name] for name in _OF_TABLE if name in notes}
    parameters = tuple(
        TableParameter(**{**one, "value": evaluate(one["value"], {}).value})
        for one in notes.get("parameters", ())
    )
    examples = tuple(
        Example(_values(one["given"]), _values(one["expect"]), one.get("title", ""))
        for one in notes.get("examples", ())
    )
    inputs: tuple[Input, ...] = _each(table.inputs, notes.get("inputs"))
    outputs: tuple[Output, ...] = _each(table.outputs, notes.get("outputs"))
    rows: tuple[Row, ...] = _each(table.rows, notes.get("rows"))
    return replace(
        table,
        **own,
        parameters=parameters,
        examples=examples,
        inputs=inputs,
        outputs=outputs,
        rows=rows,
    )


def _each(things: tuple[Any, ...], notes: list[dict[str, Any]] | None) -> tuple[Any, ...]:
    if not notes:
        return things
    return tuple(replace(one, **_plain(note)) for one, note in zip(things, notes, strict=True))


def _plain(note: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(one) if isinstance(one, list) else one for key, one in note.items()}
