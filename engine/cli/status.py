"""``status``: one screen that says where a network stands."""

from typing import Any

import click

from engine.case.words import said
from engine.cli.options import Asked, asks
from engine.cli.printing import give, heading, table, wrapped
from engine.language import _, choose, mark, plural
from engine.runtime.assess import GOOD, assess
from engine.runtime.health import Health, health
from engine.runtime.next_steps import Urgency, upcoming
from engine.runtime.situation import Situation


@click.command()
@click.argument("network")
@asks
def status(asked: Asked, network: str) -> None:
    """Show where NETWORK stands: phases, members, projects, health, doubts, what is late."""
    situation = asked.bench().situation(network)
    looked = health(situation)
    data = {
        "network": situation.case.id,
        "title": situation.case.title,
        "state": situation.case.state,
        "version": situation.case.version,
        "phases": [_phase(situation, name) for name in situation.workflow.phases],
        "members": _members(situation),
        "projects": {k: p.state for k, p in situation.case.projects.items()},
        "in_doubt": [k for k, mark in situation.case.marks.items() if mark.kind == "doubted"],
        "health": looked,
        "late": sum(step.urgency is Urgency.LATE for step in upcoming(situation)),
    }
    give(data, _lines(situation, data, looked))


def _phase(situation: Situation, name: str) -> dict[str, Any]:
    definition = situation.workflow.phases[name]
    progress = situation.phase(name)
    assessment = assess(situation, definition) if progress.state == "open" else None
    checks = assessment.checks if assessment else ()
    return {
        "phase": name,
        "title": choose(definition.title),
        "state": progress.state,
        "round": progress.round,
        "opened_on": progress.opened_on,
        "completed_on": progress.completed_on,
        "met": sum(one.verdict in GOOD for one in checks),
        "of": len(checks),
        "open_steps": len(assessment.open_tasks) if assessment else 0,
        "outcome": assessment.outcome if assessment else progress.outcome,
    }


def _members(situation: Situation) -> dict[str, int]:
    counts: dict[str, int] = {}
    for firm in situation.case.members.values():
        counts[firm.state] = counts.get(firm.state, 0) + 1
    return counts


def _lines(situation: Situation, data: dict[str, Any], looked: Health | None) -> list[str]:
    case = situation.case
    lines = heading(f"{case.title} ({case.id}): {said(case.state)}")
    rows = [[p["title"], said(p["state"]), _detail(p)] for p in data["phases"]]
    lines += table([_("phase"), _("stands"), _("detail")], rows)
    members = ", ".join(
        _("{count} {state}").format(count=count, state=said(state))
        for state, count in data["members"].items()
    )
    lines += ["", *wrapped(members or _("none yet"), " " * 10, _("Firms:    "))]
    if case.projects:
        projects = ", ".join(f"{k} ({said(p.state)})" for k, p in case.projects.items())
        lines += wrapped(projects, " " * 10, _("Projects: "))
    if data["in_doubt"]:
        lines += wrapped(", ".join(data["in_doubt"]), " " * 10, _("In doubt: "))
    lines += _health_lines(looked)
    if data["late"]:
        late = plural(
            "{count} step ('consort next {network}')",
            "{count} steps ('consort next {network}')",
            data["late"],
        )
        lines += [_("Late:     ") + late.format(count=data["late"], network=case.id)]
    return lines


def _detail(phase: dict[str, Any]) -> str:
    if phase["state"] == "open":
        text = plural(
            "since {day}: {met} of {of} conditions, {steps} required step open",
            "since {day}: {met} of {of} conditions, {steps} required steps open",
            phase["open_steps"],
        )
        return text.format(
            day=phase["opened_on"], met=phase["met"], of=phase["of"], steps=phase["open_steps"]
        )
    if phase["state"] == "completed":
        return _("on {day}, {outcome}").format(
            day=phase["completed_on"], outcome=said(phase["outcome"])
        )
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
        lines += [*wrapped(one.title, " " * 12, " " * 10 + "- "), f"{'':12}$ {one.command}"]
    return lines


_WANTED = {
    True: mark("The assembly chooses within {days} days:"),
    False: mark("A plan within {days} days."),
}
