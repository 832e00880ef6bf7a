"""From what is wanted to what a person fills in, and back from what was sent to plain answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from starlette.datastructures import FormData, UploadFile

from engine.case.words import said
from engine.definitions.workflow import Field, RecordType
from engine.language import _
from engine.possible import Possible, PossibleAnswer, Want, WantKind
from engine.runtime.deciding.fields import reason_against
from engine.runtime.situation import Situation

MOST_TILES: Final = 12
"""Choices up to which each is a tile to tap; above that they are a list to open."""
APART: Final = frozenset({WantKind.PERSON, WantKind.PICTURE})
"""Kinds that are kept apart from the record: what was sent is read when it is taken in."""
WIDGETS: Final[Mapping[WantKind, str]] = {
    WantKind.TEXT: "text",
    WantKind.NUMBER: "number",
    WantKind.MONEY: "number",
    WantKind.YES_NO: "tiles",
    WantKind.DATE: "date",
    WantKind.YEAR_DAY: "line",
    WantKind.CHOICE: "tiles",
    WantKind.MEMBER: "tiles",
    WantKind.PROJECT: "tiles",
    WantKind.PERSON: "line",
    WantKind.PICTURE: "file",
    WantKind.SCORES: "scores",
    WantKind.BALLOT: "tiles",
    WantKind.REFERENCE: "tiles",
    WantKind.PROOF: "proof",
}
FREE: Final = "line"


@dataclass(frozen=True, slots=True)
class Control:
    """One thing to fill in: how, what it is called, what stands in it, and what is wrong there."""

    name: str
    widget: str
    title: str
    needed: bool
    many: bool
    choices: tuple[PossibleAnswer, ...]
    values: tuple[str, ...]
    hint: str = ""
    wrong: str = ""

    @property
    def id(self) -> str:
        """The name that label, hint and error share in the page."""
        return self.name.replace(".", "-")

    @property
    def usual(self) -> bool:
        """Whether it stands before the fold: needed, filled in, wrong, or a list to tap."""
        listed = self.many and self.widget == "tiles"
        return self.needed or listed or bool(self.wrong or self.values)

    def value(self, name: str = "") -> str:
        """Return what stands in it; of a map of scores, beside a name."""
        if not name:
            return self.values[0] if self.values else ""
        return next((v.partition("=")[2] for v in self.values if v.startswith(f"{name}=")), "")


def named(want: Want) -> str:
    """Return the name under which the answer to a want is sent."""
    return f"f.{want.name}" if want.field else want.name


def controls(
    possible: Possible, kind: RecordType | None, sent: FormData | None = None
) -> Iterator[Control]:
    """Yield what is to be filled in, with what was sent before, if anything was."""
    for want in possible.wants:
        name = named(want)
        values = _sent(want, sent) if sent else tuple(filter(None, [want.given]))
        field = kind.fields.get(want.name) if kind and want.field else None
        yield Control(
            name, _widget(want), _capital(want.title or said(want.name)), want.needed, want.many,
            _choices(want), values, _hint(field),
        )  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _widget(want: Want) -> str:
    widget = WIDGETS[want.kind]
    if widget != "tiles" or want.kind is WantKind.YES_NO:
        return widget
    if not want.choices:
        return FREE
    return "tiles" if len(want.choices) <= MOST_TILES or want.many else "list"


def _choices(want: Want) -> tuple[PossibleAnswer, ...]:
    if want.kind is WantKind.YES_NO:
        return (PossibleAnswer("yes", _("yes")), PossibleAnswer("no", _("no")))
    return want.choices


def _hint(field: Field | None) -> str:
    return said(field.unit) if field and field.unit else ""


def _sent(want: Want, sent: FormData) -> tuple[str, ...]:
    name = named(want)
    if want.kind is WantKind.SCORES:
        begin = f"{name}."
        found = [(k.removeprefix(begin), str(v)) for k, v in sent.items() if k.startswith(begin)]
        return tuple(f"{key}={value}" for key, value in found if value)
    return tuple(str(one) for one in sent.getlist(name) if isinstance(one, str) and one)


def answers(possible: Possible, sent: FormData) -> dict[str, Any]:
    """Return the answers that are no fields of a record, by name; several as a tuple."""
    found = {w.name: (w, _sent(w, sent)) for w in possible.wants if not w.field}
    return {k: v if w.many else (v[0] if v else "") for k, (w, v) in found.items()}


def fields(possible: Possible, sent: FormData) -> dict[str, Any]:
    """Return the fields of a record as they were sent; those left empty are left out."""
    found: dict[str, Any] = {}
    for want in possible.wants:
        values = _sent(want, sent) if want.field else ()
        if values:
            found[want.name] = _value(want, values)
    return found


def _value(want: Want, values: tuple[str, ...]) -> Any:
    if want.kind is WantKind.SCORES:
        return dict(one.split("=", 1) for one in values)
    if want.kind in APART:
        return ", ".join(values)
    return list(values) if want.many else values[0]


def checked(
    place: Situation, kind: RecordType | None, found: Iterable[Control], given: Mapping[str, Any]
) -> list[Control]:
    """Return the controls with what is wrong beside each, all at once."""
    return [replace(one, wrong=_wrong(place, kind, one, given)) for one in found]


def _wrong(
    place: Situation, kind: RecordType | None, one: Control, given: Mapping[str, Any]
) -> str:
    name = one.name.removeprefix("f.")
    if one.needed and not one.values and one.widget not in {"proof", "file"}:
        return _("this is still missing")
    if one.widget == "date" and one.values and not _a_day(one.values[0]):
        return _("{value!r} is no date, write it like 2026-09-30").format(value=one.values[0])
    field = kind.fields.get(name) if kind and one.name.startswith("f.") else None
    if field is None or name not in given or WantKind(field.kind.value) in APART:
        return ""
    return reason_against(place, field, given[name])


def _a_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def uploads(sent: FormData, name: str) -> list[UploadFile]:
    """Return the files that were chosen in a field; an empty field sends one without a name."""
    return [one for one in sent.getlist(name) if isinstance(one, UploadFile) and one.filename]
