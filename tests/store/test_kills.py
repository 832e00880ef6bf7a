"""A short, seeded slice of the thousand kills (``tests/kills.py``)."""

from collections.abc import Callable

from tests.kills import WRONG, rounds


def test_kills_lose_double_tear_and_leave_nothing_in_a_file() -> None:
    found = rounds(lambda folder: f"sqlite:///{folder / 'a.db'}", kills=10, seed=7)
    assert found["kills"] >= 10
    assert {what: found[what] for what in WRONG} == dict.fromkeys(WRONG, 0)


def test_kills_lose_double_tear_and_leave_nothing_on_a_server(postgres: Callable[[], str]) -> None:
    found = rounds(lambda _folder: postgres(), kills=10, seed=8)
    assert found["kills"] >= 10
    assert {what: found[what] for what in WRONG} == dict.fromkeys(WRONG, 0)
