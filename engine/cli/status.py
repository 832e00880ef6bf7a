"""``status``: one screen that says where a network stands."""

import click

from engine.case.words import said
from engine.cli.command_lines import command_lines, offered
from engine.cli.options import Asked, asks
from engine.cli.printing import give, heading, table, wrapped
from engine.language import _, mark, plural
from engine.runtime.health import Health
from engine.workbench.answers.standing import NetworkStanding, PhaseStanding, standing


@click.command()
@click.argument("network")
@asks
def status(asked: Asked, network: str) -> None:
    """Show where NETWORK stands: phases, members, projects, health, doubts, what is late."""
    answer = standing(asked.bench(), network)
    give(answer, _lines(answer))


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
    if one.in_doubt:
        lines += wrapped(", ".join(one.in_doubt), " " * 10, _("In doubt: "))
    lines += _health_lines(one.health)
    if one.late:
        late = plural("{count} step", "{count} steps", one.late).format(count=one.late)
        lines += [_("Late:     ") + late]
    return [*lines, *offered(one.possible, " " * 10)]


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
