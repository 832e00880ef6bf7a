"""``org``: organisations that share a database, each kept apart from the others."""

import click

from engine.cli.options import Asked, asks
from engine.cli.printing import give, table
from engine.language import _
from engine.workbench.answers.standing import organisations


@click.group()
def org() -> None:
    """Make and list the organisations that share this database."""


@org.command("add")
@click.argument("organisation")
@click.option("--title", default="", help="What people call it.")
@asks
def add(asked: Asked, organisation: str, title: str) -> None:
    """Make ORGANISATION; name it with --org, or in CONSORT_ORG, from then on."""
    asked.store().add_organisation(organisation, title)
    made = asked.store(organisation).organisation()
    give(made, [_("organisation {title!r} is made").format(title=made.title)])


@org.command("list")
@asks
def list_organisations(asked: Asked) -> None:
    """List every organisation of this database, and how many networks it keeps."""
    found = organisations(asked.store())
    header = [_("organisation"), _("networks"), _("title")]
    rows = [[one.id, str(one.networks), one.title] for one in found]
    give(found, table(header, rows) or [_("no organisation yet; 'home' is made on first use")])


@org.command("show")
@click.argument("organisation")
@asks
def show(asked: Asked, organisation: str) -> None:
    """Show ORGANISATION: its title, networks and commands."""
    found = asked.store(organisation).organisation()
    lines = [found.title, _("networks: {count}").format(count=found.networks)]
    give(found, [*lines, _("commands written: {count}").format(count=found.commands)])
