"""``user``: who may come in by the browser, in which role, and by which link."""

from datetime import UTC, datetime

import click

from engine.case.words import said
from engine.cli.options import Asked, asks
from engine.cli.printing import give, out, table
from engine.language import _
from engine.store import Account
from engine.workbench.admission import ROLES, Admission


def door(asked: Asked) -> Admission:
    """Return the door of the organisation asked for, now."""
    return Admission(asked.store(asked.organisation), datetime.now(UTC))


@click.group()
def user() -> None:
    """Make and list users of the browser, their roles and their links."""


@user.command("add")
@click.argument("user_id", metavar="USER")
@click.option("--name", default="", help="The person's name; it stands in the history.")
@click.option("--role", type=click.Choice(ROLES), default="facilitator", help="What they may do.")
@click.option("--network", "networks", multiple=True, help="Only this network; may be repeated.")
@click.option("--firm", default="", help="The firm they speak for, with --role firm.")
@click.option("--speaks", "language", default="", help="The language of their pages.")
@asks
def add(asked: Asked, user_id: str, networks: tuple[str, ...], **given: str) -> None:
    """Add USER and print a link by which they sign in once and choose a password."""
    name = given.pop("name") or user_id
    at = door(asked)
    at.add(Account(user_id, name, given["role"], given["firm"], networks, given["language"]))
    _tell_link(at, user_id)


@user.command("list")
@asks
def list_users(asked: Asked) -> None:
    """List every user, with role, networks and firm."""
    found = [one._replace(password="") for one in door(asked).accounts.every()]
    header = [_("user"), _("role"), _("networks"), _("firm"), _("name")]
    rows = [
        [one.id, said(one.role), ", ".join(one.networks) or _("all"), one.firm or "-", one.name]
        for one in found
    ]
    give(found, table(header, rows) or [_("no user yet")])


@user.command("link")
@click.argument("user_id", metavar="USER")
@asks
def link(asked: Asked, user_id: str) -> None:
    """Print a link by which USER signs in once, within seven days."""
    _tell_link(door(asked), user_id)


@user.command("role")
@click.argument("user_id", metavar="USER")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--network", "networks", multiple=True, help="Only this network; may be repeated.")
@click.option("--firm", default="", help="The firm they speak for, with the role firm.")
@asks
def role(
    asked: Asked, user_id: str, role: str, networks: tuple[str, ...], firm: str
) -> None:  # fmt: skip
    """Give USER another ROLE; every session of theirs ends."""
    door(asked).change(user_id, role, firm, networks)
    out(_("{user} is now: {role}").format(user=user_id, role=said(role)))


@user.command("remove")
@click.argument("user_id", metavar="USER")
@asks
def remove(asked: Asked, user_id: str) -> None:
    """Take USER away, with every session and link; what they did stays on record."""
    door(asked).remove(user_id)
    out(_("{user} can no longer sign in").format(user=user_id))


def _tell_link(at: Admission, user_id: str) -> None:
    path = f"/link/{at.link(user_id)}"
    out(_("Behind the address of your server, once, within seven days: {path}").format(path=path))
