"""What is on record: the history told, its soundness, what was made again, what was erased."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from engine.language import _
from engine.possible import Possible, on_network
from engine.source import NotFound
from engine.store import Finding
from engine.workbench.answers.lists import people_named
from engine.workbench.history import narrate
from engine.workbench.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as it is told; ``digest`` chains it to all before it."""

    version: int
    at: datetime
    on: date
    by: str
    event: str
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a network's history: note its digest elsewhere, and nothing can be taken away."""

    network: str
    digest: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found; sound where ``findings`` is empty."""

    networks: tuple[str, ...]
    heads: tuple[Head, ...]
    findings: tuple[Finding, ...]
    possible: tuple[Possible, ...]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many networks had their lists and snapshots made again."""

    rebuilt: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A remark that holds a person's name, which cannot be changed."""

    network: str
    version: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many entries of a person were erased, and where remarks still hold the name."""

    erased: int
    mentioned: tuple[Mention, ...]


def history(bench: Workbench, network: str, since: date | None = None) -> list[Happened]:
    """Return what happened in a network, oldest first. Raises ``NotFound`` for an unknown one."""
    events = list(bench.store.history(network, since))
    names = people_named(bench, (event.actor for event in events))
    told = narrate(bench, network, events)
    return [
        Happened(e.version, e.at, e.on, names[e.actor], e.name, text, e.digest)
        for e, text in zip(events, told, strict=True)
    ]


def meant(bench: Workbench, network: str) -> list[str]:
    """Return the network named, or all where none is."""
    return [network] if network else list(bench.store.known())


def verified(bench: Workbench, networks: Iterable[str]) -> Verified:
    """Return whether the history, lists and kept files of networks are as they were written."""
    names = list[str]()
    findings = list[Finding]()
    for name in networks:
        names.append(name)
        findings.extend(bench.store.verify(name, bench.lists_of))
    findings.extend(bench.store.verify_beside())
    broken = dict.fromkeys(one.network for one in findings if one.network)
    heads = () if findings else tuple(Head(name, bench.store.head(name)) for name in names)
    again = _("make lists and snapshots again")
    return Verified(
        tuple(names), heads, tuple(findings),
        tuple(on_network("rebuild", one, again) for one in broken),
    )  # fmt: skip


def rebuilt(bench: Workbench, networks: Iterable[str]) -> Rebuilt:
    """Make the lists and snapshots of networks again from their events."""
    return Rebuilt(sum(bench.store.rebuild(bench.lists_of, name) for name in networks))


def forgotten(bench: Workbench, person: str) -> Forgotten:
    """Erase a person. Raises ``NotFound`` when nobody of this name is on record."""
    erased = bench.store.forget(person, bench.today())
    if not erased:
        raise NotFound(_("nobody called {person!r} is on record").format(person=person))
    return Forgotten(erased, tuple(Mention(*one) for one in bench.store.mentions(person)))
