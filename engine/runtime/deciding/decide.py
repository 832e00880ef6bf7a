"""``decide``: a wish becomes events, or a refusal with every reason. Pure: no clock, no rows.

A situation brings the case, its definition and the day; who asks is stamped on the events by the
store. Adding a command is one dataclass in ``messages``, one function, and one row here.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from engine.case import messages as m
from engine.case.evolve import evolve
from engine.case.texts import identified
from engine.definitions.workflow import Workflow
from engine.language import _
from engine.runtime.deciding.ballots import cast_vote, move_ballot, open_ballot
from engine.runtime.deciding.documents import move_document
from engine.runtime.deciding.members import add_member, move_member
from engine.runtime.deciding.networks import move_network, set_parameter
from engine.runtime.deciding.phases import mark_criterion, move_phase
from engine.runtime.deciding.projects import add_project, move_project
from engine.runtime.deciding.records import record_fact, withdraw_record
from engine.runtime.deciding.reorganise import join_network, receive_members, split_network
from engine.runtime.deciding.settle import settle
from engine.runtime.deciding.tasks import move_task, tick_task
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
    direct = DECIDERS[type(command)](situation, command)
    return settle(situation, direct)


def begin(workflow: Workflow, command: m.OpenNetwork, today: date) -> Settled:
    """Return the events that begin a network on a definition."""
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


DECIDERS: Final[dict[type, Callable[[Situation, Any], list[m.Event]]]] = {
    m.AddMember: add_member,
    m.MoveMember: move_member,
    m.TickTask: tick_task,
    m.MoveTask: move_task,
    m.RecordFact: record_fact,
    m.WithdrawRecord: withdraw_record,
    m.MovePhase: move_phase,
    m.MarkCriterion: mark_criterion,
    m.SetParameter: set_parameter,
    m.AddProject: add_project,
    m.MoveProject: move_project,
    m.OpenBallot: open_ballot,
    m.CastVote: cast_vote,
    m.MoveBallot: move_ballot,
    m.MoveDocument: move_document,
    m.MoveNetwork: move_network,
    m.SplitNetwork: split_network,
    m.JoinNetwork: join_network,
    m.ReceiveMembers: receive_members,
}
"""Which function decides which command."""
