"""Options every command takes, and the workbench they lead to."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextvars import copy_context
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from errno import ENAMETOOLONG
from functools import wraps
from getpass import getuser
from pathlib import Path
from typing import Any, TypeVar

import click

from engine.case.texts import PersonName
from engine.cli.printing import answer_as, give, wrapped
from engine.definitions.library import Library, default_folders
from engine.documents.fonts import name_of, unprintable
from engine.feel.budget import allow
from engine.language import CATALOGUES, _, bare, speak
from engine.source import EngineError, NotFound
from engine.store import HOME, Store, open_store
from engine.store.arriving import CLEARED
from engine.workbench import Done, Workbench

Command = TypeVar("Command", bound=Callable[..., Any])


OPENED = "engine.cli.opened"
"""Where click keeps, for the command at hand, the stores it opened."""
LONGEST_PATH = 255
"""Characters from which on a text is no file's name."""


class Day(click.ParamType[date]):
    """A date as people type it: ISO, or ``today``."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Return the date, or say how to write one."""
        if isinstance(value, date):
            return value
        if value == "today":
            return datetime.now(UTC).date()
        try:
            return date.fromisoformat(value)
        except ValueError:
            message = _("{value!r} is no date, write it like 2026-09-30")
            self.fail(message.format(value=value), param, ctx)


class PersonParameter(click.ParamType[PersonName | None]):
    """The name of a person; an empty one names nobody."""

    name = "name"

    def convert(self, value: Any, _param: Any, _ctx: Any) -> PersonName | None:
        """Return the name as a command takes it."""
        return value if isinstance(value, PersonName) else PersonName(value) if value else None


class Actor(PersonParameter):
    """Who acts: somebody, never nobody."""

    def convert(self, value: Any, param: Any, ctx: Any) -> PersonName | None:
        """Return the name, or say that it is empty."""
        if isinstance(value, str) and not value.strip():
            self.fail(_("somebody acts; give a name"), param, ctx)
        return super().convert(value, param, ctx)


def login() -> PersonName | None:
    """Return the name the person at this machine goes by, if it tells."""
    try:
        return PersonName(getuser())
    except (OSError, KeyError):  # nobody is logged in, as in some containers
        return None


@dataclass(frozen=True)
class Asked:
    """What the options that every command takes said."""

    db: str
    today: date | None
    actor: PersonName | None
    library: str
    organisation: str = HOME

    def store(self, organisation: str = HOME) -> Store:
        """Return the store of an organisation in the database asked for.

        Raises:
            NotFound: there is no such organisation.
        """
        store = open_store(self.db or default_database(), organisation)
        context = click.get_current_context()
        context.call_on_close(store.close)  # a copy of the file is then whole
        for note in store.notes():
            click.echo("\n".join(wrapped(note)), err=True)
        context.meta.setdefault(OPENED, []).append(store)
        return store

    def blamed(self, fault: Exception) -> Exception:
        """Return what to raise for a fault: a name no file has, a damaged database, or a bug."""
        if isinstance(fault, OSError) and fault.errno == ENAMETOOLONG:
            told = _("there is no such file")
            return NotFound(f"{told}: {str(fault.filename)[:LONGEST_PATH]}")
        opened: list[Store] = click.get_current_context().meta.get(OPENED, [])
        for store in opened:
            bench = Workbench(store, self.definitions())
            if damage := store.damage(bench.lists_of):
                return damage
        return fault

    def definitions(self) -> Library:
        """Return the library asked for, and let formulas use up what its limits allow.

        Raises:
            DefinitionError: with every problem of its ``limits.yaml``.
        """
        library = Library(library_folders(self.library))
        allow(library.limits())
        return library

    def bench(self) -> Workbench:
        """Return the workbench on the database and library asked for, its limits set."""
        return self.bench_of(self.organisation)

    def bench_of(self, organisation: str) -> Workbench:
        """Return the workbench of an organisation, whichever was asked for."""
        return Workbench(
            self.store(organisation),
            self.definitions(),
            day=self.today,
            actor=self.actor,
        )


def library_folders(folder: str) -> tuple[Path, ...]:
    """Return the folders definitions come from: an organisation's own first, then the shipped.

    Raises:
        NotFound: the organisation's folder is not there.
    """
    if folder and not Path(folder).is_dir():
        message = _("there is no library folder {path}; look at --library and CONSORT_LIBRARY")
        raise NotFound(message.format(path=folder))
    return (Path(folder), *default_folders()) if folder else default_folders()


