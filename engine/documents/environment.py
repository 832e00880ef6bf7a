"""The room templates run in: sandboxed, plain data, every value escaped, nothing to reach out with.

* ``ImmutableSandboxedEnvironment``; names that are not declared are errors at their line;
* comments are ``{##`` ... ``##}``, because ``{#id}`` belongs to the dialect;
* a value printed is escaped, unless a macro or filter made it dialect text;
* only the filters listed here; work is bounded from outside, by the cage.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from urllib.parse import quote

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from engine.documents.escape import cleaned, escaped
from engine.documents.facts import Blank, Ledger
from engine.documents.labels import Labels
from engine.documents.orders import in_language
from engine.documents.shelf import Shelf
from engine.language import _
from engine.source import NotFound

MACROS: Final = "_macros.md.j2"
KEPT_FILTERS: Final = (
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "groupby", "int",
    "items", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr",
    "replace", "reverse", "round", "select", "selectattr", "slice", "sort", "string", "sum",
    "title", "trim", "truncate", "unique", "upper",
)  # fmt: skip
KEPT_GLOBALS: Final = ("range", "dict", "namespace")
LARGEST_PRODUCT: Final = 10_000
MOST_BITS: Final = 512


@dataclass
class Session:
    """What one rendering gathers: missing facts and the pictures that were asked for."""

    labels: Labels
    currency: str = ""
    ledger: Ledger = field(default_factory=Ledger)
    drawn: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def draw(self, kind: str, what: Any) -> str:
        """Ask for a picture that is drawn from data; return its key."""
        key = f"{kind}-{len(self.drawn) + 1}"
        self.drawn[key] = (kind, what)
        return key


_session: ContextVar[Session] = ContextVar("session")


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


class Room(ImmutableSandboxedEnvironment):
    """The sandbox. Fields of records come before methods, and records have no methods."""

    code_generator_class = _Code
    intercepted_binops = frozenset({"*", "**", "%"})

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
        return Markup("").join(_part(part) for part in parts)


def _part(value: Any) -> Markup:
    """Return one of several parts: unlike a value alone, it keeps the spaces at its ends."""
    if type(value) is str:
        return escaped(value, edges=True)
    return printed(value)


def _bits(value: Any) -> int:
    return value.bit_length() if isinstance(value, int) else 64


def printed(value: Any) -> Markup:
    """Return a value as dialect text: what ``{{ value }}`` puts into a document."""
    if isinstance(value, Markup):
        return value
    labels = _session.get().labels
    match value:
        case Blank():
            return _blank(value, labels)
        case None:
            return Markup("")
        case bool():
            return escaped(labels.word("yes" if value else "no"))
        case str():
            return _apart(escaped(value), labels)
        case Decimal():
            return _apart(escaped(labels.number(value)), labels)
        case date():
            return escaped(labels.date(value))
        case int():
            return _apart(escaped(str(value)), labels)
        case StrictUndefined():
            return Markup(str(value))  # noqa: S704 - this raises, and says which name
        case _:
            raise TypeError(_unprinted(value))


_LATIN: Final = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")


def _apart(text: Markup, labels: Labels) -> Markup:
    """Keep a value with Latin letters or digits in its own order in right-to-left text."""
    if labels.direction == "ltr" or not _LATIN.search(text):
        return text
    return Markup("[{}]{{.auto}}").format(text)


def _unprinted(value: Any) -> str:
    name = type(value).__name__
    kind = {"dict": "record", "tuple": "list"}.get(name, name)
    return _("a {type} cannot be printed; print its fields").format(type=kind)


def _blank(value: Blank, labels: Labels) -> Markup:
    value.noted()
    title = in_language(value.missing.title, labels.tag)
    word = escaped(labels.word("missing", title=title))
    return Markup("[{}]{{.missing}}").format(word)


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
    def __init__(self, shelf: Shelf) -> None:
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


def room(shelf: Shelf) -> Room:
    """Return the environment for the templates of a shelf, with the shared macros as globals."""
    made = Room(
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
    made.filters = {name: made.filters[name] for name in KEPT_FILTERS} | _FILTERS
    made.globals = {name: made.globals[name] for name in KEPT_GLOBALS} | _GLOBALS
    return made


def with_macros(made: Room, labels: Labels) -> Room:
    """Make the shared macros global, so that no template needs to import them."""
    token = _session.set(Session(labels))
    try:
        exported = made.get_template(MACROS).module
    finally:
        _session.reset(token)
    for name in dir(exported):
        if not name.startswith("_"):
            made.globals[name] = getattr(exported, name)
    return made


def fill(made: Room, template: str, seen: Mapping[str, Any], session: Session) -> str:
    """Return the dialect text of a template filled with facts.

    Raises whatever Jinja raises; ``render`` turns it into problems with a place.
    """
    token = _session.set(session)
    try:
        return made.get_template(template).render(seen)
    finally:
        _session.reset(token)


# ---- filters and functions of the templates -------------------------------------------------


def _md(value: Any) -> Markup:
    return printed(value)


def _yaml(value: Any) -> Markup:
    """Return a value as a quoted text of the front matter."""
    if isinstance(value, Markup):
        value = value.unescape()
    elif isinstance(value, Blank):
        value.noted()
        labels = _session.get().labels
        value = labels.word("missing", title=in_language(value.missing.title, labels.tag))
    elif not isinstance(value, str):
        value = printed(value).unescape()
    return Markup(json.dumps(cleaned(value), ensure_ascii=False))  # noqa: S704 - a JSON text


def _bdi(value: Any) -> Markup:
    """Keep a code, an amount or a number in its own order inside right-to-left text."""
    text = printed(value)
    if not text or _session.get().labels.direction == "ltr":
        return text
    return Markup("[{}]{{.ltr}}").format(text)


def _money(value: Any, currency: Any = "") -> Markup:
    if value is None or isinstance(value, Blank):
        return printed(value)
    session = _session.get()
    code = currency if isinstance(currency, str) and currency else session.currency
    return _bdi(session.labels.money(_plain_number(value), code or "XXX"))


def _number_of(value: Any, digits: int | None = None) -> Markup:
    if value is None or isinstance(value, Blank):
        return printed(value)
    number = _plain_number(value)
    if digits is not None:
        number = round(Decimal(number), min(digits, 12))
    return _bdi(_session.get().labels.number(number))


def _percent(value: Any) -> Markup:
    if value is None or isinstance(value, Blank):
        return printed(value)
    return _bdi(_session.get().labels.percent(_plain_number(value)))


def _plain_number(value: Any) -> int | Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
        raise TypeError(_("{value!r} is not a number").format(value=str(value)[:60]))
    return Decimal(str(value)) if isinstance(value, float) else value


def _join(values: Iterable[Any], separator: str = "", attribute: str = "") -> Markup:
    parts = (value[attribute] if attribute else value for value in values)
    return _part(separator).join(printed(part) for part in parts)


def _listing(values: Iterable[Any], attribute: str = "") -> Markup:
    """Return ``a, b and c`` in the language of the document."""
    parts = [printed(value[attribute] if attribute else value) for value in values]
    return Markup(_session.get().labels.listing([str(part) for part in parts]))  # noqa: S704 - parts are escaped


def _paragraphs(value: Any) -> Markup:
    """Return a long text with its empty lines as paragraphs."""
    if not isinstance(value, str):
        return printed(value)
    parts = [part for part in value.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return Markup("\n\n").join(escaped(part) for part in parts)


def _days(value: date, count: int) -> date:
    return value + timedelta(days=count)


def _word(key: str, **values: Any) -> Markup:
    """Return a printed word of the language (``contents``, ``signature``)."""
    return escaped(_session.get().labels.word(key, **values))


def _picture(key: Any, alt: Any = "", style: str = "photo", width: int = 100) -> Markup:
    if isinstance(key, Blank):
        return printed(key)
    source = quote(cleaned(str(key)), safe="-_")
    return Markup("![{}]({}){{.{} width={}}}").format(printed(alt), Markup(source), style, width)  # noqa: S704 - quoted


def _link(address: Any, text: Any = "") -> Markup:
    shown = printed(text or address)
    target = quote(cleaned(_unescaped(address)), safe=":/?#@!$&'*+,;=%-._~")
    return Markup("[{}](<{}>)").format(shown, Markup(target))  # noqa: S704 - quoted


def _qr(address: Any, width: int = 25) -> Markup:
    if isinstance(address, Blank):
        return printed(address)
    plain = _unescaped(address)
    return _picture(_session.get().draw("qr", cleaned(plain)), plain, "qr", width)


def _unescaped(value: Any) -> str:
    """Return a text as it was before ``~`` escaped it: an address is coded letter by letter."""
    return value.unescape() if isinstance(value, Markup) else str(value)


def _chart(kind: str, rows: Any, alt: Any = "", **titles: Any) -> Markup:
    """Ask for a drawn chart (``gantt``, ``bars``) of rows of plain values."""
    if isinstance(rows, Blank):
        return printed(rows)
    session = _session.get()
    return _picture(session.draw(kind, {"rows": rows, **titles}), alt, "chart")


def _day(value: Any) -> Markup:
    """Return a date as digits (2026-11-24), for narrow columns."""
    return _bdi(value.isoformat()) if isinstance(value, date) else printed(value)


def _first(values: Iterable[Any]) -> Any:
    return next(iter(values), None)


def _last(values: Iterable[Any]) -> Any:
    return next(iter(reversed(list(values))), None)


def _sum_of(rows: Iterable[Any], name: str) -> Any:
    """Add up a field of rows; rows without it count as nothing."""
    if isinstance(rows, Blank):
        return rows
    total: int | Decimal = 0
    for row in rows:
        value = row.get(name) if isinstance(row, dict) else None
        if isinstance(value, Blank):
            return value
        total += value or 0
    return total


def _rows(rows: Iterable[Any], title: str, value: str) -> Any:
    """Return rows of title and value, as the charts want them."""
    if isinstance(rows, Blank):
        return rows
    return [{"title": row[title], "value": row[value]} for row in rows]


def _fail(sentence: str) -> None:
    """Stop the rendering with a sentence of the template's author."""
    raise TypeError(sentence)


_FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "md": _md,
    "yaml": _yaml,
    "bdi": _bdi,
    "money": _money,
    "number": _number_of,
    "percent": _percent,
    "join": _join,
    "listing": _listing,
    "paragraphs": _paragraphs,
    "days_later": _days,
    "day": _day,
    "first": _first,
    "last": _last,
    "sum_of": _sum_of,
    "rows": _rows,
}
_GLOBALS: Final[dict[str, Callable[..., Any]]] = {
    "word": _word,
    "picture": _picture,
    "link": _link,
    "qr": _qr,
    "chart": _chart,
    "fail": _fail,
}
