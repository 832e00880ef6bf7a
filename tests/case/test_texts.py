"""Every field of every message says what kind of text it holds; no event can hold a name."""

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass, replace
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from engine.case import messages as m
from engine.case.case import Fields
from engine.case.texts import (
    Digest,
    Named,
    PersonId,
    PersonName,
    Remark,
    Title,
    Word,
    identified,
)
from engine.store.codec import encode

COMMANDS: tuple[type, ...] = get_args(m.Command)
EVENTS: tuple[type, ...] = tuple(m.EVENTS.values())
KINDS = {Word, Title, Remark, Digest}
MARIA = PersonName("Maria Lopez")


def leaves(hint: Any) -> Iterator[Any]:
    """Yield the types a field is made of: through unions, containers and values of our own."""
    if hint in KINDS or hint == Fields:
        yield hint
    elif isinstance(hint, type) and is_dataclass(hint):
        for one in get_type_hints(hint, include_extras=True).values():
            yield from leaves(one)
    elif get_origin(hint) is Annotated or not get_args(hint):
        yield hint
    else:
        for one in get_args(hint):
            yield from leaves(one)


def fields_of(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def plain_texts(kind: type) -> list[str]:
    """Return the fields of a message that hold a text of no kind."""
    return [name for name, hint in fields_of(kind).items() if str in set(leaves(hint))]


def names(kind: type) -> list[str]:
    return [name for name, hint in fields_of(kind).items() if PersonName in set(leaves(hint))]


@dataclass(frozen=True)
class Greet:
    """A command not yet written, by somebody who forgot what this is about."""

    to: str
    of: tuple[str, ...]
    by: Named | None = None


def test_a_plain_text_is_found_in_a_message_not_yet_written() -> None:
    assert plain_texts(Greet) == ["to", "of"]
    assert names(Greet) == ["by"]


@pytest.mark.parametrize("kind", [*COMMANDS, *EVENTS], ids=lambda kind: kind.__name__)
def test_every_text_of_a_message_is_of_a_kind(kind: type) -> None:
    assert not plain_texts(kind), "say whether it is a Word, Title, Remark, Digest or PersonName"


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_no_event_has_a_field_for_a_name(kind: type) -> None:
    assert not names(kind)


def test_the_commands_that_name_persons_are_known() -> None:
    found = {(kind.__name__, name) for kind in COMMANDS for name in names(kind)}
    assert found == {
        ("MoveMember", "representative"),
        ("MoveMember", "substitute"),
        ("MoveNetwork", "to"),
        ("OpenNetwork", "facilitator"),
    }


@pytest.mark.parametrize(
    "value",
    [
        MARIA,
        [MARIA],
        {"chair": {"name": MARIA}},
        {MARIA: 1},
        m.FactRecorded(1, "meeting", {"chair": [{"person": MARIA}]}),
        m.MemberMoved("a", "commit", "committed", representative=MARIA),  # type: ignore[arg-type]
        m.TaskTicked("a", proofs=(m.Proof("photo", MARIA),)),  # type: ignore[arg-type]
    ],
)
def test_what_writes_events_refuses_a_name_however_deep_it_stands(value: Any) -> None:
    with pytest.raises(TypeError):
        encode(value)


def test_every_field_of_every_event_refuses_a_name() -> None:
    for kind in EVENTS:
        filler: dict[str, Any] = dict.fromkeys(fields_of(kind), "")
        encode(kind(**filler))
        for name in filler:
            with pytest.raises(TypeError):
                encode(replace(kind(**filler), **{name: MARIA}))


def test_a_name_is_decided_on_only_once_it_is_an_id() -> None:
    assert identified(PersonId("x")) == "x"
    assert identified(None) is None
    with pytest.raises(TypeError, match="not resolved"):
        identified(MARIA)


def test_a_name_is_shown_nowhere_by_accident() -> None:
    assert "Maria" not in repr(MARIA) + str(MARIA) + f"{m.MoveNetwork('hand_over', 'x', to=MARIA)}"


def test_two_spellings_are_one_name() -> None:
    assert PersonName(" maria   LOPEZ ") == MARIA
    assert hash(PersonName("Maria\u00a0Lopez")) == hash(MARIA)
    assert PersonName("Maria Lopes") != MARIA
