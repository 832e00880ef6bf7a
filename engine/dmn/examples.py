"""The examples of a decision table, run: those that come out otherwise are problems."""

from typing import Any

from engine.dmn.decide import Prepared, TableAnswer, prepare
from engine.dmn.hit_policies import same_result
from engine.dmn.table import DecisionTable, Example
from engine.feel import Scope, literal
from engine.language import _, choose
from engine.source import Problem


def check_examples(table: DecisionTable, scope: Scope | None = None) -> tuple[Problem, ...]:
    """Return a problem for every example whose result is not the expected one.

    Raises:
        DefinitionError: a cell is not FEEL.
    """
    prepared = prepare(table, scope)
    found = (_check(prepared, one) for one in table.examples)
    return tuple(problem for problem in found if problem is not None)


def _check(prepared: Prepared, example: Example) -> Problem | None:
    decision = prepared.decide(example.given)
    wrong = {
        name: wanted
        for name, wanted in example.expect.items()
        if not same_result(result_of(decision, name), wanted)
    }
    if not wrong:
        return None
    title = choose(example.title) or _("this example")
    found = _written({name: result_of(decision, name) for name in wrong})
    message = _("{title}: expected {wanted}, but the table says {found}").format(
        title=title, wanted=_written(wrong), found=found
    )
    return Problem("example", message, example.span, _told(decision))


def result_of(decision: TableAnswer, name: str) -> Any:
    """Return one output of a decision; a table that collects has one list of all results."""
    if not name:
        return decision.value
    if isinstance(decision.value, list) and len(decision.table.outputs) > 1:
        return [one.get(name) if isinstance(one, dict) else None for one in decision.value]
    return decision.outputs.get(name)


def _written(values: dict[str, Any]) -> str:
    return ", ".join(
        f"{name}: {literal(value)}" if name else literal(value) for name, value in values.items()
    )


def _told(decision: TableAnswer) -> str:
    if decision.warnings:
        return "; ".join(decision.warnings)
    rows = ", ".join(map(str, decision.rows))
    return _("matching: row {rows}").format(rows=rows) if rows else _("the default applies")
