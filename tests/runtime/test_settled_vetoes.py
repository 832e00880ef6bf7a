"""A veto parts two firms until it is settled between them; the latest slip of a firm counts."""

from collections.abc import Iterator

import pytest

from engine.case import messages as m
from engine.runtime.group_formation.survey import vetoes
from tests.runtime.plan import given, start

SLIP: tuple[str, dict[str, object]] = ("compat", {"firm": "anka", "would_not": ["bora", "cyd"]})


def _written(*written: tuple[str, dict[str, object]]) -> Iterator[m.Event]:
    for number, (kind, fields) in enumerate(written, 1):
        yield m.FactRecorded(number, kind, fields)


@pytest.mark.parametrize(
    ("more", "parted"),
    [
        ((), [{"anka", "bora"}, {"anka", "cyd"}]),
        ((("clearance", {"firms": ["bora", "anka"]}),), [{"anka", "cyd"}]),
        ((("clearance", {"firms": ["bora", "cyd"]}),), [{"anka", "bora"}, {"anka", "cyd"}]),
        ((("clearance", {"firms": ["anka", "bora", "cyd"]}),), []),
        ((("compat", {"firm": "anka", "would_not": ["cyd"]}),), [{"anka", "cyd"}]),
        ((("compat", {"firm": "anka"}),), []),
    ],
)
def test_which_firms_a_slip_parts(
    more: tuple[tuple[str, dict[str, object]], ...], parted: list[set[str]]
) -> None:
    situation = given(start(), *_written(SLIP, *more))
    assert [set(pair) for pair in vetoes(situation)] == parted
