"""Where the shapes and lines of a requirements diagram stand (DMN 1.5, clause 13).

A drawing that came with a model is kept, and only what it lacks is placed, below it. A new one
has layers: what nothing else needs at the top, inputs at the bottom, and in each layer what belongs
together side by side. A line that crosses a layer has a place of its own there, so that it does
not run through a shape.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from engine.dmn.model import (
    Association,
    Bounds,
    Decision,
    Diagram,
    Element,
    InputData,
    Knowledge,
    Model,
    Note,
    Requirement,
    Service,
)

Point: TypeAlias = tuple[float, float]
Slot: TypeAlias = tuple[str, str]
"""What stands in a layer: the id of an element, or of a line (second) that passes through."""

_HEIGHT: Final = 80
_WIDTHS: Final[dict[type, int]] = {
    Decision: 180,
    InputData: 150,
    Knowledge: 150,
    Service: 180,
    Note: 200,
}
_OTHER: Final = 140
_GAP: Final = 40
_ROW: Final = 160
_MARGIN: Final = 40
_PASSING: Final = 20
_SWEEPS: Final = 6
_COLUMNS: Final = 6


def layout(model: Model) -> Diagram:
    """Return a drawing of every element and requirement of a model."""
    lines = list(lines_of(model))
    things: list[Element | Note] = [*model.elements, *model.notes]
    old = model.diagram or Diagram()
    shapes = {one.id: old.shapes[one.id] for one in things if one.id in old.shapes}
    free = [one for one in lines if not {one[1], one[2]} & shapes.keys()]
    joined = {end for one in free for end in one[1:]}
    missing = [one for one in things if one.id not in shapes]
    new = _Layers([one for one in missing if one.id in joined], free)
    shapes |= new.shapes(_below(shapes))
    shapes |= _grid([one for one in missing if one.id not in joined], _below(shapes))
    routes = new.routes(shapes)
    drawn = {
        line: old.lines.get(line) or routes.get(line) or _straight(shapes[start], shapes[end])
        for line, start, end in lines
    }
    ordered = {one.id: shapes[one.id] for one in things}
    dividers = {key: place for key, place in old.dividers.items() if key in shapes}
    return Diagram(ordered, drawn, dividers, old.id, old.name)


def lines_of(model: Model) -> Iterable[tuple[str, str, str]]:
    """Yield id, start and end of every line whose both ends are elements of the model."""
    own = {one.id for one in (*model.elements, *model.notes)}
    ends: list[tuple[str, tuple[str, str], tuple[str, str]]] = []
    for element in model.elements:
        here = (model.namespace, element.id)
        requirements: tuple[Requirement, ...] = getattr(element, "requirements", ())
        ends += [(line_id(element.id, one), one.target, here) for one in requirements]
    associations: tuple[Association, ...] = model.associations
    ends += [(one.id, one.start, one.end) for one in associations]
    for line, start, end in ends:
        both = {start[0], end[0]} == {model.namespace} and {start[1], end[1]} <= own
        if both and start != end:
            yield line, start[1], end[1]


def line_id(element: str, requirement: Requirement) -> str:
    """Return the id of a requirement, or one made of its ends."""
    return requirement.id or f"{element}_requires_{requirement.target[1]}"


def _below(shapes: Mapping[str, Bounds]) -> float:
    return max((one.y + one.height for one in shapes.values()), default=0.0) + _MARGIN


def _grid(things: Sequence[Element | Note], top: float) -> dict[str, Bounds]:
    """Return places side by side and row by row for what nothing is joined to."""
    wide = max(_WIDTHS.values()) + _GAP
    return {
        one.id: Bounds(
            _MARGIN + at % _COLUMNS * wide,
            top + at // _COLUMNS * (_HEIGHT + _GAP),
            _width(one),
            _HEIGHT,
        )
        for at, one in enumerate(things)
    }


def _width(thing: Element | Note) -> int:
    return _WIDTHS.get(type(thing), _OTHER)


class _Layers:
    """Shapes in layers, the bottom one first."""

    def __init__(
        self, things: Sequence[Element | Note], lines: Sequence[tuple[str, str, str]]
    ) -> None:
        self._widths = {one.id: _width(one) for one in things}
        self._lines = lines
        self._rank = self._ranks()
        self._chains = {line: self._chain(line, start, end) for line, start, end in lines}
        self._layers: list[list[Slot]] = [[] for _rank in range(self._height())]
        for name, rank in self._rank.items():
            self._layers[rank].append((name, ""))
        for chain in self._chains.values():
            for rank, slot in enumerate(chain, self._rank[chain[0][0]]):
                if slot[1]:
                    self._layers[rank].append(slot)
        self._order()

    def shapes(self, top: float) -> dict[str, Bounds]:
        """Return where the shapes stand, the highest at ``top``."""
        found: dict[str, Bounds] = {}
        self._places: dict[Slot, Point] = {}
        widths = [sum(self._width(slot) + _GAP for slot in layer) for layer in self._layers]
        for rank, layer in enumerate(self._layers):
            x = _MARGIN + (max(widths) - widths[rank]) / 2
            y = top + (len(self._layers) - 1 - rank) * _ROW
            for slot in layer:
                width = self._width(slot)
                self._places[slot] = (x + width / 2, y)
                if not slot[1]:
                    found[slot[0]] = Bounds(x, y, width, _HEIGHT)
                x += width + _GAP
        return found

    def routes(self, shapes: Mapping[str, Bounds]) -> dict[str, tuple[Point, ...]]:
        """Return the lines from the top of one shape to the bottom of another."""
        found = {}
        for line, chain in self._chains.items():
            start, end = shapes[chain[0][0]], shapes[chain[-1][0]]
            if self._rank[chain[0][0]] >= self._rank[chain[-1][0]]:
                continue
            passed = [self._places[slot] for slot in chain[1:-1]]
            between = [(x, y + down) for x, y in passed for down in (_HEIGHT, 0)]
            found[line] = (
                (start.x + start.width / 2, start.y),
                *between,
                (end.x + end.width / 2, end.y + end.height),
            )
        return found

    def _ranks(self) -> dict[str, int]:
        """Return the layer of each thing: one above the highest that it needs."""
        ranks = dict.fromkeys(self._widths, 0)
        for _round in range(len(ranks)):
            changed = False
            for _line, start, end in self._lines:
                if ranks[end] <= ranks[start] < len(ranks) - 1:
                    ranks[end] = ranks[start] + 1
                    changed = True
            if not changed:
                break
        return ranks

    def _height(self) -> int:
        return max(self._rank.values(), default=0) + 1

    def _chain(self, line: str, start: str, end: str) -> list[Slot]:
        between = range(self._rank[start] + 1, self._rank[end])
        return [(start, ""), *((f"{rank}", line) for rank in between), (end, "")]

    def _width(self, slot: Slot) -> int:
        return _PASSING if slot[1] else self._widths[slot[0]]

    def _order(self) -> None:
        """Bring neighbours together: each slot moves to the middle of those it is joined to."""
        joined: dict[Slot, list[Slot]] = {}
        for chain in self._chains.values():
            for lower, upper in pairwise(chain):
                joined.setdefault(lower, []).append(upper)
                joined.setdefault(upper, []).append(lower)
        for sweep in range(_SWEEPS):
            places = {
                slot: (at + 0.5) / len(layer)
                for layer in self._layers
                for at, slot in enumerate(layer)
            }
            for layer in self._layers if sweep % 2 else reversed(self._layers):
                layer.sort(key=lambda slot: _middle(slot, joined, places))
                for at, slot in enumerate(layer):
                    places[slot] = (at + 0.5) / len(layer)


def _middle(
    slot: Slot, joined: Mapping[Slot, Sequence[Slot]], places: Mapping[Slot, float]
) -> float:
    near = joined.get(slot, ())
    return sum(places[one] for one in near) / len(near) if near else places[slot]


def _straight(start: Bounds, end: Bounds) -> tuple[Point, Point]:
    """Return a line between the nearest sides of two shapes."""
    if end.y + end.height <= start.y:
        return _across(start, 0.5, 0.0), _across(end, 0.5, 1.0)
    if start.y + start.height <= end.y:
        return _across(start, 0.5, 1.0), _across(end, 0.5, 0.0)
    if start.x < end.x:
        return _across(start, 1.0, 0.5), _across(end, 0.0, 0.5)
    return _across(start, 0.0, 0.5), _across(end, 1.0, 0.5)


def _across(shape: Bounds, right: float, down: float) -> Point:
    return shape.x + shape.width * right, shape.y + shape.height * down
