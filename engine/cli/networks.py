"""``new``, and the life of a whole network: suspend, resume, close and so on."""

from collections.abc import Callable
from typing import Any

import click

from engine.case import messages as m
from engine.cli.options import Asked, PersonParameter, asks, because, keyed, tell_done

DEFAULT_WORKFLOW = "unido.export_network"


@click.command()
@click.argument("network")
@click.option("--workflow", default=DEFAULT_WORKFLOW, show_default=True, help="Id of the plan.")
@click.option("--title", default="", help="What people call it.")
@click.option("--zone", default="UTC", help="Time zone of its dates, like Africa/Casablanca.")
@click.option("--currency", default="", help="Currency of its money, like EUR.")
@click.option("--cluster", default="", help="The cluster its firms come from.")
@click.option(
    "--facilitator",
    type=PersonParameter(),
    default=None,
    help="Who facilitates; by default who acts.",
)
@keyed
@asks
def new(asked: Asked, network: str, **given: Any) -> None:
    """Begin a network called NETWORK; its first phase opens.

    A network is a group of firms that co-operate on a joint project. They come from a cluster,
    which exists without cooperating ('consort cluster --help').
    """
    bench = asked.bench()
    workflow = bench.library.workflow(given["workflow"])
    command = m.OpenNetwork(
        network, given["title"] or network, "", workflow.id, given["zone"], given["currency"],
        given["facilitator"] or asked.actor, cluster=given["cluster"],
    )  # fmt: skip
    tell_done(bench.open_network(command, workflow, given["key"]))


@click.command()
@click.argument("network")
@click.option("--title", default="", help="What people call it.")
@click.option("--currency", default="", help="Currency of its money, like EUR.")
@click.option("--zone", default="", help="Time zone of its dates, like Africa/Casablanca.")
@click.option("--cluster", default="", help="The cluster its firms come from.")
@because
@keyed
@asks
def change(asked: Asked, network: str, key: str, **given: str) -> None:
    """Correct what NETWORK is called, its currency, zone or cluster; no amount is converted."""
    tell_done(asked.bench().execute(network, m.ChangeNetwork(**given), key))


def _moving(verb: str, doc: str, *options: Callable[[Any], Any]) -> click.Command:
    """Return a command that moves a whole network."""

    def moved(asked: Asked, network: str, **given: Any) -> None:
        key = given.pop("key")
        keep = tuple(given.pop("keep", ()))
        command = m.MoveNetwork(verb, keep=keep, **given)
        tell_done(asked.bench().execute(network, command, key))

    moved.__doc__ = doc
    made: Any = asks(moved)
    given: tuple[Callable[[Any], Any], ...] = (keyed, because, *options, click.argument("network"))
    for option in given:
        made = option(made)
    command: click.Command = click.command(verb.replace("_", "-"))(made)
    return command


_decision = click.option("--decision", default="", help="The ballot that decided it.")
_reason = click.option("--reason", default="", help="Reason code.")
_keep = click.option("--keep", multiple=True, help="A project that goes on.", metavar="PROJECT")
_to = click.option("--to", type=PersonParameter(), default=None, help="The new facilitator.")

suspend = _moving("suspend", "Let NETWORK rest; nothing can be ticked until it is resumed.")
resume = _moving("resume", "Wake NETWORK from its rest.")
hand_over = _moving("hand_over", "Give NETWORK to another facilitator.", _to)
close = _moving("close", "Close NETWORK in good order.", _decision, _reason, _keep)
dissolve = _moving(
    "dissolve", "Dissolve NETWORK by a recorded decision.", _decision, _reason, _keep
)
