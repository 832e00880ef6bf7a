"""Lifecycles as tables, run by ``transitions``: which move is possible from where.

One shared ``Machine`` per kind of thing. A machine answers one question, "where does this move
lead?"; its guards only ask the caller's ``allowed``, which asks the assessment. Nothing happens
in callbacks: an exception there would leave the new state set (transitions 0.9).

Facts about transitions 0.9 that shape this module: a guard is compared ``== True``;
``auto_transitions`` would let every guard be passed by; a machine keeps every model added to it, so
events are fired on a light subject that is never added.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from transitions import Machine


class Move(NamedTuple):
    """A verb, the states it may be used in, and the state it leads to.

    A guarded move is taken only when ``allowed`` says so; of several moves with one verb the
    first possible one is taken.
    """

    verb: str
    sources: tuple[str, ...]
    target: str
    guarded: bool = False


class Lifecycle(NamedTuple):
    """The states of one kind of thing, the first being where it begins, and its moves."""

    states: tuple[str, ...]
    moves: tuple[Move, ...]


def _moves(*rows: tuple[str, str, str] | tuple[str, str, str, bool]) -> tuple[Move, ...]:
    return tuple(Move(verb, tuple(sources.split()), *rest) for verb, sources, *rest in rows)


LIFECYCLES: Final[Mapping[str, Lifecycle]] = {
    "network": Lifecycle(
        ("draft", "active", "suspended", "self_managed", "closed", "dissolved"),
        _moves(
            ("start", "draft", "active"),
            ("suspend", "active self_managed", "suspended"),
            ("resume", "suspended", "self_managed", True),
            ("resume", "suspended", "active"),
            ("graduate", "active", "self_managed", True),
            ("return", "self_managed", "active"),
            ("close", "active self_managed suspended", "closed"),
            ("dissolve", "draft active self_managed suspended", "dissolved"),
        ),
    ),
    "phase": Lifecycle(
        ("waiting", "open", "completed", "skipped", "suspended"),
        _moves(
            ("open", "waiting", "open"),
            ("complete", "open", "completed", True),
            ("reopen", "completed skipped", "open"),
            ("skip", "waiting open suspended", "skipped"),
            ("suspend", "open", "suspended"),
            ("resume", "suspended", "open"),
        ),
    ),
    "task": Lifecycle(
        ("locked", "ready", "in_progress", "submitted", "done", "waived", "cancelled"),
        _moves(
            ("start", "locked ready", "in_progress"),
            ("submit", "locked ready in_progress", "submitted"),
            ("tick", "locked ready in_progress submitted done waived", "done", True),
            ("tick", "locked ready in_progress submitted", "in_progress"),
            ("untick", "done in_progress", "in_progress", True),
            ("untick", "done in_progress", "ready"),
            ("waive", "locked ready in_progress submitted", "waived", True),
            ("waive", "locked ready in_progress submitted", "in_progress"),
            ("reopen", "done waived submitted in_progress", "ready"),
        ),
    ),
    "member": Lifecycle(
        ("interested", "committed", "active", "suspended", "left", "excluded"),
        _moves(
            ("commit", "interested", "committed"),
            ("activate", "committed suspended", "active"),
            ("suspend", "committed active", "suspended"),
            ("leave", "interested committed active suspended", "left"),
            ("exclude", "interested committed active suspended", "excluded"),
            ("return", "left", "interested"),
        ),
    ),
    "project": Lifecycle(
        ("proposed", "approved", "running", "on_hold", "delivered", "evaluated", "rejected",
         "abandoned"),
        _moves(
            ("approve", "proposed", "approved"),
            ("reject", "proposed", "rejected"),
            ("start", "approved", "running", True),
            ("hold", "approved running", "on_hold"),
            ("resume", "on_hold", "running", True),
            ("resume", "on_hold", "approved"),
            ("deliver", "running", "delivered", True),
            ("evaluate", "delivered", "evaluated", True),
            ("abandon", "proposed approved running on_hold delivered", "abandoned"),
        ),
    ),
    "document": Lifecycle(
        ("draft", "in_review", "adopted", "superseded", "withdrawn"),
        _moves(
            ("issue", "draft in_review adopted", "in_review"),
            ("adopt", "in_review", "adopted", True),
            ("supersede", "adopted", "superseded"),
            ("withdraw", "draft in_review adopted", "withdrawn"),
        ),
    ),
    "ballot": Lifecycle(
        ("open", "passed", "failed", "no_quorum", "withdrawn"),
        _moves(
            ("pass", "open", "passed", True),
            ("fail", "open", "failed"),
            ("miss", "open", "no_quorum"),
            ("withdraw", "open", "withdrawn"),
        ),
    ),
}  # fmt: skip


@dataclass(slots=True)
class _Subject:
    """What a trigger is fired on: a state, and the caller's answer to every guard."""

    state: str
    allowed: Callable[[], bool]


def next_state(
    kind: str, state: str, verb: str, allowed: Callable[[], bool] = lambda: True
) -> str | None:
    """Return the state a verb leads to, or None where it is not possible.

    ``allowed`` is asked only when the move is guarded.
    """
    event = machine(kind).events.get(verb)
    if event is None or state not in event.transitions:
        return None
    guarded = any(move.conditions for move in event.transitions[state])
    return _fired(kind, state, verb, allowed=not guarded or allowed())


@cache
def _fired(kind: str, state: str, verb: str, *, allowed: bool) -> str | None:
    """Fire a trigger on the shared machine; the same question always has the same answer."""
    subject = _Subject(state, allowed=lambda: allowed)
    return subject.state if machine(kind).events[verb].trigger(subject) else None


def verbs(kind: str, state: str) -> tuple[str, ...]:
    """Return the verbs that are possible from a state, each once, in the order of the table."""
    found = (move.verb for move in LIFECYCLES[kind].moves if state in move.sources)
    return tuple(dict.fromkeys(found))


def initial(kind: str) -> str:
    """Return the state in which a thing of this kind begins."""
    return LIFECYCLES[kind].states[0]


@cache
def machine(kind: str) -> Machine:
    """Return the one shared machine of a kind (``network``, ``phase``, ``task`` ...)."""
    lifecycle = LIFECYCLES[kind]
    made = Machine(
        model=None,
        states=list(lifecycle.states),
        initial=lifecycle.states[0],
        auto_transitions=False,
    )
    for move in lifecycle.moves:
        guard = "allowed" if move.guarded else None
        made.add_transition(move.verb, list(move.sources), move.target, conditions=guard)
    return made


def diagram(kind: str, mark: str = "") -> str:
    """Return a lifecycle as mermaid text; ``mark`` is the state to point out."""
    lifecycle = LIFECYCLES[kind]
    lines = ["stateDiagram-v2", f"    [*] --> {lifecycle.states[0]}"]
    for move in lifecycle.moves:
        word = f"{move.verb} (when allowed)" if move.guarded else move.verb
        lines += [f"    {source} --> {move.target}: {word}" for source in move.sources]
    if mark:
        lines += ["    classDef here fill:#ffd54f,stroke:#333", f"    class {mark} here"]
    return "\n".join(lines) + "\n"
