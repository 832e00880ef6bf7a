"""How a network is: the monthly health check, and what can be done when it is in trouble.

Three decision tables of the method answer, over the measures that bear the names of their inputs:
``health`` gives points for every sign (domain.md DT4), ``health_colour`` makes a colour of them,
``trouble`` says what the assembly should decide (DT11). A method without them shows no health.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

from engine.case.case import ENDED
from engine.case.lifecycle import verbs
from engine.definitions.measures import decided_by
from engine.definitions.table_json import table_of
from engine.dmn.decide import TableAnswer
from engine.language import _, choose, mark
from engine.possible import Possible, TargetKind
from engine.runtime import offers
from engine.runtime.assess import ASK, label
from engine.runtime.formulas import scope_of
from engine.runtime.situation import Situation


@dataclass(frozen=True, slots=True)
class Health:
    """Colour (green, amber, red), points, the signs behind them, and what can be done now.

    ``advice`` is the answer of the trouble table, ``unknown`` the values it could not see.
    """

    colour: str
    points: Any
    signs: tuple[str, ...]
    advice: str = ""
    within_days: Any = None
    choices: tuple[Possible, ...] = ()
    unknown: tuple[str, ...] = ()


def health(situation: Situation) -> Health | None:
    """Return the health of a network.

    None where its method measures none, while no firm has committed (there is no group yet), and
    once the network has ended.
    """
    tables = situation.workflow.tables
    formed = any(firm.committed_on for firm in situation.case.members.values())
    if (
        situation.case.state in ENDED
        or not formed
        or "health" not in tables
        or "health_colour" not in tables
    ):
        return None
    found = _decided(situation, "health", {})
    points = found.value or 0
    colour = _decided(situation, "health_colour", {"points": points})
    signs = tuple(choose(row.why) for row in found.why()) if found.matched else ()
    name = str(colour.outputs.get("colour"))
    if name == "green" or "trouble" not in tables:
        return Health(name, points, signs, unknown=found.unknown)
    trouble = _decided(situation, "trouble", {})
    answer = str(trouble.outputs.get("next"))
    advice = label(situation, "trouble", "next", answer)
    reasons = " ".join(choose(row.why) for row in trouble.why())
    return Health(
        name, points, signs, f"{advice} ({reasons})" if reasons else advice,
        colour.outputs.get("within_days"), choices(situation),
        tuple(dict.fromkeys((*found.unknown, *trouble.unknown))),
    )  # fmt: skip


def _decided(situation: Situation, table: str, given: dict[str, Any]) -> TableAnswer:
    text = situation.workflow.tables[table]
    scope = {**_measured(situation, table), **given}
    return decided_by(text, scope, situation.parameters)


def _measured(situation: Situation, table: str) -> dict[str, Any]:
    """Return the inputs of a table from the measures of the same names; others are not known."""
    scope = scope_of(situation, ASK)
    names = [one.name for one in table_of(situation.workflow.tables[table]).inputs]
    return {name: scope.get(name) for name in names}


def choices(situation: Situation) -> tuple[Possible, ...]:
    """Return what an assembly of a network in trouble can decide (domain.md DT4, last line)."""
    first = next(iter(situation.workflow.phases))
    recruit = offers.move(situation, TargetKind.PHASE, first, "reopen")
    back = "reopen" in verbs("phase", situation.phase(first).state)
    found = [replace(recruit, title=_("recruit: go back"))] if back else []
    few = len(situation.case.active()) < 2 * situation.parameters.get("min_members", 2)
    for verb, title in _DECISIONS.items():
        if verb != "split" or not few:  # too few for two groups
            whole = offers.move(situation, TargetKind.NETWORK, situation.case.id, verb)
            found.append(replace(whole, title=_(title)))
    return tuple(found)


_DECISIONS: Final = {
    "merge": mark("merge with a neighbour"),
    "split": mark("split"),
    "suspend": mark("rest (look again in 12 months)"),
    "dissolve": mark("dissolve"),
}
