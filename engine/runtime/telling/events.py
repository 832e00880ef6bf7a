"""What happened and what follows, as sentences: the answer to every accepted command.

Firms, steps and phases are named by their titles; persons are not named here, so that an answer
kept for a repeated command holds nothing that must be erasable.
"""

from collections.abc import Iterator
from typing import Final, assert_never

from engine.case import messages as m
from engine.case.words import said
from engine.language import _, choose, mark, plural
from engine.runtime.assess import check, label
from engine.runtime.dependencies import Touched, touched_between, watched
from engine.runtime.open_ballots import waiting_for
from engine.runtime.situation import Settled, Situation
from engine.runtime.telling.ballots import count_told, majority_told
from engine.runtime.telling.explain import filled


def tell(before: Situation | None, settled: Settled) -> list[str]:
    """Return one sentence for each event, then what changed through them."""
    told = [sentence for event in settled.events if (sentence := _told(settled.after, event))]
    if before is None:
        return told
    after = settled.after
    touched = touched_between(before.case, after)
    changed = _criteria_changed(before, after, touched)
    return [*told, *changed, *_now_ready(before, after, touched)]


def _told(after: Situation, event: m.Event) -> str:  # noqa: C901, PLR0912  all events
    """Return the sentence of an event. A new event is a new line here."""
    match event:
        case m.NetworkOpened():
            return _network_opened(after, event)
        case m.MemberAdded():
            return _member_added(after, event)
        case m.MemberMoved():
            return _member_moved(after, event)
        case m.MemberRenamed(firm=firm, name=name):
            return _("{firm} is now called {name}").format(firm=firm, name=name)
        case m.MemberRemoved(firm=firm):
            return _("{firm} is taken out").format(firm=firm)
        case m.TaskTicked():
            return _task_ticked(after, event)
        case m.TaskMoved():
            return _task_moved(after, event)
        case m.FactRecorded():
            return _fact_recorded(after, event)
        case m.RecordWithdrawn():
            return _record_withdrawn(after, event)
        case m.PhaseMoved():
            return _phase_moved(after, event)
        case m.CriterionMarked():
            return _criterion_marked(after, event)
        case m.MilestoneReached():
            return _milestone_reached(after, event)
        case m.ParameterSet():
            return _parameter_set(after, event)
        case m.ProjectAdded():
            return _project_added(after, event)
        case m.ProjectMoved():
            return _project_moved(after, event)
        case m.BallotOpened():
            return _ballot_opened(after, event)
        case m.VoteCast():
            return _vote_cast(after, event)
        case m.BallotClosed():
            return _ballot_closed(after, event)
        case m.DocumentMoved():
            return _document_moved(after, event)
        case m.NetworkMoved():
            return _network_moved(after, event)
        case m.NetworkChanged():
            return _network_changed(event)
        case m.NetworkSplit():
            return _network_split(after, event)
        case m.NetworkMerged():
            return _network_merged(after, event)
        case m.MembersReceived():
            return _members_received(after, event)
        case _:
            assert_never(event)


def _criteria_changed(before: Situation, after: Situation, touched: Touched) -> Iterator[str]:
    for phase in after.open_phases:
        for criterion in phase.criteria.values():
            if not watched(after.workflow, criterion.when, touched):
                continue
            was, now = check(before, criterion).verdict, check(after, criterion).verdict
            if was is not now:
                yield _("{verdict}: {sentence}").format(
                    verdict=_("now {v}").format(v=said(now)), sentence=filled(after, criterion.say)
                )


def _now_ready(before: Situation, after: Situation, touched: Touched) -> Iterator[str]:
    for phase in after.open_phases:
        for task in phase.tasks.values():
            if not touched.reaches(("tasks", task.id)):
                continue
            if after.task_state(task) == "ready" and before.task_state(task) == "locked":
                yield _("can be done now: {title}").format(title=choose(task.title))


def _place(after: Situation, scope: str) -> Situation:
    return after.within(scope) if scope and scope in after.projects else after


