"""``phase``, ``criterion``, ``parameter``: gates, what stands behind them, and their thresholds."""

from typing import Any

import click

from engine.case import messages as m
from engine.cli.options import Asked, asks, because, keyed, tell_done
from engine.cli.printing import give, table
from engine.language import _
from engine.runtime.telling.explain import shown
from engine.workbench.answers.lists import thresholds


@click.group()
def phase() -> None:
    """Open, complete, reopen, skip, suspend or resume a phase of a network."""


def _phase_command(verb: str, doc: str) -> None:
    @click.argument("network")
    @click.argument("phase")
    @click.option("--override", is_flag=True, help="Complete it all the same.")
    @click.option("--agreed", multiple=True, metavar="FIRM", help="A member who agrees to that.")
    @because
    @keyed
    @asks
    def moved(asked: Asked, network: str, key: str, **given: Any) -> None:
        agreed = tuple(given.pop("agreed"))
        command = m.MovePhase(verb, agreed=agreed, **given)
        tell_done(asked.bench().execute(network, command, key))

    moved.__doc__ = doc
    phase.command(verb)(moved)


_phase_command("open", "Open PHASE early, with a reason.")
_phase_command("complete", "Complete PHASE; every reason why not yet is told.")
_phase_command("reopen", "Open PHASE again as a new round, with a reason; later ones go on.")
_phase_command("skip", "Do without PHASE, with a reason.")
_phase_command("suspend", "Let PHASE rest, with a reason.")
_phase_command("resume", "Go on with PHASE.")


@click.group()
def criterion() -> None:
    """Confirm or revoke a condition in doubt, or waive one, always with a reason."""


def _criterion_command(verb: str, doc: str) -> None:
    @click.argument("network")
    @click.argument("criterion")
    @click.option("--agreed", multiple=True, metavar="FIRM", help="A member who agrees to that.")
    @because
    @keyed
    @asks
    def marked(asked: Asked, network: str, key: str, **given: Any) -> None:
        command = m.MarkCriterion(verb, **given)
        tell_done(asked.bench().execute(network, command, key))

    marked.__doc__ = doc
    criterion.command(verb)(marked)


_criterion_command("confirm", "It stands all the same: end the doubt about CRITERION.")
_criterion_command("revoke", "It no longer stands: CRITERION is not met.")
_criterion_command("waive", "Do without CRITERION in this network.")


@click.group()
def parameter() -> None:
    """Show the thresholds of a network, or set one of them within its bounds and lock."""


@parameter.command("list")
@click.argument("network")
@asks
def list_parameters(asked: Asked, network: str) -> None:
    """List the thresholds of NETWORK: value, unit, what the plan says, why."""
    found = thresholds(asked.bench(), network)
    rows = [[one.name, _value(one.value, one.plan), one.unit, one.why] for one in found]
    give(found, table([_("name"), _("value"), _("unit"), _("why")], rows))


def _value(value: Any, plan: Any) -> str:
    told, planned = shown(value), shown(plan)
    return told if value == plan else _("{value} (plan: {plan})").format(value=told, plan=planned)


@parameter.command("set")
@click.argument("network")
@click.argument("name")
@click.argument("value")
@because
@keyed
@asks
def set_parameter(
    asked: Asked, network: str, name: str, value: str, because: str, key: str
) -> None:
    """Set threshold NAME of NETWORK to VALUE, with a reason."""
    command = m.SetParameter(name, value, because)
    tell_done(asked.bench().execute(network, command, key))
