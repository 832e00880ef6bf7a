"""Decision requirements, evaluated: only what is asked for, each element once (DMN 1.5, 10.4).

A ``GraphValues`` holds the values of one evaluation. A decision service called as a function gets a
frame of its own, with its inputs set and nothing else let in.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, TypeAlias

from engine.dmn.boxed import BoxedCompiler
from engine.dmn.decide import TableAnswer
from engine.dmn.item_types import Types
from engine.dmn.model import (
    Decision,
    Element,
    InputData,
    Knowledge,
    KnowledgeSource,
    Model,
    Reference,
    Requirement,
    Service,
)
from engine.dmn.requirements import KINDS, check_circles, found_in, name_of, needs_of, required_by
from engine.dmn.session import Boundary, EvaluationSession, Names, function_value, held_to, hold
from engine.feel import STAND_INS, Registry, Scope, Type, Value, Warning_, from_python
from engine.feel.budget import Budget, allowed, spend
from engine.feel.calls import call
from engine.feel.expression import within
from engine.feel.fitting import fit
from engine.feel.temporal import DateTime
from engine.feel.types import ANY, ContextOf, FunctionOf
from engine.language import _
from engine.source import DefinitionError, Problem

Visible: TypeAlias = dict[str, "Reference | Visible"]
ElementCode: TypeAlias = Callable[["GraphValues"], Value]
_ELEMENT: Final = 20  # steps that computing an element costs


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value, why it or a part of it is null, and on request what the tables decided."""

    value: Value
    warnings: tuple[Warning_, ...] = ()
    tables: tuple[TableAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Host:
    """What surrounds an evaluation: functions for ``external``, limits, and the time it is."""

    registry: Registry = field(default_factory=lambda: STAND_INS)
    budget: Budget | None = None  # None is the one allowed
    now: DateTime | None = None


_ALONE: Final = Host()


class ModelPart:
    """One model among those that belong together, with its types and its compiler."""

    def __init__(self, model: Model, imports: Sequence[tuple[str, "ModelPart"]]) -> None:
        self.model = model
        self.imports = imports  # each with its prefix, which may be empty
        self.types: Types = Types(model, [(prefix, part.types) for prefix, part in imports])
        self.compiler = BoxedCompiler(self.types)

    def prefix_of(self, namespace: str) -> str | None:
        """Return the name under which a namespace is imported; None where it is not."""
        for prefix, part in self.imports:
            if part.model.namespace == namespace:
                return prefix
        return None


class DecisionModel:
    """A model and those it imports, ready to be evaluated.

    ``problems`` are found without running anything: texts that are not FEEL, unknown names,
    references that lead nowhere.
    """

    def __init__(self, model: Model, imported: Mapping[str, Model] | None = None) -> None:
        """Prepare a model; ``imported`` are the other models by namespace.

        Raises:
            DefinitionError: decisions or imports go round in a circle.
        """
        self.model = model
        self._models = {**(imported or {}), model.namespace: model}
        self._parts: dict[str, ModelPart] = {}
        self._unresolved: list[Problem] = []
        self._root = self._part(model, ())
        self._elements: dict[Reference, tuple[Element, ModelPart]] = {
            (part.model.namespace, one.id): (one, part)
            for part in self._parts.values()
            for one in part.model
        }
        self._codes: dict[Reference, ElementCode] = {}
        check_circles({key: element for key, (element, _part) in self._elements.items()})

    def evaluate(
        self,
        kind: str,
        name: str,
        inputs: Mapping[str, Any],
        *,
        namespaces: Mapping[str, str] | None = None,
        explain: bool = False,
        host: Host = _ALONE,
    ) -> Outcome:
        """Return the value of a decision, knowledge model or service.

        Args:
            kind: ``decision``, ``bkm`` or ``decisionService``.
            name: the name of the element; one of an import is called ``prefix.name``.
            inputs: values by name, Python's or FEEL's. What is named after another decision
                stands in for it.
            namespaces: for an input of an imported model, the namespace that it belongs to.
            explain: whether to keep what every decision table did.
            host: what the evaluation may cost and call.

        Raises:
            NotFound: the model has no such element.
            LimitExceeded: the budget is used up.
        """
        reference = self._find(kind, name)
        given = {key: from_python(value) for key, value in inputs.items()}
        budget = host.budget or allowed()
        session = EvaluationSession(host.registry, budget, explain)
        frame = GraphValues(self, session, given, namespaces or {})
        value = within(budget, host.now, lambda: self._asked(frame, reference))
        return Outcome(value, tuple(session.warnings), tuple(session.tables))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the texts and references of the model, without running it."""
        for reference in self._elements:
            self.code(reference)
        found = [*self._unresolved]
        for part in self._parts.values():
            found += [*part.model.remarks, *part.types.problems, *part.compiler.problems]
        return tuple(found)

    def parts(self) -> tuple[ModelPart, ...]:
        """Return the model and those it imports, each with its types and what it compiled."""
        return tuple(self._parts.values())

    def needed(self, kind: str, name: str) -> frozenset[Reference]:
        """Return all that an element needs, itself included, compiled.

        Raises:
            NotFound: the model has no such element.
        """
        found: set[Reference] = set()
        waiting = [self._find(kind, name)]
        while waiting:
            one = waiting.pop()
            if one not in found and one in self._elements:
                found.add(one)
                self.code(one)
                waiting += needs_of(self._elements[one][0])
        return frozenset(found)

    def names(self, kind: str = "decision") -> tuple[str, ...]:
        """Return the names of the elements of a kind in the model itself."""
        return tuple(name_of(one) for one in self.model if isinstance(one, KINDS[kind]))

    def inputs(self, kind: str, name: str) -> dict[str, Type]:
        """Return what may be given to an element, each with its type.

        Those are its parameters, or the inputs it requires and the decisions that could be given
        instead of made.

        Raises:
            NotFound: the model has no such element.
        """
        reference = self._find(kind, name)
        element, part = self._elements[reference]
        if isinstance(element, Knowledge):
            return dict(part.compiler.parameters(element.logic)) if element.logic else {}
        elements = {key: one for key, (one, _part) in self._elements.items()}
        needed = required_by(elements, reference)
        return {name_of(elements[one]): self.boundary(one).type for one in needed}

    def input_names(self) -> frozenset[str]:
        """Return the names of every input of the model and its imports."""
        ones = (element for element, _part in self._elements.values())
        return frozenset(name_of(one) for one in ones if isinstance(one, InputData))

    def element(self, reference: Reference) -> Element | None:
        """Return the element of a reference, or None if it leads nowhere."""
        found = self._elements.get(reference)
        return found[0] if found else None

    def code(self, reference: Reference) -> ElementCode:
        """Return the compiled element, made when first used."""
        code = self._codes.get(reference)
        if code is None:
            element, part = self._elements[reference]
            code = self._codes[reference] = self._compiled(element, part)
        return code

    def visible(self, element: Element) -> Visible:
        """Return the names that the expression of an element sees, and what they stand for."""
        _element, part = self._elements[self._reference(element)]
        found: Visible = {}
        for requirement in getattr(element, "requirements", ()):
            target = self._elements.get(requirement.target)
            if target is None:
                self._unresolved.append(_lost(requirement, element))
            elif requirement.kind != "authority" and not isinstance(target[0], KnowledgeSource):
                self._see(found, part, requirement.target, target[0])
        return found

    def _see(self, found: Visible, part: ModelPart, reference: Reference, target: Element) -> None:
        prefix = part.prefix_of(reference[0]) if reference[0] != part.model.namespace else None
        if prefix:
            inside = found.setdefault(prefix, {})
            if isinstance(inside, dict):
                inside[name_of(target)] = reference
        else:
            found[name_of(target)] = reference

    def _compiled(self, element: Element, part: ModelPart) -> ElementCode:
        match element:
            case Decision():
                return self._decision(element, part)
            case Knowledge():
                return self._knowledge(element, part)
            case Service():
                return self._service(element, part)
            case _:
                return _nothing

    def _decision(self, element: Decision, part: ModelPart) -> ElementCode:
        if element.expression is None:
            return _without_logic(element)
        visible = self.visible(element)
        code = part.compiler.compile(element.expression, self._known(visible, part))
        held = held_to(code, part.compiler.boundary(element.variable))
        return lambda frame: held(Scoped(frame, visible))

    def _knowledge(self, element: Knowledge, part: ModelPart) -> ElementCode:
        if element.logic is None:
            return _nothing
        visible = self.visible(element)
        parameters = part.compiler.parameters(element.logic)
        logic = part.compiler.logic(element.logic, self._known(visible, part))
        held = held_to(logic, _result(part, element))
        return lambda frame: function_value(
            name_of(element), parameters, lambda own: held(Scoped(frame, visible, own))
        )

    def _service(self, element: Service, part: ModelPart) -> ElementCode:
        inputs = [
            reference
            for reference in (*element.input_data, *element.input_decisions)
            if reference in self._elements
        ]
        parameters = [(name_of(self._elements[one][0]), self.boundary(one).type) for one in inputs]
        boundary = _result(part, element)

        def made(frame: GraphValues) -> Value:
            def body(own: dict[str, Value]) -> Value:
                preset = dict(zip(inputs, own.values(), strict=True))
                inner = GraphValues(self, frame.session, {}, {}, preset)
                return hold(self._outputs(inner, element), boundary, frame.session)

            return function_value(name_of(element), parameters, body)

        return made

    def _outputs(self, frame: "GraphValues", service: Service) -> Value:
        known = [one for one in service.outputs if one in self._elements]
        if len(known) == 1:
            return frame.value(known[0])
        return {name_of(self._elements[one][0]): frame.value(one) for one in known}

    def boundary(self, reference: Reference) -> Boundary:
        """Return what the value of an element is held to."""
        element, part = self._elements[reference]
        if isinstance(element, KnowledgeSource):
            return Boundary(ANY)
        return part.compiler.boundary(element.variable)

    def _known(self, visible: Visible, part: ModelPart) -> Scope:
        """Return the visible names with what is known of their types."""
        names = {name: self._static(found) for name, found in visible.items()}
        return Scope(names, part.types.known)

    def _static(self, found: "Reference | Visible") -> Type | None:
        if isinstance(found, dict):
            return ContextOf(tuple((key, self._static(one) or ANY) for key, one in found.items()))
        element, part = self._elements[found]
        match element:
            case InputData(variable=variable):
                return part.types.named(variable.type)
            case Decision(variable=variable, expression=expression):
                return part.compiler.static_type(variable, expression)
            case _:
                return None

    def _asked(self, frame: "GraphValues", reference: Reference) -> Value:
        element, _part = self._elements[reference]
        frame.asked = reference
        value = frame.value(reference)
        if isinstance(element, Decision) or value is None:
            return value
        parameters = value.signatures[0].parameters
        arguments = [frame.given.get(one.name) for one in parameters]
        span = self.boundary(reference).span
        return call(value, arguments, None, lambda message: frame.session.warn(span, message))

    def _find(self, kind: str, name: str) -> Reference:
        parts = [(prefix, part.model) for prefix, part in self._root.imports]
        return found_in(self.model, parts, kind, name)

    def _part(self, model: Model, chain: tuple[str, ...]) -> ModelPart:
        if model.namespace in chain:
            message = _("the models import each other in a circle: {names}")
            names = " -> ".join((*chain, model.namespace))
            raise DefinitionError([Problem("import-circle", message.format(names=names))])
        found = self._parts.get(model.namespace)
        if found is None:
            imports = []
            for one in model.imports:
                other = self._models.get(one.namespace)
                if other is not None:
                    imports.append((one.name, self._part(other, (*chain, model.namespace))))
                elif "/DMN/" in one.type:
                    message = _("the model {name!r} that this one imports is not there")
                    self._unresolved.append(Problem("import", message.format(name=one.name)))
            found = self._parts[model.namespace] = ModelPart(model, imports)
        return found

    def _reference(self, element: Element) -> Reference:
        own = (self.model.namespace, element.id)
        if own in self._elements and self._elements[own][0] is element:
            return own
        return next(key for key, (one, _part) in self._elements.items() if one is element)


class GraphValues:
    """The values of one evaluation, each computed when first needed."""

    __slots__ = ("_computed", "_model", "_namespaces", "asked", "given", "session")

    def __init__(
        self,
        model: DecisionModel,
        session: EvaluationSession,
        given: Mapping[str, Value],
        namespaces: Mapping[str, str],
        preset: Mapping[Reference, Value] | None = None,
    ) -> None:
        self.session = session
        self.given = given
        self.asked: Reference | None = None
        self._model = model
        self._namespaces = namespaces
        self._computed: dict[Reference, Value] = dict(preset or {})

    def value(self, reference: Reference) -> Value:
        """Return the value of an element, computed once."""
        if reference not in self._computed:
            spend(_ELEMENT)
            self._computed[reference] = self._compute(reference)
        return self._computed[reference]

    def _compute(self, reference: Reference) -> Value:
        element = self._model.element(reference)
        if isinstance(element, InputData) or self._stands_in(reference, element):
            return self._input(reference, element)
        return self._model.code(reference)(self)

    def _stands_in(self, reference: Reference, element: Element | None) -> bool:
        return (
            isinstance(element, Decision)
            and reference != self.asked
            and self._has(reference, name_of(element))
        )

    def _has(self, reference: Reference, name: str) -> bool:
        return name in self.given and self._namespaces.get(name, reference[0]) == reference[0]

    def _input(self, reference: Reference, element: Element | None) -> Value:
        if element is None:
            return None
        name = name_of(element)
        boundary = self._model.boundary(reference)
        if not self._has(reference, name):
            message = _("the input {name!r} was not given").format(name=name)
            self.session.warn(boundary.span, message)
            return None
        value = hold(self.given[name], boundary, self.session)
        if value is None and self.given[name] is not None:
            for misfit in fit(self.given[name], boundary.type, name, texts=False).misfits:
                self.session.warn(boundary.span, misfit)
        return value


class Scoped(Names):
    """The names an element sees, looked up in a frame when they are needed."""

    __slots__ = ("_visible", "frame")

    def __init__(
        self, frame: GraphValues, visible: Visible, own: Mapping[str, Value] | None = None
    ) -> None:
        super().__init__(frame.session, own or {}, {})
        self.frame = frame
        self._visible = visible

    def __getitem__(self, name: str) -> Value:
        return self.own[name] if name in self.own else self._looked_up(self._visible[name])

    def __contains__(self, name: object) -> bool:
        return name in self.own or name in self._visible

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._visible), **dict.fromkeys(self.own)})

    def __len__(self) -> int:
        return len({*self._visible, *self.own})

    def _looked_up(self, found: "Reference | Visible") -> Value:
        if isinstance(found, dict):
            return {key: self._looked_up(one) for key, one in found.items()}
        return self.frame.value(found)


def _result(part: ModelPart, element: Knowledge | Service) -> Boundary:
    """Return what the result of an invocable is held to."""
    boundary = part.compiler.boundary(element.variable)
    kind = boundary.type
    return (
        replace(boundary, type=kind.result, name="") if isinstance(kind, FunctionOf) else boundary
    )


def _nothing(_frame: GraphValues) -> Value:
    return None


def _without_logic(element: Decision) -> ElementCode:
    """Return the code of a decision that says how it is named and no more: null, and why."""

    def empty(frame: GraphValues) -> Value:
        message = _("the decision {name!r} has no logic, so it has no value")
        frame.session.warn(element.variable.span, message.format(name=name_of(element)))

    return empty


def _lost(requirement: Requirement, element: Element) -> Problem:
    message = _("{name!r} requires an element {target!r} that is not there")
    text = message.format(name=name_of(element), target=requirement.target[1])
    return Problem("unknown-reference", text, requirement.span)
