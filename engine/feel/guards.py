"""What generated code stands on: leaves read and tested once, and what its globals hold.

Names and constants of the author's text become values of the generated function's globals and never
part of its source.

Facts are FEEL values, or plain Python (``engine.feel.raw``). A leaf is then read raw: as code that
looks at it may find it, converted only where its value is computed with or comes out.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from engine.feel import ast, raw
from engine.feel.ast import Node
from engine.feel.guesses import BOOLEAN, NUMBER, STRING, is_leaf
from engine.feel.numbers import LIMIT
from engine.feel.values import Value

SIMPLE: Final = """
def {name}({names}): return {body}
"""
COMPUTING: Final = """
def {name}({names}):
    c = CONTEXT()
    if c is not FEEL: SET(FEEL)
    try: return {body}
    finally:
        if c is not FEEL: SET(c)
"""
_STRICTER: Final = {
    NUMBER: ("sized",),
    f"{NUMBER} or null": ("sized", NUMBER),
    f"{STRING} or null": (STRING,),
    f"{BOOLEAN} or null": (BOOLEAN,),
    "comparable": ("sized", NUMBER),
    "comparable or null": ("sized", NUMBER, "comparable"),
    "value": ("sized", NUMBER, STRING, BOOLEAN),
    "present": ("value", "sized", NUMBER, STRING, BOOLEAN),
}


class Unsupported(Exception):  # never leaves engine.feel.generate
    """There is no code for a node."""


class TooLarge(Exception):  # never leaves engine.feel.generate
    """Whole numbers of the size allowed for leaves could leave the 34 digits."""


class Guards:
    """The leaves of one expression; ``size`` is how large an int in arithmetic may be.

    ``names`` are the variables of loops, ``item`` that of a filter, ``guarded`` the leaves already
    tested, ``constants`` the globals of the function to be.
    """

    def __init__(self, size: int, *, plain: bool) -> None:
        self.size = size
        self.plain = plain
        self.guarded: dict[tuple[str, str], str] = {}
        self.names: dict[str, str] = {}
        self._strings: dict[str, str] = {}
        self.item: str | None = None
        self._variables = 0
        self.constants: dict[str, Any] = {}
        self.computes = False
        self.asides: list[str] = []

    def leaf(self, node: Node) -> str:
        """Return code for a name or a path from one, whatever its value, not converted.

        Raises:
            Unsupported: for any other node.
        """
        if isinstance(node, ast.Path):
            if not is_leaf(node):
                raise Unsupported
            return self.member(self.leaf(node.source), node.name)
        if not isinstance(node, ast.Name):
            raise Unsupported
        return self._name(node)

    def member(self, code: str, name: str) -> str:
        """Return code for a member of what other code gives; plain facts are asked with care."""
        key = self.constant(name)
        if not self.plain:
            return f"{code}[{key}]"
        v = self.variable()
        return f"({v}[{key}] if ({v} := {code}).__class__ is dict else STEP({v}, {key}))"

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
        item, dicts = self.item, f"{self.item}.__class__ is dict"
        if not node.known:
            entry = f"{item}[{key}]"
            return f"({entry} if {dicts} else ENTRY({item}, {key}))" if self.plain else entry
        outer = f"f[{key}] if {dicts} else OUT({item}, {key}, f)"
        return f"({item}[{key}] if {dicts} and {key} in {item} else {outer})"

    def guard(self, node: Node, kind: str) -> str:
        """Return code for a leaf that leaves unless it has the kind; once tested it is free."""
        code, place = self.leaf(node), self._place(node)
        known = self.guarded.get((place, kind))
        for stricter in _STRICTER.get(kind, ()):
            known = known or self.guarded.get((place, stricter))
        if known is not None:
            return self._held(known, kind)
        variable = self.variable()
        self.guarded[place, kind] = variable
        return self._tested(code, kind, variable)

    def _place(self, node: Node) -> str:
        """Return what tells a leaf from others: the code of its name, and the members."""
        if isinstance(node, ast.Path):
            return f"{self._place(node.source)}[{self.constant(node.name)}]"
        return self.leaf(node)

    def check(self, code: str, kind: str) -> str:
        """Return code that leaves unless the value of other code has the kind."""
        return self._tested(code, kind, self.variable())

    def _tested(self, code: str, kind: str, variable: str) -> str:
        if self.plain:
            self.computes = self.computes or kind == "sized"
            return raw.tested(code, kind, variable, self.size)
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
        return f"({self._held(variable, kind)} if {test} else M())"

    @contextmanager
    def branch(self) -> Iterator[None]:
        """Forget afterwards what was guarded inside code that may not run."""
        before = dict(self.guarded)
        yield
        self.guarded = before

    def aside(self, make: Callable[[], str], *, computes: bool, given: Sequence[str] = ()) -> str:
        """Return a call of a function of its own with the code that ``make`` gives.

        It sees the variables of the loops around and those ``given``.
        """
        guarded, outer = self.guarded, self.computes
        self.guarded = {}
        code = make()
        self.guarded, self.computes = guarded, outer
        name = f"X{len(self.asides)}"
        loop = dict.fromkeys([*self.names.values(), *([self.item] if self.item else [])])
        names = ", ".join(dict.fromkeys(["f", *loop, *given]))
        shape = COMPUTING if computes else SIMPLE
        self.asides.append(shape.format(name=name, names=names, body=code))
        return f"{name}({names})"

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

    def _held(self, variable: str, kind: str) -> str:
        return f"{variable}.ordinal" if kind == "day" and not self.plain else variable

    def shared(self, value: Any) -> str:
        """Return the name of a value that becomes a global of the generated function."""
        name = f"K{len(self.constants)}"
        self.constants[name] = value
        return name
