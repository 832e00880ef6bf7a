"""Records that stand once: what is added later joins what was said before."""

from dataclasses import replace

from engine.case import messages as m
from engine.definitions.workflow import Field, FieldKind, RecordType
from engine.runtime.deciding.decide import decide
from tests.runtime.plan import PLAN, after, start

PROFILE = RecordType(
    "profile",
    "Profile",
    {
        "sector": Field("sector", FieldKind.TEXT, required=True),
        "vision": Field("vision", FieldKind.TEXT),
        "points": Field("points", FieldKind.SCORES, of=("quality", "price")),
    },
    single=True,
)
WITH_PROFILE = replace(
    PLAN, records={**PLAN.records, "profile": PROFILE}, digest="test-plan-with-profile"
)


def test_a_later_entry_keeps_what_it_does_not_speak_of() -> None:
    begun = m.RecordFact("profile", {"sector": "knitwear", "points.quality": "3"})
    before = after(start(WITH_PROFILE), begun)
    decided = decide(before, m.RecordFact("profile", {"vision": "sell as one", "points.price": 2}))
    first, second = decided.after.case.records["profile"]
    assert second.fields == {
        "sector": "knitwear",
        "vision": "sell as one",
        "points": {"quality": 3, "price": 2},
    }
    assert first.fields["points"] == {"quality": 3}


def test_a_record_that_may_be_there_often_starts_anew_each_time() -> None:
    once = m.RecordFact("meeting", {"held_on": "2026-03-01", "present": "6"})
    case = after(start(), once, m.RecordFact("meeting", {"held_on": "2026-03-02"})).case
    assert [record.fields.get("present") for record in case.records["meeting"]] == [6, None]
