"""``list``, ``todo``, ``portfolio``, ``refresh``: over all networks of an organisation."""

from datetime import date
from typing import Any

import click

from engine.case.texts import PersonId, PersonName
from engine.case.words import said
from engine.cli.options import Asked, PersonParameter, asks
from engine.cli.printing import followed, give, heading, table, wrapped
from engine.language import _, plural
from engine.source import Reason, refuse
from engine.store import Chosen
from engine.workbench.answers import portfolio as answers
from engine.workbench.workbench import Workbench

_limit = click.option(
    "--limit", type=click.IntRange(1, 1000), default=answers.PAGE, show_default=True,
    help="Lines of a page.",
)  # fmt: skip
_facilitator = click.option(
    "--facilitator", type=PersonParameter(), default=None, help="Only networks this person guides."
)


@click.command("list")
@click.option("--state", default="", help="Only networks that stand so, like active.")
@click.option("--phase", default="", help="Only networks with this phase open.")
@click.option("--health", type=click.Choice(["green", "amber", "red"]), default=None)
@click.option("--blocks", default="", metavar="CONDITION", help="Only those it holds up.")
@click.option("--cluster", default="", help="Only networks of this cluster.")
@click.option("--late", is_flag=True, help="Only networks with a step that is late.")
@_facilitator
@_limit
@click.option("--after", default="", help="Go on behind this network.")
@asks
def list_networks(asked: Asked, after: str, limit: int, **given: Any) -> None:
    """List networks: where each stands, its health, what holds up its next gate."""
    bench = asked.bench()
    found = answers.page(bench, _chosen(bench, **given), after, limit)
    header = [_("network"), _("stands"), _("health"), _("next due"), _("title; held up by")]
    rows = [
        [one.network, said(one.state), said(one.health) if one.health else "-",
         str(one.next_due or "-"), _told(one)]
        for one in found.lines
    ]  # fmt: skip
    empty = [_("no network yet; 'consort new NAME' begins one, 'consort demo' shows one")]
    more = [_("more follow: --after {network}").format(network=found.after)] if found.after else []
    give(found, [*(table(header, rows) or empty), *more])


def _chosen(  # noqa: PLR0913  one for each option of the list
    bench: Workbench,
    *,
    state: str,
    phase: str,
    health: str | None,
    blocks: str,
    late: bool,
    facilitator: PersonName | None,
    cluster: str,
) -> Chosen:
    day: date | None = bench.today() if late else None
    if cluster:
        bench.store.cluster(cluster)
    person = _person(bench, facilitator)
    return Chosen(state, phase, person, health or "", blocks, day, cluster=cluster)


def _person(bench: Workbench, name: PersonName | None) -> PersonId | None:
    if name is None:
        return None
    found = bench.store.person_called(name)
    if found is None:
        wish = _("list the networks of {name!r}").format(name=name.text)
        raise refuse(Reason.UNKNOWN, wish, _("nobody called {person!r} is on record").format(
            person=name.text
        ))  # fmt: skip
    return found


def _told(one: answers.NetworkLine) -> str:
    parts = [one.title, *([one.blocks] if one.blocks else [])]
    if one.waiting:
        parts.append(plural("{count} day", "{count} days", one.waiting).format(count=one.waiting))
    return "; ".join([*parts, *_in_doubt(one.doubts)])


def _in_doubt(count: int) -> list[str]:
    """Return how many conditions are in doubt, nothing where none is."""
    text = plural("{count} in doubt", "{count} in doubt", count)
    return [text.format(count=count)] if count else []


@click.command()
@click.option("--role", default="", help="Only steps this role can do.")
@click.option("--all", "everybody", is_flag=True, help="The networks of all facilitators.")
@_facilitator
@_limit
@asks
def todo(
    asked: Asked,
    *,
    role: str,
    everybody: bool,
    facilitator: PersonName | None,
    limit: int,
) -> None:
    """Show the day over all your networks: late, due this week, what is not well.

    Yours are those that who acts facilitates; name somebody else with --facilitator.
    """
    bench = asked.bench()
    name = facilitator or asked.actor
    person = None if everybody or name is None else bench.store.person_called(name)
    nobody = not everybody and person is None
    found = answers.Todo((), ()) if nobody else answers.todo(bench, person, role, limit)
    give(found, [*_steps(found), *_troubles(found)] or _nothing(name, nobody=nobody))


def _nothing(name: PersonName | None, *, nobody: bool) -> list[str]:
    if nobody:
        text = _("{name} guides no network here; --all shows those of everybody")
        return [text.format(name=name.text if name else _("nobody"))]
    return [_("nothing is late or due this week")]


def _steps(found: answers.Todo) -> list[str]:
    lines: list[str] = []
    for title, late in ((_("Late"), True), (_("This week"), False)):
        ones = [one for one in found.steps if one.late is late]
        if ones:
            lines += [*([""] if lines else []), *heading(title)]
        for one in ones:
            where = f"{one.network}/{one.project}" if one.project else one.network
            lines += wrapped(f"{where}: {one.step} ({one.task})", " " * 12, f"{one.due}  ")
    return lines


def _troubles(found: answers.Todo) -> list[str]:
    lines = ["", *heading(_("Not well"))] if found.troubles else []
    for one in found.troubles:
        parts = []
        if one.health in {"amber", "red"}:
            text = _("{colour} since {day}")
            parts.append(text.format(colour=said(one.health), day=one.since))
        parts += _in_doubt(one.doubts)
        lines += wrapped(f"{one.network}: {', '.join(parts)}", "  ")
    return lines


@click.command()
@asks
def portfolio(asked: Asked) -> None:
    """Count the networks that go on: by phase, health, what holds them up, and cluster."""
    found = answers.counts(asked.bench())
    sections = [
        (_("phases open"), found.phases), (_("health"), found.health),
        (_("held up by"), found.blocks),
    ]  # fmt: skip
    if any(one.name for one in found.clusters):
        sections.append((_("cluster"), found.clusters))
    lines: list[str] = []
    for title, shares in sections:
        rows = [
            [said(one.name) if one.name else "-", str(one.networks),
             "-" if one.waiting is None else str(one.waiting)]
            for one in shares
        ]  # fmt: skip
        lines += [*([""] if lines else []), *table([title, _("networks"), _("days")], rows)]
    if found.stale:
        text = plural(
            "{count} network was not looked at today; 'consort refresh' does",
            "{count} networks were not looked at today; 'consort refresh' does",
            found.stale,
        )
        lines += ["", text.format(count=found.stale)]
    give(found, lines)


@click.command()
@click.option("--all-organisations", is_flag=True, help="Those of every organisation here.")
@asks
def refresh(asked: Asked, *, all_organisations: bool) -> None:
    """Look at every network anew: health and what holds it up change with time. For cron.

    Nothing is decided: only what lists show is written. Ended in the middle, it goes on next time.
    """
    organisations = [asked.organisation]
    if all_organisations:
        organisations = [one.id for one in asked.store().organisations()]
    done = sum(_refreshed(asked.bench_of(one)).networks for one in organisations)
    text = plural("looked at {count} network", "looked at {count} networks", done)
    give(answers.Refreshed(done), [text.format(count=done)])


def _refreshed(bench: Workbench) -> answers.Refreshed:
    return answers.refreshed(bench, followed(answers.stale(bench), _("looking")))
