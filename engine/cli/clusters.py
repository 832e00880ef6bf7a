"""``cluster``: where networks and their firms come from."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from engine.case.cluster import Cluster
from engine.cli.options import Asked, asks, pairs
from engine.cli.printing import give, heading, table, wrapped
from engine.interchange import firm_lists
from engine.language import _
from engine.workbench.answers import clusters as answers


@click.group()
def cluster() -> None:
    """Describe clusters: firms of one sector and place, from which networks draw.

    A cluster is a concentration of firms with related or complementary products, hence with
    challenges and opportunities in common. It exists without cooperating. A network is a group of
    firms that co-operate on a joint project; 'consort new NETWORK --cluster NAME' begins one.
    """


def _describing(command: Callable[..., Any]) -> Any:
    """Add the options that say what a cluster is like."""
    said: tuple[Callable[[Any], Any], ...] = (
        click.option("--title", default="", help="What people call it."),
        click.option("--sector", default="", help="What its firms make or do."),
        click.option("--territory", default="", help="Where they are."),
        click.option("--firm", multiple=True, metavar="FIRM=NAME", help="A firm of it."),
        click.option(
            "--firms", "sheet", default=None, metavar="FILE",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="A sheet (.csv, .xlsx) with the columns firm and name.",
        ),
        click.option("--challenge", multiple=True, help="What makes growth hard for them all."),
        click.option("--opportunity", multiple=True, help="What they could reach together."),
    )  # fmt: skip
    for option in reversed(said):
        command = option(command)
    return command


def _said(name: str, given: dict[str, Any]) -> Cluster:
    sheet: Path | None = given["sheet"]
    firms = {**(firm_lists.firms_in(sheet) if sheet else {}), **pairs(given["firm"])}
    return Cluster(
        name, given["title"], given["sector"], given["territory"], firms,
        given["challenge"], given["opportunity"],
    )  # fmt: skip


@cluster.command("add")
@click.argument("name")
@_describing
@asks
def add(asked: Asked, name: str, **given: Any) -> None:
    """Describe a new cluster called NAME."""
    found = answers.describe(asked.bench(), _said(name, given), new=True)
    give(found, _lines(found))


@cluster.command("change")
@click.argument("name")
@_describing
@click.option("--without", multiple=True, metavar="FIRM", help="A firm that is none of it.")
@asks
def change(asked: Asked, name: str, without: tuple[str, ...], **given: Any) -> None:
    """Say more of the cluster NAME, or another title, sector or territory."""
    found = answers.describe(asked.bench(), _said(name, given), without, new=False)
    give(found, _lines(found))


@cluster.command("show")
@click.argument("name")
@asks
def show(asked: Asked, name: str) -> None:
    """Show the cluster NAME: its firms, where each takes part, what they face in common."""
    found = answers.cluster(asked.bench(), name)
    give(found, _lines(found))


@cluster.command("list")
@asks
def list_clusters(asked: Asked) -> None:
    """List every cluster, how many firms it has, and how many networks draw from it."""
    found = answers.clusters(asked.bench())
    header = [_("cluster"), _("firms"), _("networks"), _("sector"), _("territory")]
    rows = [
        [one.id, str(one.firms), str(one.networks), one.sector or "-", one.territory or "-"]
        for one in found
    ]
    give(found, table(header, rows) or [_("no cluster yet; 'consort cluster add NAME' makes one")])


def _lines(found: answers.ClusterShown) -> list[str]:
    lines = heading(found.title)
    for name, text in ((_("sector"), found.sector), (_("territory"), found.territory)):
        lines += wrapped(f"{name}: {text}", "  ") if text else []
    lines += wrapped(_("networks: {names}").format(names=", ".join(found.networks) or "-"), "  ")
    for name, texts in (
        (_("challenges in common"), found.challenges),
        (_("opportunities in common"), found.opportunities),
    ):
        lines += [f"  {name}:", *(x for one in texts for x in wrapped(one, "      ", "    - "))]
    header = [_("firm"), _("takes part in"), _("name")]
    rows = [[one.id, ", ".join(one.networks) or "-", one.name] for one in found.firms]
    return [*lines, "", *(table(header, rows) or [_("no firm yet")])]
