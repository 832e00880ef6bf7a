"""What writes a missing fact down is an offer with exactly the fields that have to be told."""

from dataclasses import replace

import pytest

from engine.case import messages as m
from engine.definitions.workflow import Field, FieldKind, RecordType
from engine.method_facts.keeping import Keeping
from engine.method_facts.offered import writing
from engine.possible import Possible, TargetKind
from engine.runtime.situation import Situation
from tests.runtime.plan import PLAN, after, start

METHOD = replace(
    PLAN,
    digest="offered",
    records={
        "goal": RecordType(
            "goal", "Goal",
            {
                "horizon": Field("horizon", FieldKind.TEXT),
                "text": Field("text", FieldKind.TEXT),
                "target": Field("target", FieldKind.NUMBER),
            },
            key=("horizon",),
        ),
        "plan": RecordType(
            "plan", "Plan",
            {
                "start": Field("start", FieldKind.DATE, required=True),
                "reserve": Field("reserve", FieldKind.NUMBER),
            },
            single=True,
        ),
    },
)  # fmt: skip


@pytest.fixture
def situation() -> Situation:
    return start(METHOD)


def _asked(offer: Possible | None) -> list[str]:
    assert offer is not None
    return [want.name for want in offer.wants if want.needed]


def test_a_record_asks_for_what_is_missing_and_for_its_key(situation: Situation) -> None:
    offer = writing(situation, Keeping("goal"), ["text"], {})
    assert _asked(offer) == ["horizon", "text"]
    assert offer is not None
    assert (offer.verb, offer.target.kind, offer.target.id) == ("record", TargetKind.RECORD, "goal")


def test_what_is_known_already_is_filled_in(situation: Situation) -> None:
    offer = writing(situation, Keeping("goal"), ["text"], {"horizon": "long"})
    assert offer is not None
    assert {want.name: want.given for want in offer.wants if want.needed} == {
        "horizon": "long",
        "text": "",
    }


def test_a_single_record_that_stands_is_asked_only_for_what_is_missing(
    situation: Situation,
) -> None:
    assert _asked(writing(situation, Keeping("plan"), ["reserve"], {})) == ["start", "reserve"]
    told = after(situation, m.RecordFact("plan", {"start": "2026-03-02"}))
    assert _asked(writing(told, Keeping("plan"), ["reserve"], {})) == ["reserve"]


def test_a_method_that_keeps_no_such_records_offers_nothing(situation: Situation) -> None:
    assert writing(situation, Keeping("unheard_of"), ["text"], {}) is None


def test_a_fact_that_a_move_brings_about_asks_for_its_part_of_it(situation: Situation) -> None:
    offer = writing(situation, Keeping(done_by="member.commit"), ["substitute"], {})
    assert _asked(offer) == ["substitute"]
    assert offer is not None
    assert (offer.verb, offer.target.kind) == ("commit", TargetKind.MEMBER)
    vote = writing(situation, Keeping(done_by="ballot.vote"), [], {})
    assert vote is not None
    assert (vote.verb, vote.target.network) == ("vote", "net")
