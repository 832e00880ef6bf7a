"""``split`` and ``merge``: ordinary, by a recorded decision, keeping both histories."""

from typing import Any

import click

from engine.case import messages as m
from engine.cli.options import Asked, asks, because, keyed, tell_done


@click.command()
@click.argument("network")
@click.argument("into")
@click.option("--firm", "firms", multiple=True, help="A firm that goes (once for each).")
@click.option("--title", default="", help="What people call the new network.")
@click.option("--decision", default="", help="The ballot that decided it.")
@click.option("--reason", default="", help="Reason code.")
@because
@keyed
@asks
def split(  # noqa: PLR0913  one argument for each option of the command
    asked: Asked,
    *,
    network: str,
    into: str,
    firms: tuple[str, ...],
    title: str,
    decision: str,
    reason: str,
    because: str,
    key: str,
) -> None:
    """Give some firms of NETWORK to a new network INTO; both keep the history."""
    command = m.SplitNetwork(into, firms, because, decision, reason)
    tell_done(asked.bench().split(network, command, title, key))


@click.command()
@click.argument("network")
@click.argument("into")
@click.option("--decision", default="", help="The ballot that decided it.")
@click.option("--reason", default="", help="Reason code.")
@because
@keyed
@asks
def merge(asked: Asked, network: str, key: str, **given: Any) -> None:
    """End NETWORK in the network INTO, which takes its members in."""
    command = m.JoinNetwork(**given)
    tell_done(asked.bench().merge(network, command, key))
