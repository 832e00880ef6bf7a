"""A ``Model`` into DMN XML that other tools open: elements in the order of the schema, ids kept.

DMN 1.3 is written, which dmn-js and Camunda Modeler read, unless the model has what came later
(boxed conditionals, filters, loops, constraints of types): then it is DMN 1.5.
"""

import re
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from engine.dmn.model import (
    Boxed,
    Conditional,
    Decision,
    Diagram,
    Element,
    FilterExpression,
    InputData,
    ItemDefinition,
    Iterator_,
    Knowledge,
    KnowledgeSource,
    Model,
    Reference,
    Requirement,
    Service,
    parts_of,
)
from engine.interchange.layout import layout, line_id
from engine.interchange.xml_boxed_writer import boxed, named, sub, texted, variable
from engine.interchange.xml_ids import mend_ids
from engine.interchange.xml_kept import restore
from engine.interchange.xml_reader import diagram_of
from engine.language import _
from engine.source import DefinitionError, Problem

_VERSIONS: Final = {"1.3": "20191111", "1.5": "20230324"}
_DC: Final = "http://www.omg.org/spec/DMN/20180521/DC/"
_DI: Final = "http://www.omg.org/spec/DMN/20180521/DI/"
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS: Final = {
    "decision": ("informationRequirement", "requiredDecision"),
    "input": ("informationRequirement", "requiredInput"),
    "knowledge": ("knowledgeRequirement", "requiredKnowledge"),
    "authority": ("authorityRequirement", "requiredAuthority"),
}


class WrittenModel(NamedTuple):
    """The XML text of a model, and what its source had that could not be kept as it was."""

    text: str
    dropped: tuple[Problem, ...]


def write(model: Model) -> str:
    """Return the XML text of a model, with a drawing of all of it.

    Raises:
        DefinitionError: a text has a character that XML cannot hold, or a table no output.
    """
    return written(model).text


def written(model: Model) -> WrittenModel:
    """Return the same, with what the model's source had and the text has not.

    Raises:
        DefinitionError: a text has a character that XML cannot hold, or a table no output.
    """
    version = _VERSIONS["1.5" if _is_late(model) else "1.3"]
    base = f"https://www.omg.org/spec/DMN/{version}"
    root = ET.Element(
        "definitions",
        {
            "xmlns": f"{base}/MODEL/",
            "xmlns:dmndi": f"{base}/DMNDI/",
            "xmlns:dc": _DC,
            "xmlns:di": _DI,
            "id": model.id or "definitions",
            "name": model.name,
            "namespace": model.namespace,
        },
    )
    writer = _ModelWriter(model)
    writer.definitions(root)
    writer.drawing(root)
    dropped = [*_restored(root, model), *mend_ids(root)]
    ET.indent(root)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
    found = _UNWRITABLE.search(text)
    if found:
        message = _("the character U+{code:04X} cannot stand in XML; remove it")
        raise DefinitionError([Problem("character", message.format(code=ord(found.group())))])
    return WrittenModel(text, tuple(dropped))


def _restored(root: ET.Element, model: Model) -> list[Problem]:
    """Put back what the model's source had; its drawings only where nobody moved anything."""
    if model.source is None:
        return []
    return restore(root, model.source, drawn=diagram_of(model.source) == model.diagram)


