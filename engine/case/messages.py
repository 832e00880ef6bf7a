"""Commands are wishes, events are facts: both unions, in one file, so that none is forgotten.

A command says what somebody wants (imperative); ``decide`` answers with events (past participles)
or a refusal. Events carry what was decided, never what can be computed again, and nothing in the
language of whoever looked: what no person said is a code (``Why``). Their stored names (``EVENTS``)
are chosen words: a name that was released keeps its meaning for ever.

``scope`` is empty for the network itself and the project's id for one of its projects.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from engine.case.case import ArticleChange, Fields, Why
from engine.case.texts import Digest, Named, PersonId, Remark, Title, Word
from engine.case.voting import BY_DEFAULT, VotingRule


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence for a tick: its kind, what it is called, and its digest when it is a kept file."""

    kind: Word
    reference: Remark
    digest: Digest = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file handed in as evidence; it is a ``Proof`` once its digest is known."""

    kind: Word
    path: Path


# --- commands -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenNetwork:
    """Begin a network. ``carried`` holds what a split brings along (``deciding.reorganise``)."""

    id: Word
    title: Title
    workflow: Digest
    type: Word
    zone: Word = "UTC"
    currency: Word = ""
    facilitator: Named | None = None
    because: Remark = ""
    cluster: Word = ""


@dataclass(frozen=True, slots=True)
class AddMember:
    """Take a firm into the pool: it is interested."""

    firm: Word
    name: Title
    fields: Fields = field(default_factory=dict)
    again: bool = False  # another firm of the same name


@dataclass(frozen=True, slots=True)
class MoveMember:
    """Move a firm along its lifecycle: commit, activate, suspend, leave, exclude."""

    verb: Word
    firm: Word
    reason: Word = ""
    because: Remark = ""
    representative: Named | None = None
    substitute: Named | None = None
    decision: Word = ""  # the ballot that decided it
    told_on: date | None = None  # the reasons, in writing
    heard_on: date | None = None


@dataclass(frozen=True, slots=True)
class RenameMember:
    """Correct a firm's name, or give it the one it bears now."""

    firm: Word
    name: Title
    because: Remark = ""
    again: bool = False  # another firm is called so too


@dataclass(frozen=True, slots=True)
class RemoveMember:
    """Take out a firm that was typed in wrongly and of which nothing is on record."""

    firm: Word
    because: Remark = ""


@dataclass(frozen=True, slots=True)
class TickTask:
    """Tick a task off: once, once more, or for one firm or project (``target``)."""

    task: Word
    scope: Word = ""
    target: Word = ""
    on: date | None = None
    proofs: tuple[Proof | Attachment, ...] = ()
    fields: Fields = field(default_factory=dict)
    note: Remark = ""
    again: bool = False  # what it records is so although something speaks against it


@dataclass(frozen=True, slots=True)
class MoveTask:
    """Untick, waive or reopen a task, with a reason; or start or submit it."""

    verb: Word
    task: Word
    scope: Word = ""
    target: Word = ""
    because: Remark = ""
    why: Why | None = None  # instead of a reason in words


@dataclass(frozen=True, slots=True)
class RecordFact:
    """Write something down. ``replaces`` corrects an earlier record of the same type."""

    type: Word
    fields: Fields
    scope: Word = ""
    on: date | None = None
    replaces: int = 0
    because: Remark = ""
    again: bool = False  # it is so although something speaks against it


@dataclass(frozen=True, slots=True)
class WithdrawRecord:
    """Take back a record that was wrong, with a reason. The events keep it."""

    record: int
    type: Word
    because: Remark
    scope: Word = ""


@dataclass(frozen=True, slots=True)
class MovePhase:
    """Open, complete, reopen, skip, suspend or resume a phase."""

    verb: Word
    phase: Word
    scope: Word = ""
    because: Remark = ""
    override: bool = False
    agreed: tuple[Word, ...] = ()  # the two members who agree to an override or a skip (DT3)


@dataclass(frozen=True, slots=True)
class MarkCriterion:
    """Confirm, revoke or waive a criterion, with a reason; a must is waived by two members."""

    verb: Word
    criterion: Word
    because: Remark
    scope: Word = ""
    agreed: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class SetParameter:
    """Set this network's own threshold, within its lock and bounds."""

    name: Word
    value: Any
    because: Remark


