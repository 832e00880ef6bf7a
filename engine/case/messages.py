"""Commands are wishes, events are facts: both unions, in one file, so that none is forgotten.

A command says what somebody wants (imperative); ``decide`` answers with events (past participles)
or a refusal. Events carry what was decided, never what can be computed again, and nothing in the
language of whoever looked: what no person said is a code (``Why``). Their stored names (``EVENTS``)
are chosen words: a name that was released keeps its meaning for ever.

``scope`` is empty for the network itself and the project's id for one of its projects.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from engine.case.case import ArticleChange, Fields, Why


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence for a tick: its kind, what it is called, and its digest when it is a kept file."""

    kind: str
    reference: str
    digest: str = ""


# --- commands -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenNetwork:
    """Begin a network. ``carried`` holds what a split brings along (``deciding.reorganise``)."""

    id: str
    title: str
    workflow: str
    type: str
    zone: str = "UTC"
    currency: str = ""
    facilitator: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class AddMember:
    """Take a firm into the pool: it is interested."""

    firm: str
    name: str
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MoveMember:
    """Move a firm along its lifecycle: commit, activate, suspend, leave, exclude."""

    verb: str
    firm: str
    reason: str = ""
    because: str = ""
    representative: str = ""
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class TickTask:
    """Tick a task off: once, once more, or for one firm or project (``target``)."""

    task: str
    scope: str = ""
    target: str = ""
    on: date | None = None
    proofs: tuple[Proof, ...] = ()
    fields: Fields = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class MoveTask:
    """Untick, waive or reopen a task, with a reason; or start or submit it."""

    verb: str
    task: str
    scope: str = ""
    target: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class RecordFact:
    """Write something down. ``replaces`` corrects an earlier record of the same type."""

    type: str
    fields: Fields
    scope: str = ""
    on: date | None = None
    replaces: int = 0


@dataclass(frozen=True, slots=True)
class WithdrawRecord:
    """Take back a record that was wrong, with a reason. The events keep it."""

    record: int
    type: str
    because: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class MovePhase:
    """Open, complete, reopen, skip, suspend or resume a phase."""

    verb: str
    phase: str
    scope: str = ""
    because: str = ""
    override: bool = False
    agreed: tuple[str, ...] = ()  # the two members who agree to an override (DT3)


@dataclass(frozen=True, slots=True)
class MarkCriterion:
    """Confirm, revoke or waive a criterion, with a reason."""

    verb: str
    criterion: str
    because: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class SetParameter:
    """Set this network's own threshold, within its lock and bounds."""

    name: str
    value: Any
    because: str


@dataclass(frozen=True, slots=True)
class AddProject:
    """Propose a project of a type (a project workflow); untitled it is called as its type is."""

    project: str
    title: str
    type: str
    workflow: str  # digest of the type's definition
    leader: str = ""
    participants: tuple[str, ...] = ()
    due_on: date | None = None
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MoveProject:
    """Approve, start, deliver, evaluate, hold, resume, reject or abandon a project."""

    verb: str
    project: str
    because: str = ""
    override: bool = False


@dataclass(frozen=True, slots=True)
class OpenBallot:
    """Put a question to the members: ``consensus`` (0-5, domain.md 2.2) or ``majority``."""

    ballot: str
    question: str
    how: str = "consensus"
    share: str = ""
    quorum: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class CastVote:
    """One firm's answer: 0-5, or 1 (for), 0 (against), -1 (abstains)."""

    ballot: str
    firm: str
    vote: int


