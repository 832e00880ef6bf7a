"""The room templates run in: sandboxed, plain data, every value escaped, nothing to reach out with.

``room`` is the only function that makes one; the type stays in here, and works while confined only.

* ``ImmutableSandboxedEnvironment``; names that are not declared are errors at their line;
* comments are ``{##`` ... ``##}``, because ``{#id}`` belongs to the dialect;
* a value printed is escaped, unless a macro or filter made it dialect text;
* only the filters listed here, and none that turns a part of the program into text;
* work is bounded by ``confinement``, and what that cannot stop by the worker.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import wraps
from types import BuiltinMethodType, MethodType
from typing import Any, Final, TypeAlias

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from engine.documents.blanks import Blank
from engine.documents.confinement import Confinement, confined, measured
from engine.documents.filters import FILTERS, FUNCTIONS, Session, part_of, printed, session_now
from engine.documents.labels import Labels
from engine.documents.template_folders import MACROS, Templates
from engine.language import _
from engine.source import NotFound

KEPT_FILTERS: Final = (
    "abs", "batch", "count", "d", "default", "dictsort", "groupby", "int", "items", "length",
    "list", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select",
    "selectattr", "slice", "sort", "sum", "unique",
)  # fmt: skip
TEXT_FILTERS: Final = (
    "capitalize", "lower", "replace", "string", "title", "trim", "truncate", "upper",
)  # fmt: skip
_FORMATS: Final = ("format", "format_map")
KEPT_GLOBALS: Final = ("range", "dict", "namespace")
LARGEST_PRODUCT: Final = 10_000
MOST_BITS: Final = 512


class Unknown(StrictUndefined):
    """A name that no contract declares: an error of the template, at its line."""


class _Code(CodeGenerator):
    """Jinja's compiler, with a ``~`` that escapes as this dialect needs."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write("environment.joined((")
        for inner in node.nodes:
            self.visit(inner, frame)
            self.write(", ")
        self.write("))")


class _Room(ImmutableSandboxedEnvironment):
    """The sandbox. Fields of records come before methods, and records have no methods."""

    code_generator_class = _Code
    intercepted_binops = frozenset({"*", "**", "%"})
    concat = staticmethod(measured)

    def __init__(self, inside: Confinement, **how: Any) -> None:
        inside.must_hold()
        self.inside = inside
        super().__init__(**how)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse, which folds constants and so runs parts of a template already."""
        self.inside.must_hold()
        return super()._parse(source, name, filename)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Refuse ``format``: it prints any part of the program it is given, with its address."""
        found = isinstance(value, MethodType | BuiltinMethodType) and value.__name__ in _FORMATS
        if found and isinstance(value.__self__, str):
            raise SecurityError(_("{operator} is not allowed here").format(operator="format"))
        return None

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a record."""
        if isinstance(obj, dict):
            return self.getitem(obj, attribute)
        if isinstance(obj, Blank) and obj.has(attribute):
            return obj.inner(attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item of a list or a field of a record; never an attribute."""
        if isinstance(argument, Blank):
            argument.noted()
            return argument
        if isinstance(obj, dict):
            return obj[argument] if argument in obj else self.undefined(obj=obj, name=argument)
        if isinstance(obj, Blank):
            return obj.inner(argument) if obj.has(argument) else obj[argument]
        return super().getitem(obj, argument)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply numbers of sane size; powers and ``%`` on texts are refused."""
        if operator == "**" or isinstance(left, str | list | tuple):
            raise SecurityError(_("{operator} is not allowed here").format(operator=operator))
        if operator == "*" and (_bits(left) + _bits(right) > MOST_BITS):
            raise SecurityError(_("this number would be too large"))
        if operator == "*" and not isinstance(right, int | Decimal | Blank):
            raise SecurityError(_("only numbers can be multiplied"))
        return super().call_binop(context, operator, left, right)

    def joined(self, parts: Iterable[Any]) -> Markup:
        """Return the parts one after the other, each escaped if it is a value."""
        return Markup("").join(part_of(part) for part in parts)


def _bits(value: Any) -> int:
    return value.bit_length() if isinstance(value, int) else 64


_TAG: Final = re.compile(r"\{%.*?%\}")


def _line_kept(line: str) -> str:
    """Keep the end of a line that ends in a tag but prints something.

    Jinja's ``trim_blocks`` takes the line end after every tag, which is right for a line that holds
    only tags and would glue paragraphs together otherwise.
    """
    if not line.endswith("%}"):
        return line
    rest = _TAG.sub("", line).strip()
    return f"{line} " if rest and "%}" not in rest and "{#" not in rest else line


class _Loader(BaseLoader):
    def __init__(self, shelf: Templates) -> None:
        self.shelf = shelf

    def get_source(
        self, _environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            text = self.shelf.text(template)
        except NotFound as error:
            raise TemplateNotFound(template) from error
        # asked each time the compiled template is used again, so its text counts as used
        body = "\n".join(_line_kept(line) for line in text.body.split("\n"))
        return body, text.name, lambda: self.shelf.text(template) is text


Room: TypeAlias = _Room
"""To name the type; only ``room`` builds one."""


def room(shelf: Templates, inside: Confinement) -> Room:
    """Return the environment for the templates of a shelf, without the shared macros."""
    made = _Room(
        inside,
        loader=_Loader(shelf),
        undefined=Unknown,
        autoescape=True,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{##",
        comment_end_string="##}",
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    kept = {name: made.filters[name] for name in KEPT_FILTERS}
    kept |= {name: _of_plain(made.filters[name]) for name in TEXT_FILTERS}
    made.filters = kept | FILTERS
    made.globals = {name: made.globals[name] for name in KEPT_GLOBALS} | FUNCTIONS
    return made


def _of_plain(kept: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter of texts that refuses what cannot be printed, such as a macro or a list."""

    @wraps(kept)
    def filtered(*given: Any, **named: Any) -> Any:
        # filters that ask for the environment or its context get that first
        for value in given:
            if not isinstance(value, Environment | Context | EvalContext):
                printed(value)
                break
        return kept(*given, **named)

    return filtered


def with_macros(made: Room, labels: Labels) -> Room:
    """Make the shared macros global, so that no template needs to import them."""
    token = session_now.set(Session(labels))
    try:
        with confined():
            exported = made.get_template(MACROS).module
    finally:
        session_now.reset(token)
    for name in dir(exported):
        if not name.startswith("_"):
            made.globals[name] = getattr(exported, name)
    return made


def fill(made: Room, template: str, seen: Mapping[str, Any], session: Session) -> str:
    """Return the dialect text of a template filled with facts.

    Raises whatever Jinja raises; ``render`` turns it into problems with a place.
    """
    token = session_now.set(session)
    try:
        made.inside.must_hold()
        return made.get_template(template).render(seen)
    finally:
        session_now.reset(token)
