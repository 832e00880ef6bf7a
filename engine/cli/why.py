"""``why`` and ``next``: reasons, and what to do. Neither writes anything."""

import click

from engine.case.words import said
from engine.cli.options import Asked, asks
from engine.cli.printing import give, heading, wrapped
from engine.language import _, choose, mark
from engine.runtime.assess import check
from engine.runtime.find import find_any
from engine.runtime.next_steps import Step, Urgency, due_day, upcoming
from engine.runtime.situation import Situation
from engine.runtime.telling.explain import Explanation, Line, Remedy, explain, line


@click.command()
@click.argument("network")
@click.argument("what", required=False, metavar="[PHASE|CRITERION|TASK]")
@asks
def why(asked: Asked, network: str, what: str | None) -> None:
    """Say why a phase of NETWORK is not complete: each condition and who can close it."""
    situation = asked.bench().situation(network)
    if what is None:
        explanations = [explain(situation, phase.id) for phase in situation.open_phases]
        give(explanations, [text for one in explanations for text in _phase_lines(one)])
        return
    scope, kind, thing = find_any(situation, what)
    place = situation.within(scope)
    match kind:
        case "phase":
            explanation = explain(place, thing)
            give([explanation], _phase_lines(explanation))
        case "criterion":
            one = line(check(place, place.workflow.criteria[thing]))
            give(one, _criterion_lines(one))
        case _:
            _task(place, thing)


def _phase_lines(one: Explanation) -> list[str]:
    round_ = _(", round {round}").format(round=one.round) if one.round > 1 else ""
    title = _("{title}: {state}{round}").format(
        title=one.title, state=said(one.state), round=round_
    )
    verdict = _("It can be completed: {outcome}.") if one.complete else _("Not yet: {outcome}.")
    lines = [*heading(title), verdict.format(outcome=said(one.outcome)), ""]
    lines += [text for each in one.lines for text in _criterion_lines(each)]
    if one.open_tasks:
        count = len(one.open_tasks)
        lines += ["", _("Required steps still open ({count}):").format(count=count)]
        lines += [text for each in one.open_tasks for text in _remedy_lines(each, "  ")]
    return [*lines, ""]


def _criterion_lines(one: Line) -> list[str]:
    code = f" [{one.code}]" if one.code else ""
    must = _(" (must)") if one.hard else ""
    lines = wrapped(f"{one.sentence}{code}{must}", " " * 11, f"{said(one.verdict):<9}  ")
    if one.now:
        lines += wrapped(_("now: {now}").format(now=one.now), " " * 16, " " * 11)
    if one.because:
        lines += wrapped(_("said: {text}").format(text=one.because), " " * 17, " " * 11)
    if one.remedies:
        if one.why:
            lines += wrapped(_("why: {why}").format(why=one.why), " " * 16, " " * 11)
        lines += [text for each in one.remedies[:3] for text in _remedy_lines(each, " " * 11)]
    return lines


def _remedy_lines(one: Remedy, indent: str) -> list[str]:
    who = ", ".join(said(role) for role in one.who)
    text = f"{one.title} ({who})" if who else one.title
    return [*wrapped(text, f"{indent}  ", f"{indent}- "), f"{indent}  $ {one.command}"]


def _task(place: Situation, name: str) -> None:
    task = place.workflow.tasks[name]
    state = place.task_state(task)
    needs = [choose(need.title) for need in place.open_needs(task)]
    missing = list(place.missing(task))
    data = {
        "task": name, "title": choose(task.title), "state": state, "open_needs": needs,
        "still_for": missing, "due": due_day(place, task), "proof": list(task.proof),
        "who": list(task.by), "waived": place.progress(task).waived,
    }  # fmt: skip
    lines = [*heading(f"{choose(task.title)}: {said(state)}")]
    facts = [
        (_("code"), task.code), (_("who"), ", ".join(said(role) for role in task.by)),
        (_("due"), str(data["due"] or "")), (_("proof"), _(" or ").join(task.proof)),
        (_("waits for"), "; ".join(needs)), (_("still for"), ", ".join(missing)),
        (_("how"), choose(task.help)),
    ]  # fmt: skip
    lines += [
        text for key, value in facts if value for text in wrapped(value, " " * 12, f"{key:<10}  ")
    ]
    give(data, lines)


TITLES = {
    Urgency.LATE: mark("Late"),
    Urgency.THIS_WEEK: mark("Due this week"),
    Urgency.NEAREST_GATE: mark("Would bring the nearest phase to its end"),
    Urgency.REST: mark("The rest"),
}


@click.command("next")
@click.argument("network")
@click.option("--role", default="", help="Only what this role can do, like leader or firm.")
@click.option("--all", "everything", is_flag=True, help="The whole list, not the first twenty.")
@asks
def next_steps(asked: Asked, network: str, role: str, *, everything: bool) -> None:
    """Say what to do next in NETWORK: late, this week, for the nearest gate, the rest."""
    situation = asked.bench().situation(network)
    _known_role(situation, role)
    steps = upcoming(situation, role)
    shown = steps if everything else steps[:20]
    lines: list[str] = []
    for urgency in Urgency:
        group = [step for step in shown if step.urgency is urgency]
        if group:
            lines += ["", *heading(_(TITLES[urgency])), *(t for s in group for t in _step_lines(s))]
    if len(shown) < len(steps):
        lines += ["", _("... and {count} more (--all)").format(count=len(steps) - len(shown))]
    give(steps, lines or [_("nothing is open")])


def _known_role(situation: Situation, role: str) -> None:
    if role and role not in situation.workflow.roles:
        known = ", ".join(situation.workflow.roles)
        raise click.UsageError(
            _("there is no role {role!r}; the roles are {known}").format(role=role, known=known)
        )


def _step_lines(step: Step) -> list[str]:
    day = str(step.due or " " * 10)
    optional = "" if step.required else _(" (optional)")
    waits = _(" (waits for other steps)") if step.state == "locked" else ""
    who = ", ".join(said(role) for role in step.who)
    still = _("; for {count} more").format(count=len(step.missing)) if step.missing else ""
    text = f"{step.title}{optional}{waits} ({who}{still})"
    return [*wrapped(text, " " * 12, f"{day}  "), f"{'':12}$ {step.command}"]
