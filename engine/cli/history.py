"""``history``, ``verify``, ``rebuild``, ``forget``: what is on record, and that it is unchanged."""

from datetime import date

import click

from engine.cli.command_lines import offered
from engine.cli.options import Asked, Day, asks
from engine.cli.printing import followed, give, wants_json, wrapped
from engine.language import _, plural
from engine.workbench.answers import record_keeping


@click.command()
@click.argument("network")
@click.option("--since", type=Day(), default=None, help="Only from this day on.")
@asks
def history(asked: Asked, network: str, since: date | None) -> None:
    """Tell what happened in NETWORK: when, who, what, and why."""
    found = record_keeping.history(asked.bench(), network, since)
    lines = [line for one in found for line in _event_lines(one)]
    give(found, lines or [_("nothing happened in that time")])


def _event_lines(one: record_keeping.Happened) -> list[str]:
    by = f" ({one.by})" if one.by else ""
    return wrapped(f"{one.text}{by}", " " * 18, f"{one.version:>5}  {one.on} ")


@click.command()
@click.argument("network", default="", metavar="[NETWORK]")
@asks
def verify(asked: Asked, network: str) -> None:
    """Prove that the history, the lists and the kept proofs are as they were written."""
    bench = asked.bench()
    names = record_keeping.meant(bench, network)
    found = record_keeping.verified(bench, followed(names, _("verifying")))
    if found.findings:
        give(found, [*(str(one) for one in found.findings), *offered(found.possible)])
        raise click.exceptions.Exit(1)
    count = len(found.networks)
    text = plural(
        "everything is as it was written ({count} network)",
        "everything is as it was written ({count} networks)",
        count,
    )
    give(found, [text.format(count=count)])


@click.command()
@click.argument("network", default="", metavar="[NETWORK]")
@asks
def rebuild(asked: Asked, network: str) -> None:
    """Make lists and snapshots again from the history of NETWORK, or of all."""
    bench = asked.bench()
    names = record_keeping.meant(bench, network)
    found = record_keeping.rebuilt(bench, followed(names, _("making again")))
    text = plural("made again: {count} network", "made again: {count} networks", found.rebuilt)
    give(found, [text.format(count=found.rebuilt)])


@click.command()
@click.argument("person")
@click.option("--yes", is_flag=True, help="Do not ask.")
@asks
def forget(asked: Asked, person: str, *, yes: bool) -> None:
    """Erase PERSON's name, phone and signature; the history still reads and verifies."""
    bench = asked.bench()
    if not yes and not wants_json():
        click.confirm(_("Erase {person!r} for ever?").format(person=person), abort=True)
    found = record_keeping.forgotten(bench, person)
    text = plural("erased: {count} entry", "erased: {count} entries", found.erased)
    lines = [text.format(count=found.erased)]
    if found.mentioned:
        places = ", ".join(f"{one.network} {one.version}" for one in found.mentioned[:10])
        told = _("the name also stands in remarks, which cannot be changed: {places}")
        lines += wrapped(told.format(places=places))
    give(found, lines)