class _ModelWriter:
    def __init__(self, model: Model) -> None:
        self._model = model

    def definitions(self, root: ET.Element) -> None:
        model = self._model
        _described(root, model.description)
        for one in model.imports:
            sub(
                root,
                "import",
                id=one.id,
                name=one.name,
                namespace=one.namespace,
                importType=one.type,
                locationURI=one.location,
            )
        for item in model.items:
            _item(root, "itemDefinition", item)
        for element in model.elements:
            self._element(root, element)
        for note in model.notes:
            texted(sub(root, "textAnnotation", id=note.id), "text", note.text)
        for line in model.associations:
            drawn = sub(root, "association", id=line.id, associationDirection=line.direction)
            sub(drawn, "sourceRef", href=self._href(line.start))
            sub(drawn, "targetRef", href=self._href(line.end))

    def _element(self, root: ET.Element, element: Element) -> None:
        match element:
            case InputData():
                self._open(root, "inputData", element)
            case Decision():
                self._decision(root, element)
            case Knowledge():
                made = self._open(root, "businessKnowledgeModel", element)
                if element.logic:
                    named(boxed(made, element.logic), "encapsulatedLogic")
                self._requirements(made, element.id, element.requirements)
            case Service():
                self._service(root, element)
            case KnowledgeSource():
                made = sub(
                    root,
                    "knowledgeSource",
                    id=element.id,
                    name=element.name,
                    label=element.label,
                    locationURI=element.location,
                )
                _described(made, element.description)
                self._requirements(made, element.id, element.requirements)
                texted(made, "type", element.type)

    def _open(
        self, root: ET.Element, tag: str, element: InputData | Decision | Knowledge | Service
    ) -> ET.Element:
        name = element.name or element.variable.name
        made = sub(root, tag, id=element.id, name=name, label=element.label)
        _described(made, element.description)
        if isinstance(element, Decision):
            texted(made, "question", element.question)
            texted(made, "allowedAnswers", element.answers)
        variable(made, "variable", element.variable)
        return made

    def _decision(self, root: ET.Element, element: Decision) -> None:
        made = self._open(root, "decision", element)
        self._requirements(made, element.id, element.requirements)
        if element.expression:
            boxed(made, element.expression)

    def _service(self, root: ET.Element, element: Service) -> None:
        made = self._open(root, "decisionService", element)
        for tag, references in (
            ("outputDecision", element.outputs),
            ("encapsulatedDecision", element.encapsulated),
            ("inputDecision", element.input_decisions),
            ("inputData", element.input_data),
        ):
            for one in references:
                sub(made, tag, href=self._href(one))

    def _requirements(
        self, made: ET.Element, owner: str, requirements: tuple[Requirement, ...]
    ) -> None:
        for one in requirements:
            outer, inner = _KINDS[one.kind]
            if one.kind == "authority":
                inner = self._authority(one.target)
            sub(sub(made, outer, id=line_id(owner, one)), inner, href=self._href(one.target))

    def _authority(self, target: Reference) -> str:
        found = next((one for one in self._model if one.id == target[1]), None)
        if target[0] == self._model.namespace and isinstance(found, Decision):
            return "requiredDecision"
        if target[0] == self._model.namespace and isinstance(found, InputData):
            return "requiredInput"
        return "requiredAuthority"

    def _href(self, reference: Reference) -> str:
        own = reference[0] == self._model.namespace
        return f"#{reference[1]}" if own else f"{reference[0]}#{reference[1]}"

    def drawing(self, root: ET.Element) -> None:
        drawing: Diagram = layout(self._model)
        holder = sub(sub(root, "dmndi:DMNDI"), "dmndi:DMNDiagram", id=drawing.id or "diagram")
        if drawing.name:
            holder.set("name", drawing.name)
        services = {one.id for one in self._model if isinstance(one, Service)}
        for name, bounds in drawing.shapes.items():
            shape = sub(holder, "dmndi:DMNShape", id=f"shape_{name}", dmnElementRef=name)
            place = {key: _figure(getattr(bounds, key)) for key in ("x", "y", "width", "height")}
            sub(shape, "dc:Bounds", **place)
            if name in drawing.dividers:
                self._divider(shape, drawing, name)
            elif name in services:
                shape.set("isCollapsed", "true")
        for name, points in drawing.lines.items():
            edge = sub(holder, "dmndi:DMNEdge", id=f"edge_{name}", dmnElementRef=name)
            for x, y in points:
                sub(edge, "di:waypoint", x=_figure(x), y=_figure(y))

    def _divider(self, shape: ET.Element, drawing: Diagram, name: str) -> None:
        bounds, y = drawing.shapes[name], drawing.dividers[name]
        line = sub(shape, "dmndi:DMNDecisionServiceDividerLine")
        for x in (bounds.x, bounds.x + bounds.width):
            sub(line, "di:waypoint", x=_figure(x), y=_figure(y))


def _described(made: ET.Element, description: str) -> None:
    texted(made, "description", description)


def _item(root: ET.Element, tag: str, item: ItemDefinition) -> None:
    made = sub(root, tag, id=item.id, name=item.name, label=item.label)
    if item.is_collection:
        made.set("isCollection", "true")
    _described(made, item.description)
    texted(made, "typeRef", item.type)
    for name, cell in (("allowedValues", item.allowed), ("typeConstraint", item.constraint)):
        if cell:
            texted(sub(made, name), "text", cell.text)
    for one in item.components:
        _item(made, "itemComponent", one)
    if item.parameters is not None:
        function = sub(made, "functionItem", outputTypeRef=item.result)
        for one_parameter in item.parameters:
            variable(function, "parameters", one_parameter)


def _figure(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _is_late(model: Model) -> bool:
    """Return whether a model has what DMN 1.3 has no element for."""
    if any(_has_constraint(item) for item in model.items):
        return True
    waiting: list[Boxed | None] = [
        one.expression if isinstance(one, Decision) else one.logic
        for one in model
        if isinstance(one, Decision | Knowledge)
    ]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Conditional | FilterExpression | Iterator_):
            return True
        waiting += parts_of(one) if one else ()
    return False


def _has_constraint(item: ItemDefinition) -> bool:
    return item.constraint is not None or any(map(_has_constraint, item.components))
