"""What generated code stands on: leaves read and tested once, and what its globals hold.

Names and constants of the author's text become values of the generated function's globals and never
part of its source.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, Final, NoReturn

from engine.feel import ast, operators
from engine.feel.ast import Node
from engine.feel.budget import METER, Budget, Meter
from engine.feel.calls import invoke
from engine.feel.guesses import BOOLEAN, NUMBER, STRING, is_leaf
from engine.feel.numbers import FEEL, LIMIT, NUMBERS
from engine.feel.temporal import Date
from engine.feel.values import Function, Unfit, Value, passes

_STRICTER: Final = {
    NUMBER: ("sized",),
    f"{NUMBER} or null": ("sized", NUMBER),
    f"{STRING} or null": (STRING,),
    f"{BOOLEAN} or null": (BOOLEAN,),
}


class Unsupported(Exception):  # never leaves engine.feel.generate
    """There is no code for a node."""


class TooLarge(Exception):  # never leaves engine.feel.generate
    """Whole numbers of the size allowed for leaves could leave the 34 digits."""


class Miss(Exception):  # never leaves the generated function
    """A guess about a value was wrong."""


def _miss() -> NoReturn:
    raise Miss


def _sure(found: bool | None) -> bool:  # noqa: FBT001 - called by generated code, by position
    if found is None:
        raise Miss
    return found


def _list(value: Value) -> list[Value]:
    if type(value) is not list:
        raise Miss
    return value


def _at(value: Value, position: int) -> Value:
    if type(value) is not list or not 0 < abs(position) <= len(value):
        raise Miss
    return value[position - 1 if position > 0 else position]


def caller(budget: Budget | None) -> Callable[..., Value]:
    """Return how generated code calls a built-in: within a budget, like the closures."""

    def called(function: Function, *arguments: Value) -> Value:
        outer = METER.get()
        before = METER.set(Meter(budget) if outer is None else outer)
        try:
            return invoke(function, arguments)
        except Unfit:
            raise Miss from None
        finally:
            METER.reset(before)

    return called


SPACE: Final[dict[str, Any]] = {
    "__builtins__": {},
    "M": _miss,
    "T": _sure,
    "L": _list,
    "AT": _at,
    "MEMBER": operators.member,
    "N": NUMBERS,
    "D": Decimal,
    "DATE": Date,
    "DIV": FEEL.divide,
    "PASSES": passes,
    "int": int,
    "str": str,
    "bool": bool,
    "dict": dict,
    "len": len,
    "all": all,
    "any": any,
}


class Guards:
    """The leaves of one expression; ``size`` is how large an int in arithmetic may be.

    ``names`` are the variables of loops, ``item`` that of a filter, ``guarded`` the leaves already
    tested, ``constants`` the globals of the function to be.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.guarded: dict[tuple[str, str], str] = {}
        self.names: dict[str, str] = {}
        self._strings: dict[str, str] = {}
        self.item: str | None = None
        self._variables = 0
        self.constants: dict[str, Any] = {}
        self.computes = False

    def leaf(self, node: Node) -> str:
        """Return code for a name or a path from one, whatever its value.

        Raises:
            Unsupported: for any other node.
        """
        if isinstance(node, ast.Path):
            if not is_leaf(node):
                raise Unsupported
            return f"{self.leaf(node.source)}[{self.constant(node.name)}]"
        if not isinstance(node, ast.Name):
            raise Unsupported
        return self._name(node)

    def _name(self, node: ast.Name) -> str:
        if node.name in self.names:
            return self.names[node.name]
        if self.item and node.name == "item":
            item = self.item
            held = f"{item}.__class__ is dict and 'item' in {item}"
            return f"({item}['item'] if {held} else {item})"
        if node.builtin:
            raise Unsupported
        key = self.constant(node.name)
        if self.item is None:
            return f"f[{key}]"
        if not node.known:
            return f"{self.item}[{key}]"
        held = f"{self.item}.__class__ is dict and {key} in {self.item}"
        return f"({self.item}[{key}] if {held} else f[{key}])"

    def guard(self, node: Node, kind: str) -> str:
        """Return code for a leaf that leaves unless it has the kind; once tested it is free."""
        code = self.leaf(node)
        known = self.guarded.get((code, kind))
        for stricter in _STRICTER.get(kind, ()):
            known = known or self.guarded.get((code, stricter))
        if known is not None:
            return _held(known, kind)
        variable = self.variable()
        self.guarded[code, kind] = variable
        return self._tested(code, kind, variable)

    def check(self, code: str, kind: str) -> str:
        """Return code that leaves unless the value of other code has the kind."""
        return self._tested(code, kind, self.variable())

    def _tested(self, code: str, kind: str, variable: str) -> str:
        held = f"({variable} := {code}).__class__"
        small = f"-{self.size} < {variable} < {self.size}"
        test = {
            NUMBER: f"{held} in N",
            "sized": f"{held} is D or {variable}.__class__ is int and {small}",
            STRING: f"{held} is str",
            BOOLEAN: f"{held} is bool",
            "day": f"{held} is DATE",
            f"{NUMBER} or null": f"{held} in N or {variable} is None",
            f"{STRING} or null": f"{held} is str or {variable} is None",
            f"{BOOLEAN} or null": f"{held} is bool or {variable} is None",
        }[kind]
        return f"({_held(variable, kind)} if {test} else M())"

    @contextmanager
    def branch(self) -> Iterator[None]:
        """Forget afterwards what was guarded inside code that may not run."""
        before = dict(self.guarded)
        yield
        self.guarded = before

    def variable(self) -> str:
        """Return a Python name that nothing else has."""
        self._variables += 1
        return f"v{self._variables}"

    def constant(self, value: Value) -> str:
        """Return code for a fixed value."""
        if value is None:
            return "None"
        if type(value) is int and 0 <= value < LIMIT:
            return str(value)
        if not isinstance(value, str):
            return self.shared(value)
        if value not in self._strings:
            self._strings[value] = self.shared(value)
        return self._strings[value]

    def shared(self, value: Any) -> str:
        """Return the name of a value that becomes a global of the generated function."""
        name = f"K{len(self.constants)}"
        self.constants[name] = value
        return name


def _held(variable: str, kind: str) -> str:
    return f"{variable}.ordinal" if kind == "day" else variable
