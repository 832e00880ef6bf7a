"""``history``, ``verify``, ``rebuild``, ``forget``: what is on record, and that it is unchanged."""

from collections.abc import Mapping
from datetime import date

import click

from engine.case.texts import PersonId
from engine.cli.options import Asked, Day, asks
from engine.cli.printing import followed, give, wants_json, wrapped
from engine.language import _, plural
from engine.source import NotFound
from engine.store import StoredEvent
from engine.workbench.history import narrate


@click.command()
@click.argument("network")
@click.option("--since", type=Day(), default=None, help="Only from this day on.")
@asks
def history(asked: Asked, network: str, since: date | None) -> None:
    """Tell what happened in NETWORK: when, who, what, and why."""
    bench = asked.bench()
    events = list(bench.store.history(network, since))
    people = bench.store.people({event.actor for event in events if event.actor})
    names = {key: person.shown for key, person in people.items()}
    told = narrate(bench, network, events)
    data = [
        {"version": e.version, "at": e.at, "on": e.on, "by": _by(e, names), "event": e.name,
         "text": text}
        for e, text in zip(events, told, strict=True)
    ]  # fmt: skip
    lines = [
        line
        for event, text in zip(events, told, strict=True)
        for line in _event_lines(event, _by(event, names), text)
    ]
    give(data, lines or [_("nothing happened in that time")])


def _by(event: StoredEvent, names: Mapping[PersonId, str]) -> str:
    return names.get(event.actor, "") if event.actor else ""


def _event_lines(event: StoredEvent, who: str, text: str) -> list[str]:
    by = f" ({who})" if who else ""
    return wrapped(f"{text}{by}", " " * 18, f"{event.version:>5}  {event.on} ")


@click.command()
@click.argument("network", required=False)
@asks
def verify(asked: Asked, network: str | None) -> None:
    """Prove that the history, the lists and the kept proofs are as they were written."""
    bench = asked.bench()
    checked = [network] if network else bench.store.known()
    findings = [
        finding
        for name in followed(checked, _("verifying"))
        for finding in bench.store.verify(name)
    ]
    findings += bench.store.left_behind()
    if findings:
        give(findings, [str(one) for one in findings])
        raise click.exceptions.Exit(1)
    text = plural(
        "everything is as it was written ({count} network)",
        "everything is as it was written ({count} networks)",
        len(checked),
    )
    give({"networks": checked, "findings": []}, [text.format(count=len(checked))])


@click.command()
@click.argument("network", required=False)
@asks
def rebuild(asked: Asked, network: str | None) -> None:
    """Make lists and snapshots again from the history of NETWORK, or of all."""
    bench = asked.bench()
    names = [network] if network else bench.store.known()
    count = sum(
        bench.store.rebuild(bench.lists_of, name) for name in followed(names, _("making again"))
    )
    text = plural("made again: {count} network", "made again: {count} networks", count)
    give({"rebuilt": count}, [text.format(count=count)])


@click.command()
@click.argument("person")
@click.option("--yes", is_flag=True, help="Do not ask.")
@asks
def forget(asked: Asked, person: str, *, yes: bool) -> None:
    """Erase PERSON's name, phone and signature; the history still reads and verifies."""
    bench = asked.bench()
    if not yes and not wants_json():
        click.confirm(_("Erase {person!r} for ever?").format(person=person), abort=True)
    erased = bench.store.forget(person, bench.today())
    if not erased:
        raise NotFound(_("nobody called {person!r} is on record").format(person=person))
    mentioned = bench.store.mentions(person)
    text = plural("erased: {count} entry", "erased: {count} entries", erased)
    lines = [text.format(count=erased)]
    if mentioned:
        places = ", ".join(f"{case} {version}" for case, version in mentioned[:10])
        lines += wrapped(
            _("the name also stands in remarks, which cannot be changed: {places}").format(
                places=places
            )
        )
    give({"erased": erased, "mentioned": mentioned}, lines)