def _network_opened(_after: Situation, event: m.NetworkOpened) -> str:
    return _("opened {title!r}").format(title=event.title)


def _member_added(_after: Situation, event: m.MemberAdded) -> str:
    return _("added {name}").format(name=event.name)


def _member_moved(after: Situation, event: m.MemberMoved) -> str:
    name = after.case.members[event.firm].name
    return _(_MEMBER_DONE[event.verb]).format(name=name)


_MEMBER_DONE: Final = {
    "commit": mark("{name} is committed"),
    "activate": mark("{name} is active"),
    "suspend": mark("{name} rests"),
    "leave": mark("{name} has left"),
    "exclude": mark("{name} is excluded"),
    "return": mark("{name} is back, interested"),
    "represent": mark("somebody else speaks for {name}, or stands in"),
}


def _task_ticked(after: Situation, event: m.TaskTicked) -> str:
    place = _place(after, event.scope)
    task = place.workflow.tasks[event.task]
    text = _("ticked {title!r}").format(title=choose(task.title))
    text += _(" for {who}").format(who=event.target) if event.target else ""
    if task.for_each is not None:
        left = len(place.missing(task))
        text += _(" ({count} to go)").format(count=left) if left else _(" (all done)")
    elif task.at_least > 1:
        times = place.progress(task).times
        text += _(" ({times} of at least {least})").format(times=times, least=task.at_least)
    if event.early:
        text += _(", out of order: {needs} still open").format(needs=", ".join(event.early))
    return "; ".join([text, *(_evidence(proof) for proof in event.proofs)])


def _evidence(proof: m.Proof) -> str:
    way = _("kept {file}") if proof.digest else _("noted {file} as a reference")
    return way.format(file=proof.reference)


def _task_moved(after: Situation, event: m.TaskMoved) -> str:
    task = _place(after, event.scope).workflow.tasks[event.task]
    done = _(_TASK_DONE[event.verb]).format(title=choose(task.title))
    return done + (_(" for {who}").format(who=event.target) if event.target else "")


_TASK_DONE: Final = {
    "untick": mark("unticked {title!r}"),
    "waive": mark("waived {title!r}"),
    "reopen": mark("reopened {title!r}"),
    "start": mark("began {title!r}"),
    "submit": mark("handed in {title!r}"),
}


def _fact_recorded(after: Situation, event: m.FactRecorded) -> str:
    kind = _place(after, event.scope).workflow.records[event.type]
    return _("recorded {title!r} (number {number})").format(
        title=choose(kind.title), number=event.record
    )


def _record_withdrawn(_after: Situation, event: m.RecordWithdrawn) -> str:
    return _("took back record {number}").format(number=event.record)


def _phase_moved(after: Situation, event: m.PhaseMoved) -> str:
    phase = _place(after, event.scope).workflow.phases[event.phase]
    text = _("phase {title!r} is {state}").format(
        title=choose(phase.title), state=said(event.state)
    )
    if event.round > 1:
        text += _(", round {round}").format(round=event.round)
    if event.check_on:
        open_ones = ", ".join(event.conditions) or _("none")
        text += _(", on conditions ({conditions}), looked at again on {day}").format(
            conditions=open_ones, day=event.check_on
        )
    return text


def _criterion_marked(after: Situation, event: m.CriterionMarked) -> str:
    criterion = _place(after, event.scope).workflow.criteria[event.criterion]
    sentence = filled(_place(after, event.scope), criterion.say)
    told = _(_MARK_DONE[event.kind]).format(sentence=sentence)
    names = ", ".join(after.case.members[firm].name for firm in event.agreed)
    return _("{told} (agreed by {names})").format(told=told, names=names) if names else told


_MARK_DONE: Final = {
    "waived": mark("waived: {sentence}"),
    "doubted": mark("in doubt: {sentence} (confirm or revoke it)"),
    "confirmed": mark("confirmed: {sentence}"),
    "revoked": mark("revoked: {sentence} (the phase can be reopened)"),
    "cleared": mark("no longer in doubt: {sentence}"),
}


