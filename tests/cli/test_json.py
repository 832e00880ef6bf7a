"""What programs read: the reference names every key of every answer, and the commands give them."""

import dataclasses
import inspect
import json
import pkgutil
import re
import types
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from engine.cli.printing import plain
from engine.cli.script import answer_of
from engine.workbench import Done, answers
from engine.workbench.issuing import AdoptionDone
from tests.cli.sessions import LIBRARY

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "json.md").read_text(encoding="utf-8")


def named(kind: type) -> str:
    """Return the name of a kind of answer as the reference writes it: ``PhaseStanding`` in two."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def parts(kind: type) -> tuple[str, ...]:
    if dataclasses.is_dataclass(kind):
        return tuple(one.name for one in dataclasses.fields(kind))
    fields: tuple[str, ...] = getattr(kind, "_fields", ())
    return fields


def kinds(hint: Any, known: dict[str, type]) -> dict[str, type]:
    """Return every kind of answer that stands in a type, however deep."""
    for inner in get_args(hint):
        kinds(inner, known)
    if inspect.isclass(hint) and parts(hint) and named(hint) not in known:
        known[named(hint)] = hint
        hints = get_type_hints(hint)
        for name in parts(hint):
            kinds(hints[name], known)
    return known


def every_kind() -> dict[str, type]:
    known: dict[str, type] = {}
    for one in pkgutil.iter_modules(answers.__path__):
        module = import_module(f"{answers.__name__}.{one.name}")
        for name, made in vars(module).items():
            if isinstance(made, types.FunctionType) and made.__module__ == module.__name__:
                kinds(get_type_hints(made)["return"] if name[0] != "_" else None, known)
    return kinds(Done | AdoptionDone, known)


KINDS = every_kind()
DESCRIBED = {
    name: set(re.findall(r"`([a-z_]+)`", text.partition(":")[2]))
    for name, text in re.findall(r"^- \*\*([a-z ]+)\*\*((?:.*\n)(?:  .*\n)*)", PAGE, re.MULTILINE)
}


def test_the_reference_describes_every_kind_of_answer() -> None:
    assert len(KINDS) > 40
    assert DESCRIBED.keys() == KINDS.keys()


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_reference_names_every_key_of_an_answer_and_no_other(name: str) -> None:
    assert DESCRIBED[name] == set(parts(KINDS[name]))


# --- what the commands print ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('json') / 'json.db'}"
    for line in ("new net --workflow small.plan", "member add net anka", "member commit net anka",
                 "tick net meet --proof minutes=x --set held_on=2026-03-01",
                 "ballot open net b"):  # fmt: skip
        assert answer(url, line)[0] == 0
    return url


def answer(url: str, line: str) -> tuple[int, Any]:
    common = ["--db", url, "--library", str(LIBRARY), "--today", "2026-03-02", "--format", "json"]
    status, printed = answer_of([*line.split(), *common])
    return status, json.loads(printed)


def each(given: Any) -> Iterator[dict[str, Any]]:
    yield from given if isinstance(given, list) else [given]


@pytest.mark.parametrize(
    ("line", "status", "kind"),
    [
        ("member add net bora", 0, "done"),
        ("list", 0, "network page"),
        ("todo --all", 0, "todo"),
        ("portfolio", 0, "portfolio counts"),
        ("refresh", 0, "refreshed"),
        ("org list", 0, "organisation"),
        ("org show home", 0, "organisation"),
        ("status net", 0, "network standing"),
        ("status net meet", 0, "step standing"),
        ("why net", 0, "explanation"),
        ("why net enough", 0, "line"),
        ("why net meet", 0, "step reasons"),
        ("next net", 0, "step"),
        ("next net --role nobody", 1, "declined"),
        ("phase complete net first", 1, "declined"),
        ("history net", 0, "happened"),
        ("parameter list net", 0, "threshold"),
        ("member list net", 0, "firm"),
        ("project types", 0, "project type"),
        ("ballot show net", 0, "ballot line"),
        ("records net", 0, "record count"),
        ("records net meeting", 0, "record line"),
        ("verify", 0, "verified"),
        ("rebuild", 0, "rebuilt"),
        ("decision list", 0, "table line"),
        ("decision show legal_form", 0, "table shown"),
        ("decision check legal_form", 0, "tables checked"),
        ("feel 1+1 --trace", 0, "evaluated"),
    ],
)
def test_a_command_prints_the_keys_of_its_answer(
    network: str, line: str, status: int, kind: str
) -> None:
    ended, given = answer(network, line)
    assert ended == status
    found = list(each(given))
    assert found
    assert all(one.keys() == set(parts(KINDS[kind])) for one in found)


def test_what_is_nested_is_printed_by_its_names_too(network: str) -> None:
    _status, (phase,) = answer(network, "why net")
    line, step = phase["lines"][0], phase["open_tasks"][0]
    assert line.keys() == DESCRIBED["line"]
    assert step.keys() == DESCRIBED["open step"]
    possible = step["possible"][0]
    assert possible.keys() == DESCRIBED["possible"]
    assert possible["target"].keys() == DESCRIBED["target"]
    assert possible["wants"][0].keys() == DESCRIBED["want"]


def test_a_refusal_says_what_can_be_done_as_data(network: str) -> None:
    status, given = answer(network, "waive net call")
    assert status == 1
    assert given["reason"] == "wrong-state"
    first = given["possible"][0]
    assert (first["verb"], first["target"]["id"]) == ("waive", "call")
    assert [want["name"] for want in first["wants"] if want["needed"]] == ["because"]


def test_an_answer_is_rendered_by_one_function_that_adds_nothing() -> None:
    done = Done("net", 3, ("told",), ("task ticked",))
    assert plain(done) == {
        "network": "net", "version": 3, "told": ["told"], "events": ["task ticked"],
        "repeated": False,
    }  # fmt: skip
