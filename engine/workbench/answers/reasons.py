"""Why not yet, and what next: the reasons of a phase, a condition or a step, and the open steps."""

from dataclasses import dataclass
from datetime import date

from engine.language import _, choose
from engine.possible import Possible
from engine.runtime import offers
from engine.runtime.assess import check
from engine.runtime.find import find_any
from engine.runtime.next_steps import Step, due_day, upcoming
from engine.runtime.situation import Situation
from engine.runtime.telling.explain import Explanation, Line, entry, explain, line
from engine.source import Reason, did_you_mean, refuse
from engine.workbench.workbench import Workbench


@dataclass(frozen=True, slots=True)
class StepReasons:
    """Where a step stands: what it waits for, for whom it is still open, and how it is done."""

    task: str
    title: str
    code: str
    state: str
    who: tuple[str, ...]
    due: date | None
    proof: tuple[str, ...]
    open_needs: tuple[str, ...]
    still_for: tuple[str, ...]
    waived: dict[str, str]
    how: str
    possible: tuple[Possible, ...]


def why(bench: Workbench, network: str, what: str = "") -> list[Explanation] | Line | StepReasons:
    """Return why the open phases, or the one asked for, are not complete; or of one thing.

    Of a project what its start lacks or, once it runs, its phases. Refuses a word that names
    nothing in the plan.
    """
    situation = bench.situation(network)
    if not what:
        return [explain(situation, phase.id) for phase in situation.open_phases]
    if what in situation.projects:
        return _project(situation.projects[what])
    scope, kind, thing = find_any(situation, what)
    place = situation.within(scope)
    match kind:
        case "phase":
            return [explain(place, thing)]
        case "criterion":
            return line(check(place, place.workflow.criteria[thing]))
        case _:
            return _step(place, thing)


def _project(place: Situation) -> list[Explanation]:
    """Return what a project's start lacks; where it began its open phases, where it is over all."""
    if place.case.state in {"proposed", "approved"}:
        return [entry(place)]
    phases = place.open_phases or place.workflow.phases.values()
    return [explain(place, phase.id) for phase in phases]


def _step(place: Situation, name: str) -> StepReasons:
    task = place.workflow.tasks[name]
    return StepReasons(
        name, choose(task.title), task.code, place.task_state(task), task.by,
        due_day(place, task), task.proof,
        open_needs=tuple(choose(need.title) for need in place.open_needs(task)),
        still_for=place.missing(task),
        waived=dict(place.progress(task).waived),
        how=choose(task.help),
        possible=offers.towards(place, task),
    )  # fmt: skip


def following(bench: Workbench, network: str, role: str = "") -> list[Step]:
    """Return the open steps of a network, the most urgent first; only a role's if one is named.

    Refuses a role that the plan does not have.
    """
    situation = bench.situation(network)
    roles = situation.workflow.roles
    if role and role not in roles:
        wish = _("find role {word!r}").format(word=role)
        hint = did_you_mean(role, roles) or _("there are {names}").format(names=", ".join(roles))
        raise refuse(Reason.UNKNOWN, wish, _("the plan has no such role"), hint)
    return upcoming(situation, role)