def default_database() -> str:
    """Return the URL of the SQLite file in the user's data folder (XDG, or the home folder)."""
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return f"sqlite:///{Path(home) / 'consort' / 'consort.db'}"


def asks(command: Command) -> Command:
    """Give a command the options that all take; it receives an ``Asked`` as its first argument."""

    @click.option("--db", envvar="CONSORT_DB", default="", help="Database URL.", metavar="URL")
    @click.option(
        "--org", envvar="CONSORT_ORG", default=HOME, metavar="NAME", help="Whose networks.",
    )  # fmt: skip
    @click.option("--today", type=Day(), default=None, help="The day to act on (YYYY-MM-DD).")
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
    @click.option(
        "--lang", envvar="CONSORT_LANG", default="", help="Language, like en or es.",
        is_eager=True, expose_value=False, callback=_speak,
    )  # fmt: skip
    @click.option(
        "--as", "actor", envvar="CONSORT_ACTOR", type=Actor(), default=login, help="Who acts."
    )
    @click.option("--library", envvar="CONSORT_LIBRARY", default="", help="Your own plan files.")
    @wraps(command)
    def asked(*arguments: Any, **given: Any) -> Any:
        answer_as(given.pop("form"))
        common = Asked(
            given.pop("db"),
            given.pop("today"),
            given.pop("actor"),
            given.pop("library"),
            given.pop("org"),
        )
        context = copy_context()  # limits end with it
        context.run(CLEARED.set, cleared := list[Path]())
        try:
            return context.run(command, common, *arguments, **given)
        except (EngineError, click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as fault:
            raise common.blamed(fault) from fault
        finally:
            for path in cleared:
                text = _("cleared away {path}, left of a command that was stopped")
                click.echo("\n".join(wrapped(text.format(path=path))), err=True)

    return asked  # type: ignore[return-value]  # the wrapper has click's signature, not ours


def _speak(_context: click.Context, _option: click.Parameter, language: str) -> None:
    """Speak the language asked for before all else is read: mistakes are told in it too."""
    speak(language or spoken_here())


def spoken_here() -> str:
    """Return the language of the terminal where we speak it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        tag = os.environ.get(name, "").split(".")[0]
        if tag and (CATALOGUES / bare(tag)).is_dir():
            return tag
    return "en"


def keyed(command: Command) -> Command:
    """Give a command ``--key``: sent twice with the same key, it happens once."""
    return click.option("--key", default="", help="Sent twice with one key, it happens once.")(
        command
    )


def because(command: Command) -> Command:
    """Give a command ``--because``, the reason people will read later."""
    return click.option("--because", default="", help="The reason, in words.")(command)


def pairs(given: tuple[str, ...], option: str = "") -> dict[str, str]:
    """Return ``NAME=VALUE`` arguments as a map, or say which one is not written so."""
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            if option:
                message = _("{text!r} after {option}: write it as NAME=VALUE")
                raise click.UsageError(message.format(text=text, option=option))
            raise click.UsageError(_("{text!r}: write it as NAME=VALUE").format(text=text))
        found[name.strip()] = value
    return found


def facts_given(text: str) -> dict[str, Any]:
    """Return the facts of ``--context``: JSON, or the name of a file that holds it."""
    path = Path(text)
    try:
        body = (
            path.read_text(encoding="utf-8")
            if len(text) < LONGEST_PATH and path.is_file()
            else text
        )
        facts = json.loads(body, parse_float=Decimal)
    except (OSError, ValueError, RecursionError) as wrong:
        message = _("--context is neither a file nor JSON: {why}").format(why=wrong)
        raise click.UsageError(message) from wrong
    if not isinstance(facts, dict):
        raise click.UsageError(
            _("--context must be a map like {example}").format(example='{"members": 6}')
        )
    return facts


def tell_done(done: Done) -> None:
    """Print what an accepted command did."""
    give(done, told_of(done))


def told_of(done: Done) -> list[str]:
    """Return what an accepted command did, as lines."""
    again = [_("(done before under this key, nothing was done again)")] if done.repeated else []
    return [*again, *done.told, *_unprintable(done.told)]


def _unprintable(told: Iterable[str]) -> Iterator[str]:
    """Yield a line for each thing that was entered with signs no font here has."""
    for line in told:
        if signs := unprintable(line):
            text = _("no font here has {signs}; in a PDF a box stands for it: {line}")
            yield text.format(signs=", ".join(map(name_of, signs[:3])), line=line)
