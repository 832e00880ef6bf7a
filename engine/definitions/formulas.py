"""Formulas and sentences of a workflow, checked before anything runs on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from string import Formatter
from typing import Final, NamedTuple

from engine import feel
from engine.definitions.circles import circles
from engine.definitions.inference import Inference, Inside
from engine.definitions.measures import names_scope
from engine.definitions.reading.fields import Reader
from engine.definitions.reading.places import text_of
from engine.definitions.reading.yaml_source import Mapping_, Node, Scalar
from engine.definitions.references import Named, entries_under, report_unknown
from engine.definitions.shapes import (
    ANYTHING,
    BOOLEAN,
    DATE,
    NUMBER,
    Anything,
    Callable_,
    Shape,
    answer_of,
    described,
    facts_of,
    fields_of,
)
from engine.definitions.table_json import table_of
from engine.definitions.workflow import (
    Formula,
    Measure,
    Parameter,
    RecordType,
    TableText,
    Task,
    Workflow,
)
from engine.language import _
from engine.source import DefinitionError, Problem, Span, Text

FACTS: Final = (
    *("today", "network", "members", "records", "tasks", "phases", "projects", "ballots"),
    *("documents", "milestones", "project", "network_facts"),
)
"""The names every formula knows, besides parameters, measures and decision tables."""

SENTENCES: Final = ("say", "now")
"""The texts of a criterion whose braces are filled when people read them."""


Owner = tuple[str, str]
"""What a formula belongs to: ``("measure", "active_members")``."""


class AskedFormula(NamedTuple):
    """A formula of a workflow and its owner."""

    owner: Owner
    formula: Formula
    wanted: Shape = ANYTHING
    bound: Mapping[str, Shape] = {}


def check_formulas(root: Node, workflow: Workflow, reader: Reader, *, complete: bool) -> None:
    """Report formulas that do not parse, name what is not there, or need their own value.

    Args:
        root: the node tree the workflow was read from, for the places of its sentences.
        workflow: what was read.
        reader: collects the problems.
        complete: whether all the rules it uses could be read; if not, a name that nobody knows
            may be one of theirs.
    """
    file = root.span.text.name
    checking = _Checking(workflow, reader, Inside(loose=not complete), file)
    for asked in _formulas(workflow):
        checking.check(asked)
    checking.check_circles()
    checking.check_sentences(root)


def _formulas(workflow: Workflow) -> Iterator[AskedFormula]:
    for measure in workflow.measures.values():
        yield AskedFormula(("measure", measure.id), measure.value)
    for criterion in workflow.criteria.values():
        yield AskedFormula(("criterion", criterion.id), criterion.when, BOOLEAN)
    for phase in workflow.phases.values():
        if phase.opens_when:
            yield AskedFormula(("phase", phase.id), phase.opens_when, BOOLEAN)
        for milestone in phase.milestones.values():
            yield AskedFormula(("milestone", milestone.id), milestone.when, BOOLEAN)
    for task in workflow.tasks.values():
        yield from _of_task(workflow, task)
    for kind in workflow.records.values():
        yield from _checks(kind, kind)


def _of_task(workflow: Workflow, task: Task) -> Iterator[AskedFormula]:
    if task.required_when:
        yield AskedFormula(("task", task.id), task.required_when, BOOLEAN)
    if task.due and task.due.after:
        yield AskedFormula(("task", task.id), task.due.after, DATE)
    if task.records in workflow.records:
        yield from _checks(task, workflow.records[task.records])


def _checks(owner: Task | RecordType, kind: RecordType) -> Iterator[AskedFormula]:
    """Yield the checks of a record, among the fields of its type."""
    for one in owner.checks.values():
        yield AskedFormula(("check", f"{owner.id}.{one.id}"), one.when, BOOLEAN, fields_of(kind))


@dataclass
class _Checking:
    workflow: Workflow
    reader: Reader
    outside: Inside
    file: str
    shapes: dict[str, Shape] = field(default_factory=dict)
    reads: dict[Owner, list[Owner]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        workflow = self.workflow
        self.shapes |= facts_of(workflow)
        self.shapes |= {key: _of_parameter(one) for key, one in workflow.parameters.items()}
        self.shapes |= {key: _of_table(one) for key, one in workflow.tables.items()}
        self.names = frozenset((*self.shapes, *workflow.measures))

    def check(self, asked: AskedFormula) -> None:
        """Check one formula; a measure that others needed before is checked already."""
        kind, name = asked.owner
        if kind != "measure":
            self._infer(asked, asked.bound)
        elif name not in self.shapes:
            self._measure(self.workflow.measures[name])

    def _measure(self, measure: Measure) -> Shape:
        """Return the shape of a measure; one that needs itself is anything."""
        self.shapes[measure.id] = _of_measure(measure, ANYTHING)
        bound = dict.fromkeys(measure.given, ANYTHING)
        found = self._infer(AskedFormula(("measure", measure.id), measure.value), bound)
        self.shapes[measure.id] = _of_measure(measure, found)
        return self.shapes[measure.id]

    def _infer(self, asked: AskedFormula, bound: Mapping[str, Shape]) -> Shape:
        try:
            expression = feel.parse(text_of(asked.formula), names_scope(self.names.union(bound)))
        except DefinitionError as error:
            self.reader.problems += error.problems
            return ANYTHING
        self.reads[asked.owner] = list(self._needs(expression))
        near = self.reader.near
        walk = Inference(self._look_up, lambda: self.names, self._report, near)
        found = walk.value(expression.tree, self.outside.bind(bound))
        self._check_kind(asked, found, expression.tree.span)
        return found

    def _report(self, problem: Problem) -> None:
        """Note a problem; one in rules that are used says who uses them."""
        if problem.span and problem.span.text.name != self.file:
            used = _("{workflow} uses this").format(workflow=self.workflow.id)
            problem = replace(problem, hint="; ".join(filter(None, (problem.hint, used))))
        self.reader.problems.append(problem)

    def _check_kind(self, asked: AskedFormula, found: Shape, span: Span) -> None:
        """Report a condition that is never true or false, and a day that is no date."""
        if isinstance(asked.wanted, Anything) or isinstance(found, Anything):
            return
        if found != asked.wanted:
            message = _("this gives {found}").format(found=described(found))
            hint = _("expected: {expected}").format(expected=described(asked.wanted))
            self._report(Problem("wrong-type", message, span, hint))

    def _look_up(self, name: str) -> Shape | None:
        if name in self.shapes:
            return self.shapes[name]
        measure = self.workflow.measures.get(name)
        return self._measure(measure) if measure else None

    def _needs(self, expression: feel.Expression) -> Iterator[Owner]:
        """Yield the measures and criteria whose values an expression needs."""
        for path in sorted(feel.names_read(expression)):
            if path[0] in self.workflow.measures:
                yield "measure", path[0]
            elif path[0] == "phases" and len(path) > 3 and path[2] == "criteria":
                yield "criterion", path[3]

    def check_circles(self) -> None:
        """Report measures and criteria that need their own value, be it through others."""
        formulas = {asked.owner: asked.formula for asked in _formulas(self.workflow)}
        for circle in circles(self.reads):
            way = " -> ".join(name for _kind, name in (*circle, circle[0]))
            message = _("this needs its own value in a circle: {way}").format(way=way)
            text = text_of(formulas[circle[0]])
            self.reader.report("circle", message, Span(text, 0, len(text.body)))

    def check_sentences(self, root: Node) -> None:
        """Report braces in sentences that name nothing known."""
        criteria = [
            criterion
            for phase in entries_under(root, "phases")
            for criterion in entries_under(phase.node, "complete")
        ]
        for criterion in (*criteria, *entries_under(root, "entry")):
            for key in SENTENCES:
                for scalar in _scalars(criterion.node, key):
                    self._check_braces(scalar)

    def _check_braces(self, scalar: Scalar) -> None:
        text = scalar.text
        try:
            braces = [part[1:] for part in Formatter().parse(text.body) if part[1] is not None]
        except ValueError:
            message = _("a brace is not closed, or not opened")
            hint = _("write {example}; a brace as such is doubled").format(example="{min_members}")
            self.reader.report("braces", message, scalar, hint)
            return
        for name, form, conversion in braces:
            self._check_brace(text, str(name), bool(form or conversion))

    def _check_brace(self, text: Text, name: str, formed: bool) -> None:  # noqa: FBT001 - one caller
        start = text.body.find("{" + name) + 1
        span = Span(text, start, start + max(1, len(name)))
        shape = self._look_up(name)
        if formed or not name.isidentifier():
            message = _("braces hold one name and nothing else")
            hint = _("give what {name!r} computes a name among the measures").format(name=name)
            self.reader.report("braces", message, span, hint)
        elif shape is None and not self.outside.loose:
            message = _("no {name!r} is known here").format(name=name)
            known = sorted(self.names)
            report_unknown(self.reader, "unknown-name", message, Named(name, span), known)
        elif isinstance(shape, Callable_):
            message = _("{name!r} has to be asked with values, which a sentence cannot do")
            hint = _("make a measure that asks it, and name that one")
            self.reader.report("not-called", message.format(name=name), span, hint)


def _scalars(owner: Node, key: str) -> Iterator[Scalar]:
    """Yield a text for people under a key, in each of its languages."""
    node = owner.get(key) if isinstance(owner, Mapping_) else None
    if isinstance(node, Mapping_):
        for entry in node.entries.values():
            if isinstance(entry.node, Scalar):
                yield entry.node
    elif isinstance(node, Scalar):
        yield node


def _of_measure(measure: Measure, result: Shape) -> Shape:
    return Callable_(measure.id, measure.given, result) if measure.given else result


def _of_table(text: TableText) -> Shape:
    table = table_of(text)
    names = tuple(one.name for one in table.inputs if one.expression.text == one.name)
    return Callable_(text.id, names, answer_of(table))


def _of_parameter(parameter: Parameter) -> Shape:
    match parameter.value:
        case bool():
            return BOOLEAN
        case int() | Decimal():
            return NUMBER
        case _:
            return ANYTHING
