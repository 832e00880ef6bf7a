"""What a model has no field for, put back when it is written: nothing is lost in silence.

``restore`` goes through the XML as it was read and as it will be written, side by side. Vendors'
attributes, labels, extension elements, organisation units, performance indicators and the drawings
(every diagram, colours, styles) go back as they were; what cannot stand in the XML is returned.
"""

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from engine.interchange.table_notes import NAMESPACE
from engine.interchange.xml_source import SCHEMA, Element
from engine.language import _
from engine.source import Problem

_KEPT_ATTRIBUTES: Final = frozenset(
    {
        "id",
        "label",
        "exporter",
        "exporterVersion",
        "typeLanguage",
        "expressionLanguage",
        "textFormat",
    }
)
_BUSINESS: Final = frozenset({"elementCollection", "performanceIndicator", "organizationUnit"})
_GOALS: Final = (
    *("supportedObjective", "impactedPerformanceIndicator", "decisionMaker", "decisionOwner"),
    *("usingProcess", "usingTask"),
)
_ORDER: Final[dict[str, tuple[frozenset[str], ...]]] = {
    "definitions": (
        frozenset({"import"}),
        frozenset({"itemDefinition"}),
        frozenset({"inputData", "decision", "businessKnowledgeModel", "knowledgeSource"})
        | {"decisionService"},
        frozenset({"textAnnotation", "association", "group"}),
        frozenset({"elementCollection"}),
        _BUSINESS - {"elementCollection"},
        frozenset({"dmndi:DMNDI"}),
    ),
    "decision": tuple(
        frozenset({name})
        for name in (
            *("question", "allowedAnswers", "variable"),
            *("informationRequirement", "knowledgeRequirement", "authorityRequirement"),
            *_GOALS,
        )
    ),
    "knowledgeSource": tuple(
        frozenset({name}) for name in ("authorityRequirement", "type", "owner")
    ),
}
"""The children of elements in the order of the schema; what is not named comes last."""
_FIRST: Final = ("description", "extensionElements")
_NEVER_WRITTEN: Final = frozenset({"extensionElements", "group", "owner", *_BUSINESS, *_GOALS})
_DRAWING: Final = "DMNDI"
_NOT_EARLY: Final = frozenset({"useAlternativeInputDataShape"})


def restore(made: ET.Element, source: Element, *, drawn: bool) -> list[Problem]:
    """Put back into a document what its source has and it has not; return what is dropped.

    ``drawn`` says whether the drawings of the source still hold.
    """
    restoring = _Restoring(source)
    restoring.element(made, source)
    if drawn:
        restoring.drawing(made, source)
    for namespace, prefix in restoring.used.items():
        made.set(f"xmlns:{prefix}", namespace)
    return restoring.dropped


