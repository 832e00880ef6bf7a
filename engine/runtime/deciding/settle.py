"""What follows from what happened: phases open, milestones are reached, doubts arise.

After the direct events of a command this loop runs until nothing follows. It looks only at formulas
that read something the events touched. Rules that never come to rest (one opens what another
closes) are refused with their last moves, and nothing is written.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from engine.case import messages as m
from engine.case.case import Why
from engine.case.evolve import evolve
from engine.case.lifecycle import next_state
from engine.definitions.workflow import Criterion, Milestone, Phase
from engine.language import _
from engine.runtime.assess import ASK, Verdict, assess, computed
from engine.runtime.dependencies import (
    EVERYTHING,
    Touched,
    changed,
    concerns,
    touched_between,
    watched,
)
from engine.runtime.formulas import value_of
from engine.runtime.situation import Settled, Situation
from engine.runtime.telling.events import tell
from engine.source import Reason, refuse

MOST_ROUNDS: Final = 50
"""Rounds after which a plan is taken never to come to rest; the shipped one needs under five."""


def settle(situation: Situation, direct: Iterable[m.Event]) -> Settled:
    """Apply the direct events of a command, then whatever follows, until nothing does."""
    events = list[m.Event]()
    fresh = list(direct)
    new_day = situation.case.last_on != situation.today
    asked = situation.case.version > 1  # of a network just opened no formula was asked yet
    for _round in range(MOST_ROUNDS):
        before = situation.case
        for event in fresh:
            situation = _applied(situation, event)
        events += fresh
        touched = touched_between(before, situation, day_changed=new_day) if asked else EVERYTHING
        fresh = list(follow(situation, touched))
        new_day, asked = False, True
        if not fresh:
            return Settled(tuple(events), situation)
    raise _restless(situation, events)


def _applied(situation: Situation, event: m.Event) -> Situation:
    case = evolve(situation.case, event, situation.today)
    facts = changed(situation.workflow, situation.case, case)
    return situation.after(case, [path[1] for path in facts if path[0] == "tasks"])


def _restless(situation: Situation, events: list[m.Event]) -> Exception:
    last = "; ".join(tell(None, Settled(tuple(events[-4:]), situation)))
    return refuse(
        Reason.LIMIT,
        _("go on with {title!r}").format(title=situation.case.title),
        _("the plan never comes to rest, its last moves were: {moves}").format(moves=last),
        _("ask the author of the plan to look at these rules"),
    )


def follow(network: Situation, touched: Touched) -> Iterator[m.Event]:
    """Yield what follows next from what was touched; nothing once all has come to rest."""
    for scope, project in network.projects.items():
        inner = touched.within(scope)
        if project.case.state in ALIVE and concerns(project.workflow, inner):
            yield from _project_follows(project, scope, inner)
    yield from _network_follows(network)
    yield from _openings(network, touched, "")
    yield from _milestones(network, touched, "")
    yield from _doubts(network, touched)


ALIVE: Final = frozenset({"approved", "running", "delivered"})
"""States of a project in which its phases open and complete."""


def _network_follows(network: Situation) -> Iterator[m.Event]:
    case = network.case
    if case.state == "draft":
        state = next_state("network", case.state, "start")
        yield m.NetworkMoved("start", state or case.state)
        return
    final = [phase for phase in network.workflow.phases.values() if phase.final]
    grown = any(network.phase(phase.id).state == "completed" for phase in final)
    verb = "graduate" if grown else "return"
    state = next_state("network", case.state, verb, lambda: grown) if final else None
    if state is not None:
        yield m.NetworkMoved(verb, state)


def _project_follows(project: Situation, scope: str, touched: Touched) -> Iterator[m.Event]:
    """Yield what follows in a project: its phases open, and complete by themselves."""
    yield from _openings(project, touched, scope)
    yield from _milestones(project, touched, scope)
    for phase in project.open_phases:
        assessment = assess(project, phase)
        if assessment.complete:
            yield m.PhaseMoved(
                phase.id, "complete", "completed", scope, project.phase(phase.id).round,
                outcome=assessment.outcome,
            )  # fmt: skip


def _openings(situation: Situation, touched: Touched, scope: str) -> Iterator[m.Event]:
    if situation.case.state in {"suspended", "closed", "dissolved"}:
        return
    before: Phase | None = None
    for phase in situation.workflow.phases.values():
        if situation.phase(phase.id).state == "waiting" and _opens(
            situation, phase, before, touched
        ):
            yield m.PhaseMoved(phase.id, "open", "open", scope)
        before = phase


def _opens(situation: Situation, phase: Phase, before: Phase | None, touched: Touched) -> bool:
    if phase.opens_when is not None:
        if not watched(situation.workflow, phase.opens_when, touched):
            return False
        return value_of(situation, phase.opens_when, ASK) is True
    return before is None or situation.phase(before.id).state in {"completed", "skipped"}


def _milestones(situation: Situation, touched: Touched, scope: str) -> Iterator[m.Event]:
    for milestone in _milestones_of(situation):
        reached = milestone.id in situation.case.milestones
        if reached or not watched(situation.workflow, milestone.when, touched):
            continue
        if value_of(situation, milestone.when, ASK) is True:
            yield m.MilestoneReached(milestone.id, scope)


def _milestones_of(situation: Situation) -> Iterator[Milestone]:
    for phase in situation.workflow.phases.values():
        yield from phase.milestones.values()


def _doubts(situation: Situation, touched: Touched) -> Iterator[m.Event]:
    """Yield doubts about criteria of completed phases whose basis changed, and their ends.

    What is not known any more since somebody took it back is doubted; what time alone has made
    unknown is not, since nobody changed what the phase was completed on.
    """
    for phase in situation.workflow.phases.values():
        progress = situation.phase(phase.id)
        if progress.state == "completed":
            settled = (c for c in phase.criteria.values() if c.id not in progress.conditions)
            yield from _doubts_about(situation, settled, touched)
        elif progress.state == "open":
            yield from _marks_ended(situation, phase)


def _doubts_about(
    situation: Situation, criteria: Iterable[Criterion], touched: Touched
) -> Iterator[m.Event]:
    for criterion in criteria:
        mark = situation.case.marks.get(criterion.id)
        if mark is not None and mark.kind == "waived":
            continue
        if not watched(situation.workflow, criterion.when, touched):
            continue
        verdict = computed(situation, criterion)
        lost = watched(situation.workflow, criterion.when, touched.by_hand)
        if mark is None and (verdict is Verdict.UNMET or (verdict is Verdict.UNKNOWN and lost)):
            yield m.CriterionMarked(criterion.id, "doubted", why=Why.BASIS_CHANGED)
        elif verdict is Verdict.MET and mark is not None:
            yield m.CriterionMarked(criterion.id, "cleared")


def _marks_ended(situation: Situation, phase: Phase) -> Iterator[m.Event]:
    """Yield the end of doubts about a phase that is open again: its criteria speak anew."""
    for criterion in phase.criteria:
        mark = situation.case.marks.get(criterion)
        if mark is not None and mark.kind != "waived":
            yield m.CriterionMarked(criterion, "cleared")
