"""``decide``: a wish becomes events, or a refusal with every reason. Pure: no clock, no rows.

A situation brings the case, its definition and the day; who asks is stamped on the events by the
store. Adding a command is one dataclass in its group of ``messages`` and one case in the module
that decides the group.
"""

from dataclasses import replace
from datetime import date
from typing import assert_never

from engine.case import messages as m
from engine.case.evolve import evolve
from engine.case.texts import identified
from engine.definitions.workflow import Workflow
from engine.language import _
from engine.runtime.deciding.ballots import of_ballots
from engine.runtime.deciding.documents import move_document
from engine.runtime.deciding.gate import called, placed, titled, untidy
from engine.runtime.deciding.members import of_members
from engine.runtime.deciding.networks import of_networks
from engine.runtime.deciding.phases import of_phases
from engine.runtime.deciding.projects import of_projects
from engine.runtime.deciding.records import of_records
from engine.runtime.deciding.reorganise import of_reorganising
from engine.runtime.deciding.settle import settle
from engine.runtime.deciding.standing import ended
from engine.runtime.deciding.tasks import of_tasks
from engine.runtime.situation import Settled, Situation
from engine.source import Reason, refuse


def decide(situation: Situation, command: m.Command) -> Settled:
    """Return every event a command leads to, and the situation after them.

    Raises:
        Rejected: the command is declined; nothing happened.
    """
    if isinstance(command, m.OpenNetwork):
        wish = _("open {title!r}").format(title=command.title)
        raise refuse(Reason.WRONG_STATE, wish, _("there is a network of this name already"))
    reasons = untidy(command)
    if situation.today < situation.case.opened_on:
        day, opened = situation.today, situation.case.opened_on
        reasons.append(
            _("{day} lies before the network was opened, on {opened}").format(
                day=day, opened=opened
            )
        )
    if reasons:
        wish = _("do this in {title!r}").format(title=situation.title)
        raise refuse(Reason.INVALID, wish, reasons)
    events = _direct(situation, command)
    if late := ended(situation, command):
        wish = _("do this in {title!r}").format(title=situation.title)
        raise refuse(Reason.WRONG_STATE, wish, late)
    return settle(situation, events)


def _direct(situation: Situation, command: m.Decided) -> list[m.Event]:
    """Return what a command itself leads to, decided by the module of its kind."""
    if isinstance(command, m.OfMembers):
        return of_members(situation, command)
    if isinstance(command, m.OfTasks):
        return of_tasks(situation, command)
    if isinstance(command, m.OfRecords):
        return of_records(situation, command)
    if isinstance(command, m.OfPhases):
        return of_phases(situation, command)
    if isinstance(command, m.OfProjects):
        return of_projects(situation, command)
    if isinstance(command, m.OfBallots):
        return of_ballots(situation, command)
    if isinstance(command, m.MoveDocument):
        return move_document(situation, command)
    if isinstance(command, m.OfNetworks):
        return of_networks(situation, command)
    if isinstance(command, m.OfReorganising):
        return of_reorganising(situation, command)
    assert_never(command)


def begin(workflow: Workflow, command: m.OpenNetwork, today: date) -> Settled:
    """Return the events that begin a network on a definition.

    Raises:
        Rejected: its id or title cannot be one, its currency or time zone is none, or a text holds
            what no text may.
    """
    reasons = [*untidy(command), *(titled(command.title) if command.title else [])]
    reasons += [*called(command.id), *placed(command.currency, command.zone)]
    if reasons:
        wish = _("open {network!r}").format(network=command.id)
        raise refuse(Reason.INVALID, wish, reasons)
    return begin_with(workflow, command, today, (), {})


def begin_with(
    workflow: Workflow,
    command: m.OpenNetwork,
    today: date,
    carried: tuple[m.Event, ...],
    origin: dict[str, str],
) -> Settled:
    """Return the events that begin a network which takes along what another one carried so far."""
    opened = m.NetworkOpened(
        command.id, command.title, command.workflow, command.type, command.zone,
        command.currency, identified(command.facilitator), command.because, origin,
        command.cluster,
    )  # fmt: skip
    case = evolve(None, opened, today)
    started = m.NetworkMoved("start", "active")
    settled = settle(Situation(case, workflow, today), (*carried, started))
    return Settled((opened, *settled.events), settled.after)


def renumbered(events: tuple[m.Event, ...], first: int) -> tuple[m.Event, ...]:
    """Return carried events with their records numbered on from ``first``."""
    return tuple(
        replace(event, record=event.record + first) if isinstance(event, m.FactRecorded) else event
        for event in events
    )