class _Restoring:
    def __init__(self, root: Element) -> None:
        self._own = root.namespace
        self._prefixes = root.prefixes
        self.used: dict[str, str] = {}
        self._ids: set[str | None] = set()
        self.dropped: list[Problem] = []

    def element(self, made: ET.Element, source: Element) -> None:
        self._attributes(made, source)
        for child, found in list(_pairs(made, source)):
            if found is not None:
                self.element(found, child)
            elif child.name in _NEVER_WRITTEN and child.namespace == self._own:
                self._put_back(made, child)
            elif child.namespace != self._own and child.name != _DRAWING:
                self._drop(child)
        _sort(made)

    def _attributes(self, made: ET.Element, source: Element) -> None:
        for name, value in source.attributes.items():
            if name in _KEPT_ATTRIBUTES and name not in made.attrib and value:
                made.set(name, value)
        for name, value in source.foreign.items():
            made.set(self._named(*name.split(" ", 1)), value)

    def _named(self, namespace: str, name: str) -> str:
        if not namespace or namespace == self._own:
            return name
        if namespace not in self.used:
            wished = self._prefixes.get(namespace, "ns")
            taken = {"dmndi", "dc", "di", "consort", "xml", *self.used.values()}
            prefix, number = wished, 1
            while prefix in taken:
                number += 1
                prefix = f"{wished}{number}"
            self.used[namespace] = prefix
        return f"{self.used[namespace]}:{name}"

    def _put_back(self, made: ET.Element, source: Element) -> None:
        own_notes = source.name == "extensionElements"
        children = [one for one in source.children if one.namespace != NAMESPACE]
        if own_notes and not children:
            return
        into = made.find("extensionElements") if own_notes else None
        if into is None:
            into = ET.SubElement(made, self._named(source.namespace, source.name))
            self._copied(into, source)
        for child in children:
            self._copy(into, child)

    def _copy(self, parent: ET.Element, source: Element) -> None:
        copied = ET.SubElement(parent, self._named(source.namespace, source.name))
        self._copied(copied, source)
        for child in source.children:
            self._copy(copied, child)

    def _copied(self, made: ET.Element, source: Element) -> None:
        for name, value in source.attributes.items():
            made.set(self._named(*name.rsplit(" ", 1)) if " " in name else name, value)
        for name, value in source.foreign.items():
            made.set(self._named(*name.split(" ", 1)), value)
        made.text = source.text.strip() or None

    def _drop(self, source: Element) -> None:
        message = _("{name!r} cannot be kept when the model is written")
        self.dropped.append(Problem("dropped", message.format(name=source.name), source.span))

    # -- drawings

    def drawing(self, made: ET.Element, source: Element) -> None:
        """Put the drawings back as they were, where all that they show is still there."""
        holder, drawn = source.first(_DRAWING), made.find(f"dmndi:{_DRAWING}")
        if holder is None or drawn is None:
            return
        shapes = set(drawn.iter())
        ids = {one.get("id") for one in made.iter() if one.get("id") and one not in shapes}
        shown = (one.get("dmnElementRef").rpartition(":")[2] for one in _below(holder))
        if not {one for one in shown if one} <= ids:
            return  # the model was changed since: the drawing was made anew
        base = drawn.tag
        self._ids = ids
        drawn.clear()
        drawn.tag = base
        for child in holder.children:
            self._draw(drawn, child)

    def _draw(self, parent: ET.Element, source: Element) -> None:
        prefix = _drawn_prefix(source.namespace)
        name = f"{prefix}:{source.name}" if prefix else self._named(source.namespace, source.name)
        drawn = ET.SubElement(parent, name)
        for key, value in source.attributes.items():
            if key in _NOT_EARLY:
                self._drop(source)
            elif not key.startswith(SCHEMA) and not (key == "id" and self._is_taken(value)):
                drawn.set(key, value)
        for key, value in source.foreign.items():
            drawn.set(self._named(*key.split(" ", 1)), value)
        if source.text.strip():
            drawn.text = source.text
        for child in source.children:
            self._draw(drawn, child)

    def _is_taken(self, id_: str) -> bool:
        """Return whether an id of the drawings came before; two are more than XML allows."""
        taken = id_ in self._ids
        self._ids.add(id_)
        return taken


def _drawn_prefix(namespace: str) -> str:
    """Return the prefix under which this writer declares a namespace of drawings."""
    for part, prefix in (("/DMNDI/", "dmndi"), ("/DC/", "dc"), ("/DI/", "di")):
        if namespace.endswith(part):
            return prefix
    return ""


def _below(element: Element) -> Iterator[Element]:
    for child in element.children:
        yield child
        yield from _below(child)


def _pairs(made: ET.Element, source: Element) -> Iterator[tuple[Element, ET.Element | None]]:
    """Yield each child of the source with what it became: by its id, else by its place."""
    by_id = {one.get("id"): one for one in made if one.get("id")}
    places: dict[str, list[ET.Element]] = {}
    for one in made:
        places.setdefault(one.tag, []).append(one)
    seen: dict[str, int] = {}
    for child in source.children:
        at = seen[child.name] = seen.get(child.name, -1) + 1
        same = places.get(child.name, [])
        nth = same[at] if at < len(same) else None
        found = by_id.get(child.get("id"), nth)
        fits = found is not None and found.tag == child.name and _same_id(found, child)
        yield child, found if fits else None


def _same_id(made: ET.Element, source: Element) -> bool:
    ids = {made.get("id") or source.get("id"), source.get("id") or made.get("id")}
    return len(ids) == 1


def _sort(made: ET.Element) -> None:
    """Put the children in the order of the schema, those of one place as they stand."""
    ranks = {name: at for at, name in enumerate(_FIRST)}
    for at, names in enumerate(_ORDER.get(made.tag, ()), len(ranks)):
        ranks |= dict.fromkeys(names, at)
    last = len(ranks)
    made[:] = sorted(made, key=lambda one: ranks.get(one.tag, last))