@dataclass(frozen=True, slots=True)
class AddProject:
    """Propose a project of a type (a project workflow); untitled it is called as its type is."""

    project: Word
    title: Title
    type: Word  # with or without its organisation's prefix
    workflow: Digest  # of the type's definition, found by its name where it is empty
    leader: Word = ""
    participants: tuple[Word, ...] = ()
    due_on: date | None = None
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MoveProject:
    """Approve, start, deliver, evaluate, hold, resume, reject or abandon a project."""

    verb: Word
    project: Word
    because: Remark = ""
    override: bool = False
    agreed: tuple[Word, ...] = ()  # the two members who agree to an override (DT3)
    decision: Word = ""  # the ballot that decided it


@dataclass(frozen=True, slots=True)
class OpenBallot:
    """Put a question to the members, by one of the ways of voting.

    ``share`` and ``quorum`` may ask for more than the rule of the matter does, never for less.
    ``subject`` is a matter (``dissolution``, ``exclusion/anka``), what a condition asks about, or a
    document. ``recused`` do not vote on it; on a tie the firm that chairs may decide.
    """

    ballot: Word
    question: Remark
    how: Word = "consensus"
    share: Word = ""
    quorum: Word = ""
    subject: Word = ""
    options: tuple[Title, ...] = ()
    chair: Word = ""
    recused: tuple[Word, ...] = ()
    called_on: date | None = None
    closes_on: date | None = None


@dataclass(frozen=True, slots=True)
class CastVote:
    """One firm's answer in the words of the ballot's way of voting: ``4``, ``yes``, ``A>B``."""

    ballot: Word
    firm: Word
    answer: Remark
    because: Remark = ""
    carried_by: Word = ""


@dataclass(frozen=True, slots=True)
class CastVotes:
    """The answers of several firms, all of them or none; no firm answers twice."""

    ballot: Word
    answers: tuple[CastVote, ...]


@dataclass(frozen=True, slots=True)
class MoveBallot:
    """Close a ballot and count it, or withdraw it; ``paper`` is where the answers are signed."""

    verb: Word
    ballot: Word
    because: Remark = ""
    paper: Remark = ""


@dataclass(frozen=True, slots=True)
class MoveDocument:
    """Move a document along its lifecycle (draft, in review, adopted, superseded, withdrawn).

    Without ``version`` the next is issued, the latest is adopted or withdrawn. ``changes`` tell of
    an adoption what is new since the version in force.
    """

    verb: Word
    document: Word
    because: Remark = ""
    version: int = 0
    text: Digest = ""  # digest of the plain text
    facts: Digest = ""  # digest of the facts it was made from
    template: Digest = ""  # digest of the template
    ballot: Word = ""
    values: Fields = field(default_factory=dict)
    language: Word = ""
    files: dict[Word, Digest] = field(default_factory=dict)  # format -> digest of the kept file
    changes: tuple[ArticleChange, ...] = ()
    clauses: dict[Word, Word] = field(default_factory=dict)  # value -> number of its clause


@dataclass(frozen=True, slots=True)
class MoveNetwork:
    """Suspend, resume, close or dissolve a network, or hand it to another facilitator."""

    verb: Word
    because: Remark
    decision: Remark = ""  # reference of the recorded decision (ballot or minutes)
    reason: Word = ""  # reason code
    keep: tuple[Word, ...] = ()  # projects that go on after a dissolution
    to: Named | None = None  # the new facilitator


@dataclass(frozen=True, slots=True)
class ChangeNetwork:
    """Correct what a network is called, its currency, the zone of its dates, or its cluster."""

    title: Title = ""
    currency: Word = ""
    zone: Word = ""
    cluster: Word = ""
    because: Remark = ""


@dataclass(frozen=True, slots=True)
class SplitNetwork:
    """Give some members to a new network; both keep the history by reference.

    Projects stay with the network that runs them.
    """

    into: Word
    firms: tuple[Word, ...]
    because: Remark
    decision: Remark = ""
    reason: Word = ""  # reason code


@dataclass(frozen=True, slots=True)
class JoinNetwork:
    """End this network by taking its members into another one (a merge, seen from the smaller)."""

    into: Word
    because: Remark
    decision: Remark = ""
    reason: Word = ""  # reason code


@dataclass(frozen=True, slots=True)
class ReceiveMembers:
    """Take in the members of another network (a merge, seen from the larger)."""

    origin: Word
    origin_digest: Digest
    because: Remark
    decision: Remark = ""


