"""Item definitions of a model as types of FEEL (DMN 1.5, 7.3.2 and 10.3.2.9)."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from engine.dmn.cell_texts import placed
from engine.dmn.model import ItemDefinition, Model
from engine.dmn.table import Cell
from engine.feel import Scope, Type, compile, parse  # noqa: A004  # the surface's name
from engine.feel.types import ANY, SIMPLE, Constrained, ContextOf, FunctionOf, ListOf
from engine.language import _
from engine.source import DefinitionError, Problem

_DEEPEST: Final = 50
_LARGEST: Final = 5_000  # types inside a type; one that is larger lets everything pass


class Types:
    """The types a model may name: its own, and those of its imports under their prefixes."""

    def __init__(self, model: Model, imported: Sequence[tuple[str, "Types"]]) -> None:
        self._items = {item.name: item for item in model.items}
        self._imported = imported
        self._made: dict[str, Type] = {}
        self._open: set[str] = set()
        self._sizes: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.known: dict[str, Type] = {}
        for name in self._items:
            self.known[name] = self.named(name)
        for prefix, types in imported:
            for name, kind in types.known.items():
                self.known[f"{prefix}.{name}" if prefix else name] = kind

    def named(self, name: str) -> Type:
        """Return the type that a reference names; any value is of a type nobody knows."""
        if not name:
            return ANY
        if name in self._items:
            return self._own(name)
        found = self._foreign(name) or SIMPLE.get(name)
        if found is None and ":" in name:
            return self.named(name.partition(":")[2])
        return found if found is not None else ANY

    def knows(self, name: str) -> bool:
        """Return whether a reference to a type leads anywhere."""
        if not name or name in self._items or name in SIMPLE or self._foreign(name) is not None:
            return True
        return ":" in name and self.knows(name.partition(":")[2])

    def _foreign(self, name: str) -> Type | None:
        for prefix, types in self._imported:
            if not prefix:
                found = types.known.get(name)
            elif name.startswith(f"{prefix}."):
                found = types.known.get(name.removeprefix(f"{prefix}."))
            else:
                continue
            if found is not None:
                return found
        return None

    def _own(self, name: str) -> Type:
        found = self._made.get(name)
        if found is not None:
            return found
        if name in self._open or len(self._open) > _DEEPEST:
            return ANY  # a type that contains itself is checked one level deep
        self._open.add(name)
        made = self._item(self._items[name])
        self._open.discard(name)
        self._sizes[name] = 1 + self._size(self._items[name])
        self._made[name] = made if self._sizes[name] <= _LARGEST else ANY
        return self._made[name]

    def _size(self, item: ItemDefinition) -> int:
        """Return how many types an item has inside it, those of other items counted again."""
        own = self._sizes.get(item.type, 0)
        return own + sum(1 + self._size(one) for one in item.components)

    def _item(self, item: ItemDefinition) -> Type:
        kind = self._base(item)
        if item.is_collection:
            kind = ListOf(self._constrained(kind, item.allowed))
        else:
            kind = self._constrained(kind, item.allowed)
        return self._constrained(kind, item.constraint)

    def _base(self, item: ItemDefinition) -> Type:
        if item.components:
            return ContextOf(tuple((one.name, self._item(one)) for one in item.components))
        if item.parameters is not None:
            parameters = tuple(self.named(one.type) for one in item.parameters)
            return FunctionOf(parameters, self.named(item.result))
        return self.named(item.type)

    def _constrained(self, kind: Type, cell: Cell | None) -> Type:
        if cell is None:
            return kind
        try:
            return Constrained(kind, allows(cell), cell.text)
        except DefinitionError as error:
            self.problems += error.problems
            return kind


def allows(cell: Cell) -> Callable[[Any], bool]:
    """Return the test that the unary tests of a constraint are.

    Raises:
        DefinitionError: the text is not FEEL.
    """
    test = compile(parse(placed(cell, _("allowed values")), Scope(()), unary=True))
    return lambda value: test({"?": value}) is True
