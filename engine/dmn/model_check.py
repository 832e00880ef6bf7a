"""What is wrong with a decision model, found before anything runs.

Texts that are not FEEL or in another language, names nobody knows and those that are there but not
required, types nobody knows, references that lead nowhere, and all that ``engine.dmn.analysis``
finds in its tables.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from engine.dmn import model
from engine.dmn.analysis import check as check_table
from engine.dmn.boxed import span_of
from engine.dmn.graph import DecisionModel, ModelPart
from engine.dmn.model import (
    Boxed,
    Decision,
    Element,
    ItemDefinition,
    Knowledge,
    KnowledgeSource,
    Reference,
    Service,
)
from engine.dmn.requirements import name_of
from engine.dmn.table_types import type_hint
from engine.feel.types import SIMPLE
from engine.language import _
from engine.source import Problem, Span

_MET: Final = frozenset({"unknown-name", "unknown-type", "no-priority"})
Named = tuple[str, Span | None]
_REQUIREMENTS: Final = {Knowledge: "knowledgeRequirement", Service: "knowledgeRequirement"}


def check_model(loaded: DecisionModel) -> tuple[Problem, ...]:
    """Return everything wrong with a model and those it imports, each problem once."""
    found = [*loaded.problems]
    for part in loaded.parts():
        found += _unknown_types(part, part.model)
        for table, known in part.compiler.tables:
            found += check_table(table, known)
    return _told(loaded, found)


def problems_of(loaded: DecisionModel, kind: str, name: str) -> tuple[Problem, ...]:
    """Return what is wrong with the texts, names and types that one element needs.

    Raises:
        NotFound: the model has no such element.
    """
    found: list[Problem] = []
    needed = loaded.needed(kind, name)
    for part in loaded.parts():
        found += [*part.types.problems, *part.compiler.problems]
        found += _unknown_types(part, [one for one in part.model if _key(part, one) in needed])
        for table, known in part.compiler.tables:
            found += [one for one in check_table(table, known) if one.code in _MET]
    return _told(loaded, found)


def _key(part: ModelPart, element: Element) -> Reference:
    return part.model.namespace, element.id


def _told(loaded: DecisionModel, found: list[Problem]) -> tuple[Problem, ...]:
    elements = {name_of(one): one for part in loaded.parts() for one in part.model}
    told = (_not_required(one, elements) for one in found)
    return tuple({(one.code, str(one.span), one.message): one for one in told}.values())


def _not_required(problem: Problem, elements: Mapping[str, Element]) -> Problem:
    """Return a problem with a name that is in the model as what it is: not required."""
    span = problem.span
    if problem.code != "unknown-name" or span is None:
        return problem
    word = " ".join(span.text.body[span.start : span.end].split())
    element = elements.get(word)
    if element is None:
        return problem
    message = _("{name!r} exists but is not required here, so it is not known")
    hint = _("add a requirement ({kind}) that leads to it")
    kind = _REQUIREMENTS.get(type(element), "informationRequirement")
    return replace(
        problem,
        code="not-required",
        message=message.format(name=word),
        hint=hint.format(kind=kind),
    )


def _unknown_types(part: ModelPart, elements: Iterable[Element]) -> Iterator[Problem]:
    known = [*part.types.known, *SIMPLE]
    for name, span in _type_names(part.model.items, elements):
        if not part.types.knows(name):
            message = _("the type {name!r} is not known").format(name=name)
            yield Problem("unknown-type", message, span, type_hint(name, known))


def _type_names(items: Iterable[ItemDefinition], elements: Iterable[Element]) -> Iterator[Named]:
    """Yield every type that is named, but for the columns of tables, with its place."""
    for item in items:
        yield from _in_item(item)
    for element in elements:
        if not isinstance(element, KnowledgeSource):
            yield element.variable.type, element.variable.span
        if isinstance(element, Decision):
            yield from _in_boxed(element.expression)
        elif isinstance(element, Knowledge):
            yield from _in_boxed(element.logic)


def _in_item(item: ItemDefinition) -> Iterator[Named]:
    yield item.type, item.span
    yield item.result, item.span
    for parameter in item.parameters or ():
        yield parameter.type, parameter.span
    for one in item.components:
        yield from _in_item(one)


def _in_boxed(expression: Boxed | None) -> Iterator[Named]:
    if expression is None:
        return
    yield expression.type, span_of(expression)
    for variable in model.variables_of(expression):
        yield variable.type, variable.span
    for inner in model.parts_of(expression):
        yield from _in_boxed(inner)