OfMembers = (
    AddMember | MoveMember | RenameMember | RemoveMember
)  # fmt: skip
OfTasks = (
    TickTask | MoveTask
)  # fmt: skip
OfRecords = (
    RecordFact | WithdrawRecord
)  # fmt: skip
OfPhases = (
    MovePhase | MarkCriterion
)  # fmt: skip
OfProjects = (
    AddProject | MoveProject
)  # fmt: skip
OfBallots = (
    OpenBallot | CastVote | CastVotes | MoveBallot
)  # fmt: skip
OfNetworks = (
    SetParameter | MoveNetwork | ChangeNetwork
)  # fmt: skip
OfReorganising = (
    SplitNetwork | JoinNetwork | ReceiveMembers
)  # fmt: skip
Decided = (
    OfMembers | OfTasks | OfRecords | OfPhases | OfProjects | OfBallots | MoveDocument
    | OfNetworks | OfReorganising
)  # fmt: skip
Command = OpenNetwork | Decided
"""Each group is decided by one module of ``runtime.deciding``."""


# --- events -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NetworkOpened:
    """A network began; ``origin`` maps networks it came from to the digest of their last event."""

    id: Word
    title: Title
    workflow: Digest
    type: Word
    zone: Word = "UTC"
    currency: Word = ""
    facilitator: PersonId | None = None
    because: Remark = ""
    origin: dict[Word, Digest] = field(default_factory=dict)
    cluster: Word = ""


@dataclass(frozen=True, slots=True)
class MemberAdded:
    """A firm joined the pool. Brought along from another network, it keeps its standing."""

    firm: Word
    name: Title
    state: Word = "interested"
    since: date | None = None
    committed_on: date | None = None
    representative: PersonId | None = None
    substitute: PersonId | None = None
    origin: Word = ""


@dataclass(frozen=True, slots=True)
class MemberMoved:
    """A firm's standing changed."""

    firm: Word
    verb: Word
    state: Word
    reason: Word = ""
    because: Remark = ""
    representative: PersonId | None = None
    substitute: PersonId | None = None
    decision: Word = ""
    told_on: date | None = None
    heard_on: date | None = None


@dataclass(frozen=True, slots=True)
class MemberRenamed:
    """A firm bears another name; the one before stays in the history."""

    firm: Word
    name: Title
    because: Remark = ""


@dataclass(frozen=True, slots=True)
class MemberRemoved:
    """A firm that should never have been here is no longer here."""

    firm: Word
    because: Remark = ""


@dataclass(frozen=True, slots=True)
class TaskTicked:
    """A task was done on the day ``on``. ``early`` says that tasks it needs were still open."""

    task: Word
    scope: Word = ""
    target: Word = ""
    on: date | None = None
    proofs: tuple[Proof, ...] = ()
    note: Remark = ""
    early: tuple[Word, ...] = ()
    record: int = 0  # the record that the tick wrote
    leans_on: int = 0  # one that stood before and that it rests on
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class TaskMoved:
    """A task was unticked, waived, reopened, started or submitted."""

    task: Word
    verb: Word
    scope: Word = ""
    target: Word = ""
    because: Remark = ""
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class FactRecorded:
    """Something was written down; ``replaces`` lists records that no longer stand."""

    record: int
    type: Word
    fields: Fields
    scope: Word = ""
    on: date | None = None
    replaces: tuple[int, ...] = ()
    because: Remark = ""


@dataclass(frozen=True, slots=True)
class RecordWithdrawn:
    """A record was taken back."""

    record: int
    type: Word
    because: Remark
    scope: Word = ""


@dataclass(frozen=True, slots=True)
class PhaseMoved:
    """A phase was opened, completed, reopened, skipped, suspended or resumed."""

    phase: Word
    verb: Word
    state: Word
    scope: Word = ""
    round: int = 1
    because: Remark = ""
    outcome: Word = ""
    conditions: tuple[Word, ...] = ()
    check_on: date | None = None
    agreed: tuple[Word, ...] = ()
    early: bool = False
    why: Why | None = None
    on: date | None = None  # the day it was so, where that is not the day of the event


@dataclass(frozen=True, slots=True)
class CriterionMarked:
    """A criterion was waived, doubted, confirmed, revoked, or its doubt ended (``cleared``)."""

    criterion: Word
    kind: Word
    because: Remark = ""
    scope: Word = ""
    why: Why | None = None
    agreed: tuple[Word, ...] = ()  # members who agreed that a must is passed over


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    """A milestone was reached; it occurs once."""

    milestone: Word
    scope: Word = ""


@dataclass(frozen=True, slots=True)
class ParameterSet:
    """This network's own threshold was set."""

    name: Word
    value: Any
    because: Remark = ""


@dataclass(frozen=True, slots=True)
class ProjectAdded:
    """A project was proposed."""

    project: Word
    title: Title
    type: Word
    workflow: Digest
    leader: Word = ""
    participants: tuple[Word, ...] = ()
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProjectMoved:
    """A project moved along its lifecycle."""

    project: Word
    verb: Word
    state: Word
    because: Remark = ""
    decision: Word = ""


