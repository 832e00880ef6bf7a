"""``project``: pilots and strategic projects."""

from datetime import date
from typing import Any

import click

from engine.case import messages as m
from engine.case.words import said
from engine.cli.options import Asked, Day, asks, because, keyed, tell_done
from engine.cli.printing import give, table
from engine.language import _
from engine.workbench.answers import lists
from engine.workbench.definitions import short


@click.group()
def project() -> None:
    """Add a pilot or strategic project to a network and move it along."""


@project.command("types")
@asks
def types(asked: Asked) -> None:
    """List the types of project there are."""
    found = lists.project_types(asked.bench())
    rows = [[short(one.type), said(one.kind), one.title] for one in found]
    give(found, table([_("type"), _("kind"), _("title")], rows))


@project.command("list")
@click.argument("network")
@asks
def list_projects(asked: Asked, network: str) -> None:
    """List the projects of NETWORK."""
    found = lists.projects(asked.bench(), network)
    rows = [[p.id, short(p.type), said(p.state), str(p.due_on or "-"), p.title] for p in found]
    header = [_("project"), _("type"), _("stands"), _("due"), _("title")]
    give(found, table(header, rows) or [_("no project yet")])


@project.command("add")
@click.argument("network")
@click.argument("project")
@click.option("--type", "kind", required=True, help="Type of project, like joint_purchase.")
@click.option("--title", default="", help="What people call it.")
@click.option("--leader", default="", help="The firm that leads it.")
@click.option("--firm", "firms", multiple=True, help="A firm that takes part (default: all).")
@click.option("--due", type=Day(), default=None, help="Planned end.")
@keyed
@asks
def add(  # noqa: PLR0913  one argument for each option of the command
    asked: Asked,
    *,
    network: str,
    project: str,
    kind: str,
    title: str,
    leader: str,
    firms: tuple[str, ...],
    due: date | None,
    key: str,
) -> None:
    """Propose PROJECT in NETWORK."""
    command = m.AddProject(project, title, kind, "", leader, firms, due)
    tell_done(asked.bench().execute(network, command, key))


def _moving(verb: str, doc: str) -> None:
    @click.argument("network")
    @click.argument("project")
    @click.option("--override", is_flag=True, help="Do it although something is lacking.")
    @click.option("--agreed", multiple=True, help="A member who agrees to an override, twice.")
    @click.option("--decision", default="", help="The ballot that decided it.")
    @because
    @keyed
    @asks
    def moved(asked: Asked, network: str, key: str, **given: Any) -> None:
        tell_done(asked.bench().execute(network, m.MoveProject(verb, **given), key))

    moved.__doc__ = doc
    project.command(verb)(moved)


_moving("approve", "The group approves PROJECT; its own steps open.")
_moving("reject", "The group turns PROJECT down, with a reason.")
_moving("start", "Start PROJECT; its entry tests must hold.")
_moving("deliver", "PROJECT has delivered; its own checklist must be done.")
_moving("evaluate", "PROJECT is evaluated; its closing steps must be done.")
_moving("hold", "Let PROJECT rest, with a reason.")
_moving("resume", "Go on with PROJECT.")
_moving("abandon", "Give PROJECT up, with a reason.")
