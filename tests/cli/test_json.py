"""What programs read: the keys of every answer stand in the reference, and are really given."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.cli.script import answer_of
from tests.cli.sessions import LIBRARY

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z_]+)`", PAGE))


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('json') / 'json.db'}"
    for line in ("new net --workflow small.plan", "member add net anka", "member commit net anka",
                 "tick net meet --proof minutes=x --set held_on=2026-03-01"):  # fmt: skip
        assert answer(url, line)[0] == 0
    return url


def answer(url: str, line: str) -> tuple[int, Any]:
    common = ["--db", url, "--library", str(LIBRARY), "--today", "2026-03-02", "--format", "json"]
    status, printed = answer_of([*line.split(), *common])
    return status, json.loads(printed)


def keys(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        yield from one if isinstance(one, dict) else ()


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("member add net bora", {"told", "events", "repeated"}),
        ("list", {"id", "next_due"}),
        ("status net", {"phases", "health", "in_doubt"}),
        ("why net", {"lines", "open_tasks", "complete"}),
        ("why net enough", {"verdict", "seen", "remedies"}),
        ("why net meet", {"open_needs", "proof"}),
        ("next net", {"urgency", "command"}),
        ("history net", {"event", "text"}),
        ("parameter list net", {"lock", "plan"}),
        ("member list net", {"representative"}),
        ("verify", {"findings"}),
    ],
)
def test_the_keys_of_an_answer_stand_in_the_reference(
    network: str, line: str, some: set[str]
) -> None:
    status, given = answer(network, line)
    assert status == 0
    assert some <= set(keys(given)) <= NAMED


def test_a_refusal_is_json_too(network: str) -> None:
    status, given = answer(network, "phase complete net first")
    assert status == 1
    assert given["reason"] == "not-ready"
    assert "not yet" in given["refused"]
