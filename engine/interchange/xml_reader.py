"""DMN XML of any version from 1.1 on into a ``Model`` (DMN 1.5, clauses 6.3, 7.3 and 13).

Where versions differ, all spellings are read: ``typeRef`` as attribute or element, qualified type
names such as ``feel:string``, kinds of functions as ``F`` or ``FEEL``. Elements of other vendors
are passed over.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from engine.dmn.model import (
    Association,
    Bounds,
    Decision,
    Diagram,
    Element,
    Import,
    InputData,
    ItemDefinition,
    Knowledge,
    KnowledgeSource,
    Model,
    Note,
    Reference,
    Requirement,
    Service,
    Variable,
)
from engine.interchange.xml_boxed import BoxedReader, type_of, variable_of
from engine.interchange.xml_source import Element as Xml
from engine.interchange.xml_source import read_bytes, read_file
from engine.language import _
from engine.source import DefinitionError, NotFound, Problem

_NAMESPACE: Final = re.compile(r"https?://www\.omg\.org/spec/DMN/(\d{8}/.*)?")
_EARLY: Final = {"http://www.omg.org/spec/DMN/20130901": "1.0"}
_REQUIREMENTS: Final = {
    "requiredDecision": "decision",
    "requiredInput": "input",
    "requiredKnowledge": "knowledge",
    "requiredAuthority": "authority",
}


def read(path: Path) -> Model:
    """Return the model in a file.

    Raises:
        NotFound: there is no such file.
        DefinitionError: with every problem found, each at its place.
    """
    return _Reader(read_file(path)).model()


def read_text(content: bytes, name: str = "model.dmn") -> Model:
    """Return the model in a document; ``name`` is what people see in messages.

    Raises:
        DefinitionError: with every problem found, each at its place.
    """
    return _Reader(read_bytes(name, content)).model()


def namespace_of(path: Path) -> str:
    """Return the namespace of the model in a file; empty if there is none to be read."""
    try:
        return read_file(path).get("namespace")
    except (DefinitionError, NotFound):
        return ""


class _Reader:
    def __init__(self, root: Xml) -> None:
        self._root = root
        self._namespace = root.get("namespace")
        self._boxed = BoxedReader(root.get("expressionLanguage"))
        self._ids: set[str] = set()
        self._made: dict[int, str] = {}
        self._seek_ids(root)

    def model(self) -> Model:
        root = self._root
        if root.name != "definitions" or not _NAMESPACE.fullmatch(root.namespace):
            raise DefinitionError([_not_dmn(root)])
        elements = tuple(
            self._READERS[one.name](self, one) for one in root.children if one.name in self._READERS
        )
        self._check_names(elements)
        if self._boxed.problems:
            raise DefinitionError(self._boxed.problems)
        return Model(
            namespace=self._namespace,
            name=root.get("name"),
            elements=elements,
            items=tuple(self._item(one) for one in root.all("itemDefinition")),
            imports=tuple(_import(one) for one in root.all("import")),
            notes=tuple(
                Note(self._id(one), _text(one, "text")) for one in root.all("textAnnotation")
            ),
            associations=tuple(self._association(one) for one in root.all("association")),
            id=root.get("id") or "definitions",
            description=_text(root, "description"),
            diagram=diagram_of(root),
            source=root,
        )

    def _seek_ids(self, root: Xml) -> None:
        waiting = [root]
        while waiting:
            one = waiting.pop()
            waiting += one.children
            if one.get("id"):
                self._ids.add(one.get("id"))

    def _id(self, element: Xml, name: str = "") -> str:
        """Return the id of an element; one without gets an id made of its name, once."""
        found = element.get("id") or self._made.get(id(element), "")
        if found:
            return found
        stem = re.sub(r"\W+", "_", name or element.name)
        made, number = f"_{stem}", 1
        while made in self._ids:
            number += 1
            made = f"_{stem}_{number}"
        self._ids.add(made)
        self._made[id(element)] = made
        return made

    def _check_names(self, elements: tuple[Element, ...]) -> None:
        seen: set[str] = set()
        for one in elements:
            if one.id in seen:
                message = _("two elements have the id {id!r}").format(id=one.id)
                self._boxed.problems.append(Problem("duplicate-id", message, self._root.span))
            seen.add(one.id)

    def _variable(self, element: Xml) -> Variable:
        found = element.first("variable")
        own = " ".join(element.get("name").split()) or self._id(element)
        if found is None:
            return Variable(own, span=element.span)
        variable = variable_of(found)
        return variable if variable.name else replace(variable, name=own)

    def _reference(self, element: Xml) -> Reference:
        namespace, hash_, local = element.get("href").strip().rpartition("#")
        return (namespace if hash_ and namespace else self._namespace, local)

    def _references(self, element: Xml, name: str) -> tuple[Reference, ...]:
        return tuple(self._reference(one) for one in element.all(name))

    def _requirements(self, element: Xml) -> tuple[Requirement, ...]:
        """Return the requirements in the order of the schema, each with an id."""
        return tuple(
            self._requirement(element, one, child)
            for kind in ("informationRequirement", "knowledgeRequirement", "authorityRequirement")
            for one in element.all(kind)
            for child in one.all(*_REQUIREMENTS)
        )

    def _requirement(self, owner: Xml, element: Xml, target: Xml) -> Requirement:
        is_authority = element.name == "authorityRequirement"
        kind = "authority" if is_authority else _REQUIREMENTS[target.name]
        found = self._reference(target)
        name = f"{owner.get('name')}_requires_{found[1]}"
        return Requirement(kind, found, self._id(element, name), target.span)

    def _input(self, element: Xml) -> InputData:
        variable = self._variable(element)
        return InputData(
            self._id(element, element.get("name")),
            variable,
            element.get("label"),
            _text(element, "description"),
            _name(element, variable),
        )

    def _decision(self, element: Xml) -> Decision:
        variable = self._variable(element)
        return Decision(
            id=self._id(element, element.get("name")),
            variable=variable,
            expression=self._boxed.inside(element, variable.name),
            requirements=self._requirements(element),
            question=_text(element, "question"),
            answers=_text(element, "allowedAnswers"),
            label=element.get("label"),
            description=_text(element, "description"),
            name=_name(element, variable),
        )

    def _knowledge(self, element: Xml) -> Knowledge:
        logic = element.first("encapsulatedLogic")
        variable = self._variable(element)
        return Knowledge(
            id=self._id(element, element.get("name")),
            variable=variable,
            logic=self._boxed.function(logic) if logic else None,
            requirements=self._requirements(element),
            label=element.get("label"),
            description=_text(element, "description"),
            name=_name(element, variable),
        )

    def _service(self, element: Xml) -> Service:
        variable = self._variable(element)
        return Service(
            id=self._id(element, element.get("name")),
            variable=variable,
            outputs=self._references(element, "outputDecision"),
            encapsulated=self._references(element, "encapsulatedDecision"),
            input_decisions=self._references(element, "inputDecision"),
            input_data=self._references(element, "inputData"),
            label=element.get("label"),
            description=_text(element, "description"),
            name=_name(element, variable),
        )

    def _source(self, element: Xml) -> KnowledgeSource:
        return KnowledgeSource(
            id=self._id(element, element.get("name")),
            name=element.get("name") or self._id(element),
            type=_text(element, "type"),
            location=element.get("locationURI"),
            requirements=self._requirements(element),
            label=element.get("label"),
            description=_text(element, "description"),
        )

    def _association(self, element: Xml) -> Association:
        ends = [element.first(name) for name in ("sourceRef", "targetRef")]
        start, end = (self._reference(one) if one else (self._namespace, "") for one in ends)
        return Association(self._id(element), start, end, element.get("associationDirection"))

    def _item(self, element: Xml) -> ItemDefinition:
        function = element.first("functionItem")
        return ItemDefinition(
            name=" ".join(element.get("name").split()),
            type=type_of(element),
            is_collection=element.get("isCollection") == "true",
            components=tuple(self._item(one) for one in element.all("itemComponent")),
            allowed=self._boxed.cell(element.first("allowedValues")),
            constraint=self._boxed.cell(element.first("typeConstraint")),
            parameters=tuple(variable_of(one) for one in function.all("parameters"))
            if function
            else None,
            result=function.get("outputTypeRef") if function else "",
            id=element.get("id"),
            label=element.get("label"),
            description=_text(element, "description"),
            span=element.span,
        )

    _READERS: Final[Mapping[str, Callable[["_Reader", Xml], Element]]] = {
        "inputData": _input,
        "decision": _decision,
        "businessKnowledgeModel": _knowledge,
        "decisionService": _service,
        "knowledgeSource": _source,
    }


def _not_dmn(root: Xml) -> Problem:
    hint = _("expected 'definitions' of DMN 1.1 to 1.7")
    if root.name != "definitions":
        message = _("this is not a DMN model: its root is {name!r}").format(name=root.name)
    else:
        known = _EARLY.get(root.namespace)
        message = (
            _("this model is written in DMN {version}, which is not read").format(version=known)
            if known
            else _("the namespace {name!r} is not one of DMN").format(name=root.namespace)
        )
    return Problem("not-dmn", message, root.span, hint)


def _name(element: Xml, variable: Variable) -> str:
    return element.get("name") or variable.name


def _import(element: Xml) -> Import:
    return Import(
        element.get("namespace"),
        element.get("name"),
        element.get("importType"),
        element.get("locationURI"),
        element.get("id"),
    )


def _text(element: Xml, name: str) -> str:
    found = element.first(name)
    return found.text.strip() if found else ""


def diagram_of(root: Xml) -> Diagram | None:
    """Return the first drawing of the model, as far as it is one."""
    holder = root.first("DMNDI")
    drawn = holder.first("DMNDiagram") if holder else None
    if drawn is None:
        return None
    shapes, lines, dividers = {}, {}, {}
    for one in drawn.all("DMNShape"):
        bounds = one.first("Bounds")
        if bounds:
            shapes[one.get("dmnElementRef")] = Bounds(
                *(_number(bounds.get(key)) for key in ("x", "y", "width", "height"))
            )
        divider = one.first("DMNDecisionServiceDividerLine")
        point = divider.first("waypoint") if divider else None
        if point:
            dividers[one.get("dmnElementRef")] = _number(point.get("y"))
    for one in drawn.all("DMNEdge"):
        lines[one.get("dmnElementRef")] = tuple(
            (_number(point.get("x")), _number(point.get("y"))) for point in one.all("waypoint")
        )
    return Diagram(shapes, lines, dividers, drawn.get("id"), drawn.get("name"))


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        return 0.0
    return found if abs(found) < 1e9 else 0.0
