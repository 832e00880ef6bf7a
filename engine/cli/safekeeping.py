"""``backup``, ``restore``, ``salvage``: all of a database in one file, and what is left of one."""

from pathlib import Path

import click

from engine.cli.options import Asked, asks, default_database
from engine.cli.printing import give, wrapped
from engine.language import _, plural
from engine.store import HOME, Finding
from engine.workbench.answers.safekeeping import (
    SalvagedNetwork,
    WrittenBackup,
    backed_up,
    restored,
    salvaged,
)

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@asks
def backup(asked: Asked, file: Path) -> None:
    """Write all networks of all organisations, plans and proofs included, into one new FILE."""
    made = backed_up(asked.store(HOME), asked.definitions(), file)
    give(made, [_holds(made), *_sound(made.findings)])
    _fail(made.findings)


def _holds(made: WrittenBackup) -> str:
    networks = plural("{count} network", "{count} networks", made.networks)
    files = plural("{count} kept file", "{count} kept files", made.kept_files)
    return _("written: {file} ({networks}, {files}, {size} kB)").format(
        file=made.file,
        networks=networks.format(count=made.networks),
        files=files.format(count=made.kept_files),
        size=-(-made.size // 1024),
    )


@click.command()
@click.argument("file", type=_FILE)
@asks
def restore(asked: Asked, file: Path) -> None:
    """Make the database that --db names out of the backup FILE; it must not be there yet."""
    made = restored(file, asked.db or default_database(), asked.definitions())
    text = plural("restored: {count} network", "restored: {count} networks", made.networks)
    give(made, [text.format(count=made.networks), *_sound(made.findings)])
    _fail(made.findings)


@click.command()
@click.argument("old")
@click.argument("new")
@asks
def salvage(asked: Asked, old: str, new: str) -> None:
    """Copy every network whose chain holds from OLD into a NEW database, and list the rest.

    OLD and NEW are paths of files, or URLs. OLD is only read.
    """
    made = salvaged(_address(old), _address(new), asked.definitions())
    lost = [one for one in made.networks if one.lost]
    saved = len(made.networks) - len(lost)
    text = plural("saved: {count} network", "saved: {count} networks", saved)
    lines = [text.format(count=saved), *(line for one in made.networks for line in _lost(one))]
    give(made, [*lines, *_sound(made.findings)])
    if lost or made.findings:
        raise click.exceptions.Exit(1)


def _address(text: str) -> str:
    """Return a URL as it is, and a path as the URL of its file."""
    return text if "://" in text else f"sqlite:///{Path(text).expanduser().absolute()}"


def _lost(one: SalvagedNetwork) -> list[str]:
    if one.lost:
        return wrapped(_("lost: {network}: {why}").format(network=one.network, why=one.lost), "  ")
    if one.files_lost:
        text = plural(
            "{network}: {count} kept file is lost", "{network}: {count} kept files are lost",
            len(one.files_lost),
        )  # fmt: skip
        return wrapped(text.format(network=one.network, count=len(one.files_lost)), "  ")
    return []


def _sound(findings: tuple[Finding, ...]) -> list[str]:
    return [str(one) for one in findings] or [_("all that is in it is as it was written")]


def _fail(findings: tuple[Finding, ...]) -> None:
    """End with 1 where something does not fit, so that whoever runs it at night hears of it."""
    if findings:
        raise click.exceptions.Exit(1)
