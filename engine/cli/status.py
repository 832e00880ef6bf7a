"""``status``: one screen that says where a network, or one of its steps, stands."""

import click

from engine.case.words import said, wished
from engine.cli.command_lines import command_lines, offered
from engine.cli.options import Asked, asks
from engine.cli.printing import give, heading, table, wrapped
from engine.language import _, mark, plural
from engine.runtime.health import Health
from engine.workbench.answers.standing import (
    BallotStanding,
    NetworkStanding,
    PhaseStanding,
    standing,
)
from engine.workbench.answers.step import StepEvent, StepStanding, step_standing


@click.command()
@click.argument("network")
@click.argument("step", default="")
@asks
def status(asked: Asked, network: str, step: str) -> None:
    """Show where NETWORK stands: phases, members, projects, health, doubts, what is late.

    With STEP, an id, a code or a part of its title, show all that was done to that step: when, by
    whom, for whom, with which proofs.
    """
    bench = asked.bench()
    if step:
        looked = step_standing(bench, network, step)
        give(looked, _step_lines(looked))
        return
    answer = standing(bench, network)
    give(answer, _lines(answer))


def _step_lines(one: StepStanding) -> list[str]:
    name = " ".join(part for part in (one.code, one.title) if part)
    lines = heading(f"{name}: {said(one.state)}")
    if one.waits_for:
        lines += wrapped("; ".join(one.waits_for), " " * 10, _("Waits for: "))
    for happened in one.done:
        lines += _done_lines(happened)
    nothing = _("Nothing was done to it yet; it is for: {who}")
    lines += [] if one.done else wrapped(nothing.format(who=", ".join(map(said, one.who))))
    return [*lines, *offered(one.possible, " " * 10)]


def _done_lines(happened: StepEvent) -> list[str]:
    text = _("{verb} by {who}").format(verb=wished(happened.verb), who=happened.by or _("nobody"))
    if happened.target:
        text += _(" for {who}").format(who=happened.target)
    if happened.record:
        text += _(", record {number}").format(number=happened.record)
    text += f": {happened.said}" if happened.said else ""
    lines = wrapped(text, " " * 12, f"{happened.on}  ")
    for proof in happened.proofs:
        way = _("kept {file}") if proof.kept else _("noted {file} as a reference")
        told = f"{said(proof.kind)}: {way.format(file=proof.reference)}"
        lines += wrapped(told, " " * 14, " " * 12)
    return lines


def _lines(one: NetworkStanding) -> list[str]:
    lines = heading(f"{one.title} ({one.network}): {said(one.state)}")
    rows = [[phase.title, said(phase.state), _detail(phase)] for phase in one.phases]
    lines += table([_("phase"), _("stands"), _("detail")], rows)
    members = ", ".join(
        _("{count} {state}").format(count=group.firms, state=said(group.state))
        for group in one.members
    )
    lines += ["", *wrapped(members or _("none yet"), " " * 10, _("Firms:    "))]
    if one.projects:
        projects = ", ".join(f"{project.id} ({said(project.state)})" for project in one.projects)
        lines += wrapped(projects, " " * 10, _("Projects: "))
    if one.facilitator:
        lines += wrapped(one.facilitator, " " * 10, _("Facilitator: "))
    for meter in one.meters:
        told = _("{now} ({verdict})").format(now=meter.now, verdict=said(meter.verdict))
        lines += wrapped(told, " " * 10, _("Meter:    "))
    lines += [text for ballot in one.ballots for text in _ballot_lines(ballot)]
    if one.in_doubt:
        lines += wrapped(", ".join(one.in_doubt), " " * 10, _("In doubt: "))
    lines += _health_lines(one.health)
    if one.late:
        late = plural("{count} step", "{count} steps", one.late).format(count=one.late)
        lines += [_("Late:     ") + late]
    return [*lines, *offered(one.possible, " " * 10)]


def _ballot_lines(ballot: BallotStanding) -> list[str]:
    waiting = ", ".join(ballot.waiting)
    told = _("not yet: {firms}").format(firms=waiting) if waiting else _("all have answered")
    text = f"{ballot.id}: {ballot.question} ({told})"
    if ballot.overdue:
        text += _(", overdue since {day}").format(day=ballot.closes_on)
    elif ballot.closes_on:
        text += _(", until {day}").format(day=ballot.closes_on)
    return wrapped(text, " " * 10, _("Vote:     "))


def _detail(phase: PhaseStanding) -> str:
    if phase.state == "open":
        text = plural(
            "since {day}: {met} of {of} conditions, {steps} required step open",
            "since {day}: {met} of {of} conditions, {steps} required steps open",
            phase.open_steps,
        )
        return text.format(day=phase.opened_on, met=phase.met, of=phase.of, steps=phase.open_steps)
    if phase.state == "completed":
        outcome = said(phase.outcome)
        return _("on {day}, {outcome}").format(day=phase.completed_on, outcome=outcome)
    return ""


def _health_lines(looked: Health | None) -> list[str]:
    if looked is None:
        return []
    text = _("{colour} ({points} points)").format(colour=said(looked.colour), points=looked.points)
    lines = wrapped(text, " " * 10, _("Health:   "))
    lines += [line for sign in looked.signs for line in wrapped(sign, " " * 12, " " * 10 + "- ")]
    if looked.advice:
        lines += wrapped(_("Advice: {text}").format(text=looked.advice), " " * 10, " " * 10)
        wanted = _WANTED[looked.colour == "red"]
        days = _(wanted).format(days=looked.within_days)
        lines += [" " * 10 + days] if looked.within_days else []
    for one in looked.choices if looked.colour == "red" else ():
        lines += wrapped(one.title, " " * 12, " " * 10 + "- ")
        lines += command_lines(one, " " * 12)
    return lines


_WANTED = {
    True: mark("The assembly chooses within {days} days:"),
    False: mark("A plan within {days} days."),
}
