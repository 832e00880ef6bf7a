"""``member``: firms come, commit, act, rest, leave."""

from typing import Any

import click

from engine.case import messages as m
from engine.case.words import said
from engine.cli.options import Asked, Day, PersonParameter, asks, because, keyed, pairs, tell_done
from engine.cli.printing import give, table
from engine.language import _
from engine.workbench.answers.lists import firms


@click.group()
def member() -> None:
    """Add firms to a network and follow them: commit, activate, suspend, leave, exclude."""


@member.command("add")
@click.argument("network")
@click.argument("firm")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--name", default="", help="The firm's full name; else as its cluster has it.")
@click.option("--again", is_flag=True, help="It is another firm of the same name.")
@keyed
@asks
def add(  # noqa: PLR0913  one argument for each option of the command
    asked: Asked,
    *,
    network: str,
    firm: str,
    fields: tuple[str, ...],
    name: str,
    again: bool,
    key: str,
) -> None:
    """Take FIRM into the pool of NETWORK as interested; FIELD=VALUE fill in its registration."""
    command = m.AddMember(firm, name, pairs(fields), again)
    tell_done(asked.bench().execute(network, command, key))


@member.command("list")
@click.argument("network")
@asks
def list_members(asked: Asked, network: str) -> None:
    """List the firms of NETWORK and where each stands."""
    found = firms(asked.bench(), network)
    header = [_("firm"), _("stands"), _("since"), _("represented by"), _("name")]
    rows = [
        [one.id, said(one.state), str(one.since or ""), one.representative or "-", one.name]
        for one in found
    ]
    give(found, table(header, rows) or [_("no firm yet")])


@member.command("rename")
@click.argument("network")
@click.argument("firm")
@click.option("--name", required=True, help="The name it bears.")
@click.option("--again", is_flag=True, help="Another firm is called so too.")
@because
@keyed
@asks
def rename(asked: Asked, network: str, firm: str, key: str, **given: Any) -> None:
    """Correct the name of FIRM, or give it the one it bears now, with a reason."""
    tell_done(asked.bench().execute(network, m.RenameMember(firm, **given), key))


@member.command("remove")
@click.argument("network")
@click.argument("firm")
@because
@keyed
@asks
def remove(asked: Asked, network: str, firm: str, because: str, key: str) -> None:
    """Take out FIRM, typed in wrongly; one that took part leaves or is excluded instead."""
    tell_done(asked.bench().execute(network, m.RemoveMember(firm, because), key))


def _moving(verb: str, doc: str) -> None:
    @click.argument("network")
    @click.argument("firm")
    @click.option("--reason", default="", help="Reason code, for leave and exclude.")
    @click.option(
        "--representative", type=PersonParameter(), default=None, help="Who speaks for the firm."
    )
    @click.option("--substitute", type=PersonParameter(), default=None, help="Who stands in.")
    @click.option("--decision", default="", help="The ballot that decided it.")
    @click.option("--told", "told_on", type=Day(), default=None, help="Day it got the reasons.")
    @click.option("--heard", "heard_on", type=Day(), default=None, help="Day it was heard.")
    @because
    @keyed
    @asks
    def moved(asked: Asked, network: str, firm: str, key: str, **given: Any) -> None:
        command = m.MoveMember(verb, firm, **given)
        tell_done(asked.bench().execute(network, command, key))

    moved.__doc__ = doc
    member.command(verb)(moved)


_moving("commit", "FIRM commits to NETWORK; name who represents it.")
_moving("activate", "FIRM takes part (again).")
_moving("represent", "Somebody else speaks or stands in for FIRM, with a reason.")
_moving("suspend", "FIRM rests for a while.")
_moving("leave", "FIRM leaves; give a reason code. Leaving is normal.")
_moving("exclude", "FIRM is excluded by decision; give a reason code and the reason.")
