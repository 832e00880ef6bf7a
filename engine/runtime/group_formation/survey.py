"""From the survey records of a network to the grouping: reading answers, vetoes, thresholds."""

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any

from engine.case.case import GONE, Record
from engine.language import _
from engine.possible import Possible
from engine.runtime import offers
from engine.runtime.assess import decide_table, label
from engine.runtime.group_formation.grouping import (
    Answers,
    Formation,
    Grouping,
    Pair,
    Thresholds,
    fraction,
    group,
)
from engine.runtime.situation import Situation
from engine.source import Reason, refuse

FORMATION = "group_formation"
SURVEY = "survey"


def propose_groups(situation: Situation) -> Grouping:
    """Return the candidate groups of a network. Refuses while no survey is on record."""
    wish = _("propose groups in {title!r}").format(title=situation.case.title)
    wanted = [one.name for one in fields(Thresholds)]
    missing = [name for name in wanted if name not in situation.parameters]
    if missing:
        names = ", ".join(missing)
        raise refuse(Reason.MISSING, wish, _("its plan lacks {names}").format(names=names))
    answers = [_answers(record) for record in _latest(situation)]
    if len(answers) < 2:
        raise refuse(
            Reason.MISSING,
            wish,
            _("fewer than two surveys are on record"),
            possible=_ask_for_survey(situation),
        )
    thresholds = Thresholds(**{name: _exact(situation.parameters[name]) for name in wanted})
    return group(answers, vetoes(situation), thresholds, lambda one: _judged(situation, one))


def _ask_for_survey(situation: Situation) -> list[Possible]:
    kind = situation.workflow.records.get(SURVEY)
    return [offers.record(situation, kind)] if kind else []


def _judged(situation: Situation, formation: Formation) -> str:
    """Return what the method's table says of a candidate group (domain.md DT8)."""
    known = {one.name: _decimal(getattr(formation, one.name)) for one in fields(formation)}
    answer = decide_table(situation, FORMATION, **known, purchasing=None)
    word = answer.get("answer") if isinstance(answer, dict) else answer
    return label(situation, FORMATION, "answer", str(word))


def _decimal(number: Any) -> Any:
    return number if isinstance(number, int) else Decimal(number.numerator) / number.denominator


def _exact(value: Any) -> Any:
    return value if isinstance(value, int) else fraction(value)


def _latest(situation: Situation) -> list[Record]:
    present = {k for k, firm in situation.case.members.items() if firm.state not in GONE}
    latest = {record.fields.get("firm"): record for record in situation.case.records[SURVEY]}
    order = list(situation.case.members)
    kept = [record for firm, record in latest.items() if firm in present]
    return sorted(kept, key=lambda record: order.index(record.fields["firm"]))


def _answers(record: Record) -> Answers:
    given = record.fields
    distance = given.get("distance_km")
    return Answers(
        firm=given["firm"],
        severity={name: fraction(value) for name, value in (given.get("severity") or {}).items()},
        willingness=_willingness(given.get("willingness")),
        hs=frozenset(given.get("hs4") or ()),
        distance=None if distance is None else fraction(distance),
        slots=frozenset(given.get("meeting_slots") or ()),
        clients=frozenset(given.get("clients") or ()),
        leads=int(given.get("leader_interest") or 0),
    )


def _willingness(value: Any) -> Any:
    """Return willingness: one number, or the mean of those given for each constraint."""
    if isinstance(value, dict):
        numbers = [fraction(one) for one in value.values()]
        return sum(numbers, fraction(0)) / len(numbers) if numbers else fraction(0)
    return fraction(value)


def vetoes(situation: Situation) -> Iterator[Pair]:
    """Yield the pairs of which one would not work with the other, but for those settled since."""
    settled = [frozenset(one.fields["firms"]) for one in situation.case.records["clearance"]]
    latest = {one.fields["firm"]: one for one in situation.case.records["compat"]}
    for firm, record in latest.items():
        for other in record.fields.get("would_not") or ():
            pair = frozenset((firm, other))
            if not any(pair <= one for one in settled):
                yield pair
