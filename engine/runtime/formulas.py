"""Formulas of a workflow, parsed once per process and asked of a situation.

Every formula of one workflow sees the same names: the facts (``runtime.facts``), its parameters,
measures and decision tables. Compiled formulas are kept by the workflow's digest and their text.
"""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeGuard

from engine import feel
from engine.definitions.measures import MeasureScope, names_scope, paths_read
from engine.definitions.workflow import Criterion, Formula, Workflow
from engine.feel import ast
from engine.runtime.facts import ROOTS, Ask, Facts
from engine.runtime.situation import Situation

Names = frozenset[str]
Path = tuple[str, ...]


def names_known(workflow: Workflow) -> Names:
    """Return every name a formula of this workflow may begin with."""
    return frozenset((*ROOTS, *workflow.parameters, *workflow.measures, *workflow.tables))


@lru_cache(maxsize=4096)
def parsed(text: str, names: Names) -> feel.Expression:
    """Return the expression of a formula; the loader has made sure that it parses."""
    return feel.parse(text, names_scope(names))


@lru_cache(maxsize=4096)
def _compiled(text: str, names: Names) -> Any:
    return feel.compile(parsed(text, names), converted=True)


def scope_of(situation: Situation, ask: Ask) -> Mapping[str, Any]:
    """Return the names a formula sees in a situation, each computed when it is first read."""
    kept = situation.kept
    if "scope" not in kept:
        workflow = situation.workflow
        kept["scope"] = MeasureScope(
            Facts(situation, ask), workflow.measures, workflow.tables, situation.parameters,
            known(workflow),
        )  # fmt: skip
    return kept["scope"]  # type: ignore[no-any-return]


def value_of(
    situation: Situation, formula: Formula, ask: Ask, bound: Mapping[str, Any] | None = None
) -> Any:
    """Return the value of a formula; ``bound`` adds names for this one question.

    Asked twice in one situation (what opens a phase is often what completes the one before), a
    formula is computed once.
    """
    scope = scope_of(situation, ask)
    if bound:
        names = known(situation.workflow).union(bound)
        return _compiled(formula.text, names)(ChainMap(dict(bound), scope))  # type: ignore[arg-type]
    key = ("value", formula.text)
    if key not in situation.kept:
        names = known(situation.workflow)
        situation.kept[key] = _compiled(formula.text, names)(scope)
    return situation.kept[key]


def known(workflow: Workflow) -> Names:
    """Return ``names_known`` of a workflow, computed once per definition."""
    if workflow.digest not in _KNOWN:
        _KNOWN[workflow.digest] = names_known(workflow)
    return _KNOWN[workflow.digest]


_KNOWN: dict[str, Names] = {}


def reads(workflow: Workflow, formula: Formula) -> frozenset[Path]:
    """Return the facts a formula reads, through measures and criteria too, in one or two words."""
    key = (workflow.digest, formula.text)
    if key not in _READS:
        _READS[key] = frozenset(_paths(workflow, formula, set()))
    return _READS[key]


_READS: dict[tuple[str, str], frozenset[Path]] = {}


def _paths(workflow: Workflow, formula: Formula, passed: set[str]) -> set[Path]:
    if formula.text in passed:
        return set()
    passed.add(formula.text)
    found: set[Path] = set()
    for path in feel.names_read(parsed(formula.text, known(workflow))):
        found |= _path(workflow, path, passed)
    return found


def _path(workflow: Workflow, path: Path, passed: set[str]) -> set[Path]:
    root = path[0]
    if root in workflow.measures:
        return _paths(workflow, workflow.measures[root].value, passed)
    if root in workflow.tables:
        return _of_table(workflow, root, passed)
    found = {path[:2] if root in _DEEP else path[:1]}
    for criterion in _verdicts(workflow, path) if root == "phases" else ():
        found |= _paths(workflow, criterion.when, passed)
    return found


def subjects(workflow: Workflow, formula: Formula) -> frozenset[str]:
    """Return what a formula asks ballots about: the texts given to measures that read ballots."""
    names, found, passed = known(workflow), set[str](), set[str]()
    waiting = [formula.text]
    while waiting:
        text = waiting.pop()
        passed.add(text)
        for node in ast.walk(parsed(text, names).tree):
            measure = workflow.measures.get(node.name) if isinstance(node, ast.Name) else None
            if measure is not None and measure.value.text not in passed:
                waiting.append(measure.value.text)
            found.update(_asked(workflow, node))
    return frozenset(found)


def _asked(workflow: Workflow, node: ast.Node) -> Iterator[str]:
    match node:
        case ast.Call(function=ast.Name(name=name), arguments=arguments):
            measure = workflow.measures.get(name)
            if measure and ("ballots",) in reads(workflow, measure.value):
                yield from (one.value for one in arguments if _is_text(one))
        case _:
            return


def _is_text(node: ast.Node) -> TypeGuard[ast.Literal]:
    return isinstance(node, ast.Literal) and isinstance(node.value, str)


_DEEP = frozenset({"records", "tasks", "phases"})


def _verdicts(workflow: Workflow, path: Path) -> Iterator[Criterion]:
    """Yield the criteria whose verdict is read by one who reads something of the phases."""
    for phase in workflow.phases.values():
        if len(path) > 1 and path[1] != phase.id:
            continue
        for criterion in phase.criteria.values():
            if path[2:4] in {(), ("criteria",), ("criteria", criterion.id)}:
                yield criterion


def _of_table(workflow: Workflow, name: str, passed: set[str]) -> set[Path]:
    """Return what the cells of a decision table read beside its inputs."""
    if name in passed:
        return set()
    passed.add(name)
    found: set[Path] = set()
    for path in paths_read(workflow.tables[name], known(workflow)):
        if path[0] in known(workflow):
            found |= _path(workflow, path, passed)
    return found


def values_seen(situation: Situation, formula: Formula, ask: Ask) -> dict[str, Any]:
    """Return the values of the names a formula read: parameters, measures, tasks and the like."""
    scope = scope_of(situation, ask)
    workflow = situation.workflow
    seen: dict[str, Any] = {}
    for path in sorted(feel.names_read(parsed(formula.text, known(workflow)))):
        if path[0] in workflow.measures and workflow.measures[path[0]].given:
            continue
        if path[0] in known(workflow):
            seen[".".join(path)] = _followed(scope, path)
    return seen


def _followed(scope: Mapping[str, Any], path: Path) -> Any:
    value = scope[path[0]]
    for name in path[1:]:
        if not isinstance(value, dict):
            return value
        value = value.get(name)
    return value
