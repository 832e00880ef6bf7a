"""``why`` and ``next``: reasons, and what to do. Neither writes anything."""

from collections.abc import Iterable

import click

from engine.case.words import said
from engine.cli.command_lines import command_lines, offered
from engine.cli.options import Asked, asks
from engine.cli.printing import give, heading, wrapped
from engine.language import _, mark
from engine.possible import Possible
from engine.runtime.next_steps import Step, Urgency
from engine.runtime.telling.explain import Explanation, Line, OpenStep
from engine.workbench.answers import reasons


@click.command()
@click.argument("network")
@click.argument("what", default="", metavar="[PHASE|CRITERION|TASK|PROJECT]")
@asks
def why(asked: Asked, network: str, what: str) -> None:
    """Say why a phase of NETWORK is not complete: each condition and who can close it.

    Of a project: what its start lacks, or why it is not done.
    """
    answer = reasons.why(asked.bench(), network, what)
    match answer:
        case Line():
            give(answer, _criterion_lines(answer))
        case reasons.StepReasons():
            give(answer, _step_reasons(answer))
        case _:
            give(answer, [text for one in answer for text in _phase_lines(one)])


def _phase_lines(one: Explanation) -> list[str]:
    round_ = _(", round {round}").format(round=one.round) if one.round > 1 else ""
    title = _("{title}: {state}{round}").format(
        title=one.title, state=said(one.state), round=round_
    )
    lines = [*heading(title), _verdict(one), ""]
    lines += [text for each in one.lines for text in _criterion_lines(each)]
    if one.open_tasks:
        count = len(one.open_tasks)
        lines += ["", _("Required steps still open ({count}):").format(count=count)]
        lines += [text for each in one.open_tasks for text in _open_step_lines(each)]
    return [*lines, ""]


def _verdict(one: Explanation) -> str:
    """Return in one line whether a phase can be completed, or a project (no phase) can start."""
    if not one.phase:
        return _("It can start.") if one.complete else _("It cannot start yet.")
    verdict = _("It can be completed: {outcome}.") if one.complete else _("Not yet: {outcome}.")
    return verdict.format(outcome=said(one.outcome))


def _criterion_lines(one: Line) -> list[str]:
    code = f" [{one.code}]" if one.code else ""
    must = _(" (must)") if one.hard else ""
    lines = wrapped(f"{one.sentence}{code}{must}", " " * 11, f"{said(one.verdict):<9}  ")
    if one.now:
        lines += wrapped(_("now: {now}").format(now=one.now), " " * 16, " " * 11)
    if one.because:
        lines += wrapped(_("said: {text}").format(text=one.because), " " * 17, " " * 11)
    if one.possible:
        if one.why:
            lines += wrapped(_("why: {why}").format(why=one.why), " " * 16, " " * 11)
        lines += [text for each in one.possible[:3] for text in _possible_lines(each, " " * 11)]
    return lines


def _open_step_lines(one: OpenStep) -> list[str]:
    return [*wrapped(_whose(one.title, one.who), "    ", "  - "), *offered(one.possible, "    ")]


def _possible_lines(one: Possible, indent: str) -> list[str]:
    text = wrapped(_whose(one.title, one.who), f"{indent}  ", f"{indent}- ")
    return [*text, *command_lines(one, f"{indent}  ")]


def _whose(title: str, roles: Iterable[str]) -> str:
    who = ", ".join(said(role) for role in roles)
    return f"{title} ({who})" if who else title


def _step_reasons(one: reasons.StepReasons) -> list[str]:
    facts = [
        (_("code"), one.code), (_("who"), ", ".join(said(role) for role in one.who)),
        (_("due"), str(one.due or "")), (_("proof"), _(" or ").join(one.proof)),
        (_("waits for"), "; ".join(one.open_needs)), (_("still for"), ", ".join(one.still_for)),
        (_("how"), one.how),
    ]  # fmt: skip
    lines = heading(f"{one.title}: {said(one.state)}")
    for key, value in facts:
        lines += wrapped(value, " " * 12, f"{key:<10}  ") if value else []
    return [*lines, *offered(one.possible)]


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
    steps = reasons.following(asked.bench(), network, role)
    shown = steps if everything else steps[:20]
    lines: list[str] = []
    for urgency in Urgency:
        group = [step for step in shown if step.urgency is urgency]
        if group:
            lines += ["", *heading(_(TITLES[urgency])), *(t for s in group for t in _step_lines(s))]
    if len(shown) < len(steps):
        lines += ["", _("... and {count} more (--all)").format(count=len(steps) - len(shown))]
    give(steps, lines or [_("nothing is open")])


def _step_lines(step: Step) -> list[str]:
    day = str(step.due or " " * 10)
    optional = "" if step.required else _(" (optional)")
    waits = _(" (waits for other steps)") if step.state == "locked" else ""
    who = ", ".join(said(role) for role in step.who)
    still = _("; for {count} more").format(count=len(step.missing)) if step.missing else ""
    text = f"{step.title}{optional}{waits} ({who}{still})"
    return [*wrapped(text, " " * 12, f"{day}  "), *offered(step.possible, " " * 12)]
