"""Pages: the templates in ``pages/``, the words they say, and how days and numbers are written."""

from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine.case.words import said, wished
from engine.language import _, bare, plural, spoken
from engine.possible import Possible
from engine.runtime.next_steps import Step

HERE: Final = Path(__file__).parent
LANGUAGES: Final = {"en": "English", "es": "Español", "fr": "Français", "ar": "العربية"}
FROM_RIGHT: Final = frozenset({"ar"})
NEAR: Final = 14
"""Days within which a distance says more than a date alone."""


def day(on: date) -> str:
    """Return a day as the language spoken writes it."""
    return format_date(on, "d MMM y", locale=spoken())


def when(due: date | None, today: date) -> str:
    """Return when a step is due: how far away first, then the date."""
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        text = plural("{count} day late, was due {day}", "{count} days late, was due {day}", -days)
        return text.format(count=-days, day=day(due))
    if days == 0:
        return _("today")
    if days > NEAR:
        return day(due)
    return plural("in {count} day, {day}", "in {count} days, {day}", days).format(
        count=days, day=day(due)
    )


def address(possible: Possible) -> str:
    """Return the address of the page on which something that is possible is done."""
    target = possible.target
    path = f"/n/{target.network}/do/{target.kind}/{possible.verb}/{target.id or '-'}"
    known = [f"in={target.scope}"] if target.scope else []
    return "?".join([path, *known])


def at_once(step: Step) -> Possible | None:
    """Return the tick of a step that one tap can make: nothing else has to be told."""
    ticks = [one for one in step.possible if one.verb == "tick"]
    open_wants = [w for one in ticks for w in one.wants if w.needed]
    return ticks[0] if ticks and not open_wants and step.state != "locked" else None


def key() -> str:
    """Return what names one sending of a form, so that sent twice it is done once."""
    return uuid4().hex


def environment() -> Environment:
    """Return where the templates are read, with the words and functions they use."""
    made = Environment(
        loader=FileSystemLoader(HERE / "pages"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(
        _=_, plural=plural, said=said, wished=wished, day=day, when=when, address=address,
        at_once=at_once, key=key, LANGUAGES=LANGUAGES,
    )  # fmt: skip
    return made


PAGES: Final = environment()


def page(template: str, /, **shown: Any) -> str:
    """Return a page in the language spoken."""
    language = bare(spoken())
    direction = "rtl" if language in FROM_RIGHT else "ltr"
    return PAGES.get_template(f"{template}.html").render(lang=language, dir=direction, **shown)
