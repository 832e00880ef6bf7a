"""Every measure of the method with nothing, with parts missing, at its bounds and in the absurd.

What is recorded is drawn at random within the bounds of each field; what a check of a record would
decline is drawn as well. A measure may say that it does not know. It may not fail, and it says no
share of more than all or of less than nothing, unless it is named here with its reason.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from engine.case import messages as m
from engine.case.case import Case
from engine.case.evolve import evolve
from engine.definitions.library import Library, shipped_folder
from engine.definitions.workflow import Field, FieldKind, Measure, RecordType, Workflow
from engine.runtime.assess import ASK
from engine.runtime.formulas import value_of
from engine.runtime.situation import Situation

LIBRARY = Library((shipped_folder(),))
NETWORK = LIBRARY.workflow("unido.export_network")
PROJECTS = LIBRARY.projects()
OPENED = date(2026, 1, 5)
CASES = 80  # of the network; of each of the types of project a tenth

MORE_THAN_ALL = {
    "money_promised": "firms may promise more than the budget",
    "member_cost_share": "fees may bring more than the running cost",
    "money_fee_cover": "fees may bring more than the running cost",
    "time_ratio": "a project may take longer than planned",
    "benefit_per_member_money": "a good result is worth more than what members paid",
    "orders_to_cost": "orders are larger than the cost of a fair",
    "breakeven": "what breaks even beyond its capacity never does",
    "utilisation": "more hours than planned, said again when they are recorded",
}
BELOW_NOTHING = {
    "trust_delta": "trust may fall", "learning_gain": "a test may go worse than before",
    "specialisation_gain": "it may fall", "difference_gain": "it may fall",
    "product_gain": "it may fall", "product_difference_gain": "it may fall",
    "minutes_delay": "the check of a meeting declines minutes before it",
    "planned_days": "the check of a charter declines an end before the start",
    "result_value": "a result may be a loss", "benefit_value": "a saving may be none",
    "benefit_per_member_money": "a saving may be none", "unit_margin": "a tariff below cost",
    "saving_total": "it may be dearer", "saving_group": "it may be dearer",
    "saving_lowest": "it may be dearer", "saving_after_cost": "organising costs",
    "freight_saving": "it may be dearer", "surplus_3_months": "it may be a loss",
}  # fmt: skip


def opened() -> Case:
    network = m.NetworkOpened("n", "Network", "network", NETWORK.id)
    return evolve(evolve(None, network, OPENED), m.NetworkMoved("start", "active"), OPENED)


def case_of(chance: Random, day: date, plan: Workflow | None) -> Case:
    """Return a network of up to six firms, or one with a project, and random records of it."""
    case = opened()
    firms = [f"f{at}" for at in range(chance.randint(0, 6))]
    for firm in firms:
        state = chance.choice(["active", "committed", "interested", "left", "suspended"])
        case = evolve(case, m.MemberAdded(firm, firm, state), OPENED)
    if plan is not None:
        some = tuple(firms[: chance.randint(0, len(firms))])
        begun = m.ProjectAdded("p", "Project", plan.id, plan.id, participants=some)
        case = evolve(evolve(case, begun, OPENED), m.ProjectMoved("p", "start", "running"), OPENED)
    records = (plan or NETWORK).records.values() if firms else ()
    made = (_made(chance, one, firms, day) for one in records for _ in range(chance.choice(MANY)))
    for number, (kind, fields) in enumerate(made, 1):
        event = m.FactRecorded(number, kind, fields, "p" if plan else "", on=day)
        case = evolve(case, event, day)
    return case


MANY = (0, 0, 1, 1, 2, 4)


def _made(chance: Random, kind: RecordType, firms: list[str], day: date) -> tuple[str, Any]:
    fields = {
        field.id: _value(chance, field, firms, day)
        for field in kind.fields.values()
        if field.required or chance.random() < 0.6
    }
    return kind.id, {name: value for name, value in fields.items() if value is not None}


def _value(chance: Random, field: Field, firms: list[str], day: date) -> Any:
    draw = DRAW.get(field.kind)
    if draw is None:
        return None
    if field.many:
        return [draw(chance, field, firms, day) for _ in range(chance.randint(0, 3))]
    return draw(chance, field, firms, day)


def _number(chance: Random, field: Field, _firms: list[str], _day: date) -> Decimal:
    low = Decimal(-5 if field.low is None else field.low)
    high = Decimal(10**6 if field.high is None else field.high)
    near = (low, low, min(high, low + 1), min(high, low + Decimal("0.5")))
    return chance.choice([*near, (low + high) / 2, high])


def _day(chance: Random, _field: Field, _firms: list[str], day: date) -> str:
    return (OPENED + timedelta(days=chance.randint(0, (day - OPENED).days))).isoformat()


def _scores(chance: Random, field: Field, _firms: list[str], _day: date) -> dict[str, Decimal]:
    low, high = int(field.low or 0), int(field.high or 5)
    names = field.of or ("a", "b")
    return {one: Decimal(chance.randint(low, high)) for one in names if chance.random() < 0.7}


DRAW: dict[FieldKind, Callable[[Random, Field, list[str], date], Any]] = {
    FieldKind.MEMBER: lambda chance, _field, firms, _day: chance.choice(firms),
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _number,
    FieldKind.DATE: _day,
    FieldKind.YES_NO: lambda chance, *_: chance.random() < 0.5,
    FieldKind.CHOICE: lambda chance, field, *_: chance.choice(field.of),
    FieldKind.TEXT: lambda chance, *_: chance.choice(["a", "b", "start"]),
    FieldKind.SCORES: _scores,
}


def measured(situation: Situation) -> Iterator[tuple[Measure, Any]]:
    """Yield each measure that is a value, not a function, with what it says."""
    for one in situation.workflow.measures.values():
        if not one.given:
            yield one, value_of(situation, one.value, ASK)


def strange(situation: Situation) -> Iterator[str]:
    """Yield the measures that say what cannot be."""
    for one, value in measured(situation):
        if not isinstance(value, int | Decimal) or isinstance(value, bool):
            continue
        if value < 0 and one.id not in BELOW_NOTHING:
            yield f"{one.id} is {value}"
        most = {"ratio": 1, "percent": 100, "%": 100, "points of 100": 100}.get(one.unit)
        if most is not None and value > most and one.id not in MORE_THAN_ALL:
            yield f"{one.id} is {value}, more than all"


def situation_of(seed: int, plan: Workflow | None = None) -> Situation:
    chance = Random(seed)  # noqa: S311  the same cases each time
    day = OPENED + timedelta(days=chance.choice([0, 30, 200, 500]))
    known = {one.id: one for one in PROJECTS.values()}
    whole = Situation(case_of(chance, day, plan), NETWORK, day, known)
    return whole.within("p") if plan else whole


@pytest.mark.parametrize("block", range(4))
def test_no_measure_of_a_network_says_what_cannot_be(block: int) -> None:
    seeds = range(block * CASES // 4, (block + 1) * CASES // 4)
    assert [(seed, one) for seed in seeds for one in strange(situation_of(seed))] == []


@pytest.mark.parametrize("kind", sorted(PROJECTS))
def test_no_measure_of_a_project_says_what_cannot_be(kind: str) -> None:
    seeds = range(CASES // 10)
    plan = PROJECTS[kind]
    assert [(seed, one) for seed in seeds for one in strange(situation_of(seed, plan))] == []


def test_of_nothing_measures_say_what_they_say(golden: Callable[[str, str], None]) -> None:
    empty = Situation(opened(), NETWORK, OPENED)
    told = (f"{one.id}: {value}" for one, value in measured(empty) if value is not None)
    golden("measures_of_nothing.txt", "\n".join(told))


def test_what_is_named_as_going_beyond_is_there() -> None:
    known = {name for plan in (NETWORK, *PROJECTS.values()) for name in plan.measures}
    assert {*MORE_THAN_ALL, *BELOW_NOTHING} <= known