@dataclass(frozen=True, slots=True)
class MoveBallot:
    """Close a ballot and count it, or withdraw it."""

    verb: str
    ballot: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class MoveDocument:
    """Move a document along its lifecycle (draft, in review, adopted, superseded, withdrawn).

    Without ``version`` the next is issued, the latest is adopted or withdrawn. ``changes`` tell of
    an adoption what is new since the version in force.
    """

    verb: str
    document: str
    because: str = ""
    version: int = 0
    text: str = ""  # digest of the plain text
    facts: str = ""  # digest of the facts it was made from
    template: str = ""  # digest of the template
    ballot: str = ""
    values: Fields = field(default_factory=dict)
    language: str = ""
    files: dict[str, str] = field(default_factory=dict)  # format -> digest of the kept file
    changes: tuple[ArticleChange, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveNetwork:
    """Suspend, resume, close or dissolve a network, or hand it to another facilitator."""

    verb: str
    because: str
    decision: str = ""  # reference of the recorded decision (ballot or minutes)
    reason: str = ""  # reason code
    keep: tuple[str, ...] = ()  # projects that go on after a dissolution
    to: str = ""  # the new facilitator (person id)


@dataclass(frozen=True, slots=True)
class SplitNetwork:
    """Give some members to a new network; both keep the history by reference.

    Projects stay with the network that runs them.
    """

    into: str
    firms: tuple[str, ...]
    because: str
    decision: str = ""


@dataclass(frozen=True, slots=True)
class JoinNetwork:
    """End this network by taking its members into another one (a merge, seen from the smaller)."""

    into: str
    because: str
    decision: str = ""


@dataclass(frozen=True, slots=True)
class ReceiveMembers:
    """Take in the members of another network (a merge, seen from the larger)."""

    origin: str
    origin_digest: str
    because: str
    decision: str = ""


Command = (
    OpenNetwork | AddMember | MoveMember | TickTask | MoveTask | RecordFact | WithdrawRecord
    | MovePhase | MarkCriterion | SetParameter | AddProject | MoveProject | OpenBallot | CastVote
    | MoveBallot | MoveDocument | MoveNetwork | SplitNetwork | JoinNetwork | ReceiveMembers
)  # fmt: skip


# --- events -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NetworkOpened:
    """A network began; ``origin`` maps networks it came from to the digest of their last event."""

    id: str
    title: str
    workflow: str
    type: str
    zone: str = "UTC"
    currency: str = ""
    facilitator: str = ""
    because: str = ""
    origin: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MemberAdded:
    """A firm joined the pool. Brought along from another network, it keeps its standing."""

    firm: str
    name: str
    state: str = "interested"
    since: date | None = None
    committed_on: date | None = None
    representative: str = ""
    substitute: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class MemberMoved:
    """A firm's standing changed."""

    firm: str
    verb: str
    state: str
    reason: str = ""
    because: str = ""
    representative: str = ""
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class TaskTicked:
    """A task was done on the day ``on``. ``early`` says that tasks it needs were still open."""

    task: str
    scope: str = ""
    target: str = ""
    on: date | None = None
    proofs: tuple[Proof, ...] = ()
    note: str = ""
    early: tuple[str, ...] = ()
    record: int = 0
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class TaskMoved:
    """A task was unticked, waived, reopened, started or submitted."""

    task: str
    verb: str
    scope: str = ""
    target: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class FactRecorded:
    """Something was written down; ``replaces`` lists records that no longer stand."""

    record: int
    type: str
    fields: Fields
    scope: str = ""
    on: date | None = None
    replaces: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordWithdrawn:
    """A record was taken back."""

    record: int
    type: str
    because: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class PhaseMoved:
    """A phase was opened, completed, reopened, skipped, suspended or resumed."""

    phase: str
    verb: str
    state: str
    scope: str = ""
    round: int = 1
    because: str = ""
    outcome: str = ""
    conditions: tuple[str, ...] = ()
    check_on: date | None = None
    agreed: tuple[str, ...] = ()
    early: bool = False
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class CriterionMarked:
    """A criterion was waived, doubted, confirmed, revoked, or its doubt ended (``cleared``)."""

    criterion: str
    kind: str
    because: str = ""
    scope: str = ""
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    """A milestone was reached; it occurs once."""

    milestone: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class ParameterSet:
    """This network's own threshold was set."""

    name: str
    value: Any
    because: str = ""


@dataclass(frozen=True, slots=True)
class ProjectAdded:
    """A project was proposed."""

    project: str
    title: str
    type: str
    workflow: str
    leader: str = ""
    participants: tuple[str, ...] = ()
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProjectMoved:
    """A project moved along its lifecycle."""

    project: str
    verb: str
    state: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class BallotOpened:
    """A question was put to the members."""

    ballot: str
    question: str
    how: str
    round: int
    voters: tuple[str, ...]
    share: str = ""
    quorum: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class VoteCast:
    """A firm answered (again: the last answer counts)."""

    ballot: str
    firm: str
    vote: int


@dataclass(frozen=True, slots=True)
class BallotClosed:
    """A ballot was counted, or withdrawn."""

    ballot: str
    state: str
    advice: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class DocumentMoved:
    """A version of a document was put on record or moved along its lifecycle.

    An adoption names all it binds: the exact text, its machine values, the ballot, the changes
    since the version it replaces, and the firms that were members that day.
    """

    document: str
    verb: str
    state: str
    because: str = ""
    version: int = 0
    text: str = ""
    facts: str = ""
    template: str = ""
    ballot: str = ""
    values: Fields = field(default_factory=dict)
    language: str = ""
    files: dict[str, str] = field(default_factory=dict)
    changes: tuple[ArticleChange, ...] = ()
    members: tuple[str, ...] = ()
    replaces: int = 0


@dataclass(frozen=True, slots=True)
class NetworkMoved:
    """The network was suspended, resumed, closed, dissolved, handed over or became self-managed."""

    verb: str
    state: str
    because: str = ""
    decision: str = ""
    reason: str = ""
    keep: tuple[str, ...] = ()
    facilitator: str = ""


@dataclass(frozen=True, slots=True)
class NetworkSplit:
    """Members went to a new network."""

    into: str
    firms: tuple[str, ...]
    because: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class NetworkMerged:
    """This network ended in another one."""

    into: str
    because: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class MembersReceived:
    """Another network came in; its history is kept there, named by its last digest."""

    origin: str
    origin_digest: str
    because: str = ""
    decision: str = ""


Event = (
    NetworkOpened | MemberAdded | MemberMoved | TaskTicked | TaskMoved | FactRecorded
    | RecordWithdrawn | PhaseMoved | CriterionMarked | MilestoneReached | ParameterSet
    | ProjectAdded | ProjectMoved | BallotOpened | VoteCast | BallotClosed | DocumentMoved
    | NetworkMoved | NetworkSplit | NetworkMerged | MembersReceived
)  # fmt: skip

EVENTS: Final[dict[str, type]] = {
    "network opened": NetworkOpened,
    "member added": MemberAdded,
    "member moved": MemberMoved,
    "task ticked": TaskTicked,
    "task moved": TaskMoved,
    "fact recorded": FactRecorded,
    "record withdrawn": RecordWithdrawn,
    "phase moved": PhaseMoved,
    "criterion marked": CriterionMarked,
    "milestone reached": MilestoneReached,
    "parameter set": ParameterSet,
    "project added": ProjectAdded,
    "project moved": ProjectMoved,
    "ballot opened": BallotOpened,
    "vote cast": VoteCast,
    "ballot closed": BallotClosed,
    "document moved": DocumentMoved,
    "network moved": NetworkMoved,
    "network split": NetworkSplit,
    "network merged": NetworkMerged,
    "members received": MembersReceived,
}
"""Stored names of events. Chosen words, never Python paths; never change a released one."""

NAMES: Final[dict[type, str]] = {kind: name for name, kind in EVENTS.items()}
