"""Who needs whom in a decision model, and elements found by their name or id."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from engine.dmn.model import (
    Decision,
    Element,
    InputData,
    Knowledge,
    KnowledgeSource,
    Model,
    Reference,
    Service,
)
from engine.language import _
from engine.source import DefinitionError, NotFound, Problem, did_you_mean

KINDS: Final = {"decision": Decision, "bkm": Knowledge, "decisionService": Service}
"""What can be asked for, by the word of the test kit."""

Elements = Mapping[Reference, Element]


def name_of(element: Element) -> str:
    """Return the name under which expressions know an element."""
    return element.name if isinstance(element, KnowledgeSource) else element.variable.name


def found_in(model: Model, imports: Sequence[tuple[str, Model]], kind: str, word: str) -> Reference:
    """Return the element of a name (``prefix.name`` for one of an import), or of an id.

    An empty word is the only element of that kind.

    Raises:
        NotFound: there is none, with the names that are there.
    """
    wanted = KINDS.get(kind)
    if wanted is None:
        message = _("there is no kind {kind!r}; there are {known}")
        raise NotFound(message.format(kind=kind, known=", ".join(KINDS)))
    names: dict[str, Reference] = {}
    ids: dict[str, Reference] = {}
    for prefix, one in (*imports, ("", model)):
        for element in one:
            if isinstance(element, wanted):
                reference = (one.namespace, element.id)
                names[f"{prefix}.{name_of(element)}" if prefix else name_of(element)] = reference
                ids[element.id] = reference
    only = [*names.values()] if not word and len(names) == 1 else []
    found = names.get(word) or ids.get(word) or next(iter(only), None)
    if found is None:
        raise _not_found(model, kind, word, names)
    return found


def required_by(elements: Elements, reference: Reference) -> tuple[Reference, ...]:
    """Return the inputs and decisions that an element requires, directly or not, in order."""
    waiting = [*_values(elements, reference)]
    if isinstance(elements[reference], Service):
        return tuple(waiting)  # it lets nothing in but its own inputs
    found: dict[Reference, None] = {}
    while waiting:
        one = waiting.pop(0)
        if one not in found and one != reference:
            found[one] = None
            waiting += _values(elements, one)
    return tuple(found)


def needs_of(element: Element) -> tuple[Reference, ...]:
    """Return what an element cannot be evaluated without: requirements, parts of a service."""
    if isinstance(element, Service):
        inputs = (*element.input_data, *element.input_decisions)
        return (*element.outputs, *element.encapsulated, *inputs)
    needs = getattr(element, "requirements", ())
    return tuple(one.target for one in needs if one.kind != "authority")


def check_circles(elements: Elements) -> None:
    """Refuse decisions that need themselves, directly or not.

    Raises:
        DefinitionError: with the first circle.
    """
    done: set[Reference] = set()
    for start in elements:
        path: dict[Reference, Iterator[Reference]] = {start: _decisions(elements, start)}
        while path:
            at, needs = next(reversed(path.items()))
            step = next((one for one in needs if one not in done), None)
            if step is None:
                done.add(at)
                del path[at]
            elif step in path:
                names = [name_of(elements[one]) for one in (*path, step)]
                message = _("decisions need each other in a circle: {names}")
                text = message.format(names=" -> ".join(names))
                raise DefinitionError([Problem("circle", text)])
            else:
                path[step] = _decisions(elements, step)


def _values(elements: Elements, reference: Reference) -> Iterator[Reference]:
    """Yield what an element takes the values of: requirements, or the inputs of a service."""
    element = elements[reference]
    if isinstance(element, Service):
        ones = (*element.input_data, *element.input_decisions)
    else:
        kinds = {"decision", "input", "knowledge"}
        needs = getattr(element, "requirements", ())
        ones = tuple(one.target for one in needs if one.kind in kinds)
    for one in ones:
        if isinstance(elements.get(one), InputData | Decision):
            yield one


def _decisions(elements: Elements, reference: Reference) -> Iterator[Reference]:
    element = elements[reference]
    if isinstance(element, Decision):
        for one in element.requirements:
            if one.kind == "decision" and one.target in elements:
                yield one.target


def _not_found(model: Model, kind: str, word: str, names: Mapping[str, Reference]) -> NotFound:
    known = ", ".join(names) or "-"
    if word:
        message = _("the model {model!r} has no {kind} {name!r}; it has: {known}")
        text = message.format(model=model.name, kind=kind, name=word, known=known)
        hint = did_you_mean(word, names)
        return NotFound(f"{text} ({hint})" if hint else text)
    message = _("the model {model!r} has several of the kind {kind}: {known}; name one")
    if not names:
        message = _("the model {model!r} has no {kind}")
    return NotFound(message.format(model=model.name, kind=kind, known=known))
