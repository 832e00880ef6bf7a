"""What goes into the store and comes out of it, besides cases and events themselves."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from engine.case.case import Case
from engine.case.messages import Event
from engine.case.texts import PersonId
from engine.language import _
from engine.store.ids import new_id


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something was written (``at``, aware; ``on``, the network's date) and by which person.

    ``actor`` is None when nobody said who acts. ``command`` is of this command alone, so that one
    whose answer was lost can be found again.
    """

    at: datetime
    on: date
    actor: PersonId | None = None
    command: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """One step as lists show it. ``open`` is false for a step that leaves the list.

    ``scope`` is empty for the network's own steps and the project's id for a project's.
    ``network`` is filled in what the store gives back.
    """

    scope: str
    task: str
    state: str
    due: date | None = None
    roles: tuple[str, ...] = ()
    required: bool = True
    open: bool = True
    network: str = ""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The line that lists show of a network."""

    title: str
    state: str
    type: str = ""
    phases: tuple[str, ...] = ()  # those now open
    members: int = 0
    doubts: int = 0
    last_on: date | None = None
    facilitator: PersonId | None = None
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """How a network was when it was last looked at, at a version and on a day.

    ``health`` is a colour, empty where none is measured; ``blocks`` the condition that holds up its
    nearest gate, empty where nothing does; each with the day since which it is so.
    """

    network: str
    version: int
    day: date
    health: str = ""
    health_since: date | None = None
    blocks: str = ""
    blocks_since: date | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which networks a list shows; what is empty leaves none out.

    ``among`` names the only ones that come into question; ``late`` on a day: those with a step that
    was due before it.
    """

    state: str = ""
    phase: str = ""
    facilitator: PersonId | None = None
    health: str = ""
    blocks: str = ""
    late: date | None = None
    among: tuple[str, ...] = ()
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """One network of a list: its portfolio line, what its worklist says, how it was last seen.

    ``fresh`` says that nothing was written since it was looked at.
    """

    id: str
    version: int
    title: str
    state: str
    type: str
    phases: tuple[str, ...]
    members: int
    doubts: int
    last_on: date | None
    next_due: date | None
    open_steps: int
    facilitator: PersonId | None = None
    health: str = ""
    health_since: date | None = None
    blocks: str = ""
    blocks_since: date | None = None
    looked_on: date | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One command on one network, at its place among all commands of the organisation.

    ``version`` is that of the network after it, ``kind`` the name of its first event.
    """

    position: int
    network: str
    version: int
    kind: str
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one command does to one network: the case before it, its events, the case after.

    ``worklist`` holds the rows that changed, None for none; ``portfolio`` None keeps the line.
    ``before`` is None for a network that begins.
    """

    before: Case | None
    events: tuple[Event, ...]
    after: Case
    stamp: Stamp
    worklist: tuple[WorklistRow, ...] | None = None
    portfolio: Portfolio | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a command (``persons.identified``).

    After ``forget`` only the id and the day remain.
    """

    id: PersonId
    name: str
    phone: str = ""
    signature: bytes = field(default=b"", repr=False)
    salt: bytes = field(default=b"", repr=False)
    erased_on: date | None = None

    @property
    def shown(self) -> str:
        """The name, or the sentence that stands in its place."""
        if self.erased_on is None:
            return self.name
        return _("a person, erased on {day}").format(day=self.erased_on)


@dataclass(frozen=True, slots=True)
class File:
    """A file to be kept under its digest: where it stands, or what it holds when it was made here.

    ``name`` is what people call it.
    """

    digest: str
    name: str
    source: Path | bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """The text of a workflow that a network runs on, kept for ever under its digest."""

    digest: str
    id: str
    version: str
    kind: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a command brings along that stands outside the events, to be written with them."""

    persons: tuple[Person, ...] = ()
    files: tuple[File, ...] = ()
    definitions: tuple[Definition, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as it was written; ``digest`` chains it to all before it."""

    version: int
    at: datetime
    on: date
    actor: PersonId | None
    name: str
    event: Event
    digest: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something ``verify`` found: where (network and, if one, version of the event), and what."""

    network: str
    version: int
    message: str

    def __str__(self) -> str:
        return f"{self.network}: {self.message}" if self.network else self.message
