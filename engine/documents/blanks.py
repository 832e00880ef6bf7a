"""Hold what was recorded against what a document needs: plain, typed values, or a ``Blank``.

A template gets only declared facts, and only dict, list, str, int, Decimal, date, bool and None.
Values of the wrong type are problems by name; needed values that are not there become ``Blank``:
it prints as a marked blank and notes each template line that asked for it. Only what a template
really uses is missing.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from jinja2.runtime import Undefined

from engine.documents.contract import Contract, Fact
from engine.documents.orders import Missing
from engine.language import _
from engine.source import DefinitionError, Problem

LONGEST: Final = 100_000
MOST: Final = 5_000
_WORDS_TRUE: Final = {"true", "yes", "1"}


@dataclass
class Ledger:
    """The missing facts that a template asked for, each once, with the first line that did."""

    missing: dict[str, Missing] = field(default_factory=dict)

    @property
    def asked(self) -> tuple[Missing, ...]:
        """What was missing; of a missing list only the list, not its fields."""
        return tuple(
            one for path, one in self.missing.items() if path.split("[]")[0] not in self.missing
            or "[]" not in path
        )  # fmt: skip

    def note(self, missing: Missing) -> None:
        """Remember a missing fact, or an objection, with the template line now running."""
        if missing.path not in self.missing:
            template, line = _running_line()
            self.missing[missing.path] = replace(missing, template=template, line=line)


def _missing(fact: Fact, path: str) -> Missing:
    """Return a fact as missing; of a record or a list, the fields that have to be told."""
    needed = tuple(name for name, one in fact.fields.items() if not one.optional)
    return Missing(path, fact.title, fact.keeping, needed or (fact.name,))


class Blank(Undefined):
    """A needed fact that is not there. Every use is noted in the ledger and goes on."""

    __slots__ = ("fact", "ledger", "missing")
    missing: Missing
    ledger: Ledger
    fact: Fact

    def __init__(self, missing: Missing, ledger: Ledger, fact: Fact) -> None:
        super().__init__(name=missing.path)
        self.missing = missing
        self.ledger = ledger
        self.fact = fact

    def has(self, name: object) -> bool:
        """Tell whether this is a missing record with a field of that name."""
        return name in self.fact.fields

    def inner(self, name: str) -> "Blank | list[Any] | None":
        """Return the blank of a field of a missing record; nothing if the field may be absent."""
        fact = self.fact.fields[name]
        if fact.optional:
            return [] if fact.type == "list" else None
        path = f"{self.missing.path}.{name}"
        return Blank(_missing(fact, path), self.ledger, fact)

    def noted(self) -> None:
        """Note that a template line needed this value."""
        self.ledger.note(self.missing)

    def __str__(self) -> str:
        self.noted()
        return ""

    def __bool__(self) -> bool:
        self.noted()
        return False

    def __len__(self) -> int:
        self.noted()
        return 0

    def __iter__(self) -> Iterator[Any]:
        """Yield one blank row of a missing list, so that a draft shows its form."""
        self.noted()
        if self.fact.type == "list":
            path = f"{self.missing.path}[]"
            row = replace(self.fact, name=path, type="record")
            yield Blank(_missing(row, path), self.ledger, row)

    def __getitem__(self, at: object) -> "Blank":  # type: ignore[override]
        """Return this blank for any part of it: ``activities[:3]``."""
        self.noted()
        return self

    def __hash__(self) -> int:
        return id(self)

    def _passed(self, *_others: object) -> "Blank":
        self.noted()
        return self

    def _unequal(self, _other: object) -> bool:
        self.noted()
        return False

    # Jinja's own versions raise; here arithmetic goes on and the blank stays blank
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = _passed  # type: ignore[assignment]
    __rmul__ = __truediv__ = __rtruediv__ = __floordiv__ = _passed  # type: ignore[assignment]
    __rfloordiv__ = __neg__ = __pos__ = _passed  # type: ignore[assignment]
    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = _unequal  # type: ignore[assignment]


@dataclass
class _Projection:
    document: str
    ledger: Ledger
    problems: list[Problem] = field(default_factory=list)

    def report(self, path: str, message: str, hint: str = "") -> None:
        text = _("{document}: {path} {message}").format(
            document=self.document, path=path, message=message
        )
        self.problems.append(Problem("fact", text, hint=hint))

    def value(self, fact: Fact, given: Any, path: str) -> Any:
        if given is None or given == "" or (fact.type == "list" and len(given) < fact.at_least):
            return self.absent(fact, path)
        try:
            return _TYPED[fact.type](self, fact, given, path)
        except (TypeError, ValueError, InvalidOperation, AttributeError):
            expected = _("expected: {type}").format(type=fact.type)
            self.report(path, _("is {value!r}").format(value=str(given)[:60]), expected)
            return None

    def absent(self, fact: Fact, path: str) -> Any:
        if not fact.optional:
            return Blank(_missing(fact, path), self.ledger, fact)
        return [] if fact.type == "list" else None

    def record(self, fact: Fact, given: Any, path: str) -> dict[str, Any]:
        if not isinstance(given, Mapping):
            raise TypeError
        return {
            name: self.value(inner, given.get(name), f"{path}.{name}")
            for name, inner in fact.fields.items()
        }

    def items(self, fact: Fact, given: Any, path: str) -> list[Any]:
        if isinstance(given, str) or not isinstance(given, Sequence):
            raise TypeError
        if len(given) > MOST:
            self.report(path, _("has {count} rows; a document may have {most}").format(
                count=len(given), most=MOST
            ))  # fmt: skip
            return []
        row = self.record if fact.fields else self.text
        return [row(fact, item, f"{path}[{at}]") for at, item in enumerate(given)]

    def text(self, _fact: Fact, given: Any, path: str) -> str:
        if not isinstance(given, str | int | Decimal | date):
            raise TypeError
        text = str(given)
        if len(text) > LONGEST:
            self.report(path, _("has {count} characters; a text may have {most}").format(
                count=len(text), most=LONGEST
            ))  # fmt: skip
            return ""
        return text

    def choice(self, fact: Fact, given: Any, path: str) -> str:
        if given not in fact.choices:
            hint = _("expected: {words}").format(words=", ".join(fact.choices))
            self.report(path, _("is {value!r}").format(value=str(given)[:60]), hint)
        return str(given)


def _number(_at: _Projection, _fact: Fact, given: Any, _path: str) -> int | Decimal:
    if isinstance(given, bool):
        raise TypeError
    if isinstance(given, int):
        return given
    number = given if isinstance(given, Decimal) else Decimal(str(given))
    if not number.is_finite():
        raise ValueError
    return number


def _date(_at: _Projection, _fact: Fact, given: Any, _path: str) -> date:
    return given if isinstance(given, date) else date.fromisoformat(given)


def _truth(_at: _Projection, _fact: Fact, given: Any, _path: str) -> bool:
    return given if isinstance(given, bool) else str(given).lower() in _WORDS_TRUE


_Typed = Callable[[_Projection, Fact, Any, str], Any]
_TYPED: Final[dict[str, _Typed]] = {
    "text": _Projection.text,
    "picture": _Projection.text,
    "number": _number,
    "money": _number,
    "percent": _number,
    "date": _date,
    "truth": _truth,
    "choice": _Projection.choice,
    "record": _Projection.record,
    "list": _Projection.items,
}


def project(contract: Contract, facts: Mapping[str, Any], ledger: Ledger) -> dict[str, Any]:
    """Return what a template may see: each declared fact, typed, or blank.

    Raises:
        DefinitionError: values of the wrong type, each named.
    """
    projection = _Projection(contract.document, ledger)
    seen = {
        name: projection.value(fact, facts.get(name), name) for name, fact in contract.facts.items()
    }
    if projection.problems:
        raise DefinitionError(projection.problems)
    return seen


def digest(seen: Mapping[str, Any]) -> str:
    """Return the fingerprint of the facts a document was made from."""
    body = json.dumps(seen, default=_written, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def _written(value: Any) -> Any:
    return None if isinstance(value, Blank) else str(value)


def _running_line() -> tuple[str, int]:
    """Return file and line of the template that is running, from the stack."""
    frame = sys._getframe()  # noqa: SLF001 - the only way to ask which line of a template runs
    while frame.f_back:
        frame = frame.f_back
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and template.name != "_macros.md.j2":
            return template.name, template.get_corresponding_lineno(frame.f_lineno)
    return "", 0