@dataclass(frozen=True, slots=True)
class BallotOpened:
    """A question was put to the members, under the rule that its matter has that day."""

    ballot: Word
    question: Remark
    how: Word
    round: int
    voters: tuple[Word, ...]
    rule: VotingRule = BY_DEFAULT
    subject: Word = ""
    options: tuple[Title, ...] = ()
    chair: Word = ""
    recused: tuple[Word, ...] = ()
    called_on: date | None = None
    closes_on: date | None = None


@dataclass(frozen=True, slots=True)
class VoteCast:
    """A firm answered (again: the last answer counts)."""

    ballot: Word
    firm: Word
    vote: int
    because: Remark = ""
    chosen: tuple[Title, ...] = ()
    carried_by: Word = ""
    changed: bool = False  # it had answered before


@dataclass(frozen=True, slots=True)
class BallotClosed:
    """A ballot was counted, or withdrawn: who was entitled and how many members there were."""

    ballot: Word
    state: Word
    advice: Word = ""
    because: Remark = ""
    entitled: tuple[Word, ...] = ()
    members: int = 0
    paper: Remark = ""


@dataclass(frozen=True, slots=True)
class DocumentMoved:
    """A version of a document was put on record or moved along its lifecycle.

    An adoption names all it binds: the exact text, its machine values, the ballot, the changes
    since the version it replaces, and the firms that were members that day.
    """

    document: Word
    verb: Word
    state: Word
    because: Remark = ""
    version: int = 0
    text: Digest = ""
    facts: Digest = ""
    template: Digest = ""
    ballot: Word = ""
    values: Fields = field(default_factory=dict)
    language: Word = ""
    files: dict[Word, Digest] = field(default_factory=dict)
    changes: tuple[ArticleChange, ...] = ()
    members: tuple[Word, ...] = ()
    replaces: int = 0
    follows: int = 0
    clauses: dict[Word, Word] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NetworkMoved:
    """The network was suspended, resumed, closed, dissolved, handed over or became self-managed."""

    verb: Word
    state: Word
    because: Remark = ""
    decision: Remark = ""
    reason: Word = ""
    keep: tuple[Word, ...] = ()
    facilitator: PersonId | None = None


@dataclass(frozen=True, slots=True)
class NetworkChanged:
    """The network has another title, currency, zone or cluster; what is empty is as it was."""

    title: Title = ""
    currency: Word = ""
    zone: Word = ""
    cluster: Word = ""
    because: Remark = ""


@dataclass(frozen=True, slots=True)
class NetworkSplit:
    """Members went to a new network."""

    into: Word
    firms: tuple[Word, ...]
    because: Remark = ""
    decision: Remark = ""
    reason: Word = ""  # reason code


@dataclass(frozen=True, slots=True)
class NetworkMerged:
    """This network ended in another one."""

    into: Word
    because: Remark = ""
    decision: Remark = ""
    reason: Word = ""  # reason code


@dataclass(frozen=True, slots=True)
class MembersReceived:
    """Another network came in; its history is kept there, named by its last digest."""

    origin: Word
    origin_digest: Digest
    because: Remark = ""
    decision: Remark = ""


InScope = (
    TaskTicked | TaskMoved | FactRecorded | RecordWithdrawn | PhaseMoved | CriterionMarked
    | MilestoneReached
)  # fmt: skip
"""They happen in a network or, where their scope says so, in one of its projects."""

OfTheCase = (
    NetworkOpened | NetworkChanged | NetworkMoved | NetworkSplit | NetworkMerged
    | MembersReceived | MemberAdded | MemberMoved | MemberRenamed | MemberRemoved
    | TaskMoved | PhaseMoved | CriterionMarked | MilestoneReached | ParameterSet
    | ProjectAdded | ProjectMoved | BallotOpened | VoteCast | BallotClosed
)  # fmt: skip
"""They change the case, and bring neither a file to be kept nor a record."""

Event = (
    OfTheCase | TaskTicked | DocumentMoved | FactRecorded | RecordWithdrawn
)  # fmt: skip
"""One that is of the case alone stands above; of any other ``store.vouched`` says what it keeps."""

EVENTS: Final[dict[str, type]] = {
    "network opened": NetworkOpened,
    "member added": MemberAdded,
    "member moved": MemberMoved,
    "member renamed": MemberRenamed,
    "member removed": MemberRemoved,
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
    "network changed": NetworkChanged,
    "network split": NetworkSplit,
    "network merged": NetworkMerged,
    "members received": MembersReceived,
}
"""Stored names of events. Chosen words, never Python paths; never change a released one."""

NAMES: Final[dict[type, str]] = {kind: name for name, kind in EVENTS.items()}