def _milestone_reached(after: Situation, event: m.MilestoneReached) -> str:
    place = _place(after, event.scope)
    found = (p.milestones.get(event.milestone) for p in place.workflow.phases.values())
    title = next((choose(one.title) for one in found if one), event.milestone)
    return _("milestone reached: {title}").format(title=title)


def _parameter_set(_after: Situation, event: m.ParameterSet) -> str:
    return _("{name} is {value} for this network").format(name=event.name, value=event.value)


def _project_added(after: Situation, event: m.ProjectAdded) -> str:
    title = after.projects[event.project].title
    return _("project {title!r} is proposed").format(title=title)


def _project_moved(after: Situation, event: m.ProjectMoved) -> str:
    title = after.projects[event.project].title
    return _("project {title!r} is {state}").format(title=title, state=said(event.state))


def _ballot_opened(_after: Situation, event: m.BallotOpened) -> str:
    count = len(event.voters)
    text = plural(
        "ballot {id!r} is open to {count} firm", "ballot {id!r} is open to {count} firms", count
    )
    text = text.format(id=event.ballot, count=count)
    text += _(", round {round}").format(round=event.round) if event.round > 1 else ""
    text += _(", until {day}").format(day=event.closes_on) if event.closes_on else ""
    needed = "" if event.how == "consensus" else majority_told(event.rule)
    return _("{text}; needed: {rule}").format(text=text, rule=needed) if needed else text


def _vote_cast(after: Situation, event: m.VoteCast) -> str:
    left = len(waiting_for(after, after.case.ballots[event.ballot]))
    told = _VOTED[event.changed, bool(event.carried_by)]
    return _(told).format(firm=event.firm, left=left, by=event.carried_by)


_VOTED: Final = {
    (False, False): mark("{firm} has answered, {left} to go"),
    (True, False): mark("{firm} has changed its answer, {left} to go"),
    (False, True): mark("{firm} has answered through {by}, {left} to go"),
    (True, True): mark("{firm} has changed its answer through {by}, {left} to go"),
}


def _ballot_closed(after: Situation, event: m.BallotClosed) -> str:
    text = _("ballot {id!r} is {state}").format(id=event.ballot, state=said(event.state))
    if event.state != "withdrawn":
        ballot = after.case.ballots[event.ballot]
        text = f"{text}: {count_told(ballot, ballot.count())}"
    advice = label(after, "consensus", "advice", event.advice)
    return _("{text}; {advice}").format(text=text, advice=advice) if advice else text


def _document_moved(_after: Situation, event: m.DocumentMoved) -> str:
    text = _("document {id!r}, version {version}, is {state}")
    return text.format(id=event.document, version=event.version, state=said(event.state))


def _network_moved(after: Situation, event: m.NetworkMoved) -> str:
    if event.verb == "hand_over":
        return _("handed over")
    return _("{title!r} is {state}").format(title=after.case.title, state=said(event.state))


def _network_changed(event: m.NetworkChanged) -> str:
    told = [
        _("it is called {title!r}").format(title=event.title) if event.title else "",
        _("its money is in {currency}").format(currency=event.currency) if event.currency else "",
        _("its days are those of {zone}").format(zone=event.zone) if event.zone else "",
        _("it belongs to the cluster {id!r}").format(id=event.cluster) if event.cluster else "",
    ]
    return "; ".join(one for one in told if one)


def _network_split(_after: Situation, event: m.NetworkSplit) -> str:
    return _("to the new network {into!r} go: {firms}").format(
        firms=", ".join(event.firms), into=event.into
    )


def _network_merged(_after: Situation, event: m.NetworkMerged) -> str:
    return _("closed, its members go to {into!r}").format(into=event.into)


def _members_received(_after: Situation, event: m.MembersReceived) -> str:
    return _("took in the members of {origin!r}").format(origin=event.origin)
