"""A case: what is known of one network (or one of its projects), folded from its events.

Only what was *decided* stands here: ticks, waivers, openings, votes. Whether a task is ready or a
phase complete is computed from this, the workflow and the date (``assess``); it stands nowhere.

The case travels with every command as one small document, so what grows without end (records) is
kept on a ``Records`` and fetched by type only when a rule asks.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from engine.case.texts import PersonId, Title, Word
from engine.case.voting import BY_DEFAULT, DOUBT, Count, VotingRule, most_chosen

Fields = dict[str, Any]
"""What a record says: JSON values; dates as ISO text, persons as ``{"person": id}``."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing somebody wrote down. ``id`` counts within the network, over all types."""

    id: int
    type: str
    fields: Fields
    on: date


Load = Callable[[str], tuple[Record, ...]]
"""Gives every record of a type that still stands, in the order they were written."""


def _nothing(_type: str) -> tuple[Record, ...]:
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class Records(Mapping[str, tuple[Record, ...]]):
    """The records of a case by type, read when asked for.

    ``added`` and ``removed`` are what this command changed on top of what ``load`` gives.
    """

    load: Load = _nothing
    added: tuple[Record, ...] = ()
    removed: Mapping[int, str] = field(default_factory=dict)  # number -> type

    def __getitem__(self, kind: str) -> tuple[Record, ...]:
        kept = [r for r in self.load(kind) if r.id not in self.removed]
        new = [r for r in self.added if r.type == kind and r.id not in self.removed]
        return (*kept, *new)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(record.type for record in self.added))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def put(self, record: Record) -> "Records":
        """Return the shelf with one more record."""
        return replace(self, added=(*self.added, record))

    def take(self, number: int, kind: str) -> "Records":
        """Return the shelf without a record of a type."""
        return replace(self, removed={**self.removed, number: kind})


@dataclass(frozen=True, slots=True)
class Tick:
    """One time a task was done: when, for whom, the record it wrote, or the one it leans on."""

    on: date
    target: str = ""
    record: int = 0
    leans_on: int = 0


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """What happened to a task: ``recent`` holds every tick that stands, the latest last.

    ``targets`` are those for whom it is done, when it fans out.
    """

    times: int = 0
    recent: tuple[Tick, ...] = ()
    targets: dict[str, date] = field(default_factory=dict)
    waived: dict[str, str] = field(default_factory=dict)  # target ("" for the whole task) -> reason
    early: bool = False
    started_on: date | None = None
    submitted: bool = False

    @property
    def last_on(self) -> date | None:
        """The day it was last done."""
        return self.recent[-1].on if self.recent else None


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """Where a phase stands. ``state`` is one of the phase lifecycle's; rounds count from 1."""

    state: str
    round: int = 1
    opened_on: date | None = None
    completed_on: date | None = None
    outcome: str = ""  # ready, ready_with_conditions, override
    conditions: tuple[str, ...] = ()
    check_on: date | None = None


class Why(StrEnum):
    """Why something happened that no person gave a reason for; a code, in words only when told."""

    BASIS_CHANGED = "basis_changed"
    CARRIED_OVER = "carried_over"
    CONDITION_FELL = "condition_fell"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class CriterionMark:
    """What was said of a criterion: waived, doubted, confirmed, revoked."""

    kind: str
    because: str
    on: date
    why: Why | None = None


REASONS: Final = (
    "closed_business", "no_time", "strategy_differs", "competitor_conflict", "money",
    "joined_another", "moved", "no_benefit", "split", "merge", "other",
)  # fmt: skip
"""Why a firm leaves (domain.md 2.6), plus the two reorganisations and ``other``."""


EXCLUDING: Final = ("breach", "unpaid", "harm", "condition_lost", "other")
"""Why a firm is excluded (domain.md 3b, 15)."""

DISSOLVING: Final = (
    "purpose_reached", "purpose_impossible", "too_few_members", "no_benefit", "by_law", "other",
)  # fmt: skip
"""Why a group is dissolved (domain.md 3b, 44), or closed."""

MERGING: Final = ("too_few_members", "same_issue", "scale", "other")
"""Why a group goes into another one."""

SPLITTING: Final = ("two_issues", "too_many_members", "different_pace", "other")
"""Why a group becomes two."""


GONE: Final = frozenset({"left", "excluded"})
"""States of a firm that no longer belongs to the network."""


@dataclass(frozen=True, slots=True)
class Member:
    """A firm in the network and where it stands (interested ... left, excluded)."""

    id: str
    name: str
    state: str = "interested"
    since: date | None = None
    committed_on: date | None = None
    representative: PersonId | None = None
    substitute: PersonId | None = None
    reason: str = ""  # code of the reason for leaving


ENDED: Final = frozenset({"closed", "dissolved"})
"""States of a network of which nothing more is asked."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """Members deciding, by one of the ``WAYS`` of voting.

    ``voters`` are those entitled when it was opened, ``entitled`` those who counted when it was
    closed, ``members`` how many there were that day. ``votes`` maps each who answered to its
    answer: 0-5, or 1 (for, or has chosen), 0 (against), -1 (abstains). ``chosen`` holds what was
    chosen, ``doubts`` why somebody objects, ``carried_by`` who gave the vote of another firm.
    ``recorded_before`` is the number of the last record when it was opened: what the voters saw.
    """

    id: str
    question: str
    how: str
    state: str
    round: int
    opened_on: date
    voters: tuple[str, ...] = ()
    votes: dict[str, int] = field(default_factory=dict)
    rule: VotingRule = BY_DEFAULT
    subject: str = ""  # what it decides: a matter, a condition's subject, a document, or nothing
    options: tuple[str, ...] = ()
    chair: str = ""
    recused: tuple[str, ...] = ()
    called_on: date | None = None
    closes_on: date | None = None
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    carried_by: dict[str, str] = field(default_factory=dict)
    voted_on: dict[str, date] = field(default_factory=dict)
    closed_on: date | None = None
    advice: str = ""
    entitled: tuple[str, ...] = ()
    members: int = 0
    paper: str = ""  # where its answers are signed
    recorded_before: int = 0

    def count(self, entitled: tuple[str, ...] = (), members: int = 0) -> Count:
        """Return the count: of a closed ballot as it was closed, else of those named."""
        entitled, members = self.entitled or entitled, self.members or members
        votes = {firm: vote for firm, vote in self.votes.items() if firm in entitled}
        present = len(votes)
        if self.how in {"choice", "ranking"}:
            chosen = {firm: self.chosen[firm] for firm, vote in votes.items() if vote > 0}
            winner, most = most_chosen(chosen, self.chair if self.rule.casting else "")
            return Count(
                members, len(entitled), present, most, len(chosen) - most, bool(winner), winner
            )
        least = 1 if self.how == "majority" else DOUBT
        if self.how == "consensus" and self.state == "passed":
            least = 0  # consensus is no unanimity: who stood aside carries it all the same
        return Count(
            members, len(entitled), present,
            in_favour=sum(vote >= least for vote in votes.values()),
            against=sum(0 <= vote < least for vote in votes.values()),
            chair=votes.get(self.chair) == 1,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What became of one article between two versions: its title and its numbers in the text.

    ``kind`` is ``changed``, ``added``, ``removed`` or ``renumbered``.
    """

    kind: Word
    title: Title
    before: Word
    after: Word


@dataclass(frozen=True, slots=True)
class Adoption:
    """How a text was adopted: by which ballot, what changed, who was a member that day."""

    on: date
    ballot: str
    replaces: int = 0  # the version in force until then, 0 if none
    changes: tuple[ArticleChange, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """An exact text put on record. ``files`` maps each format to the digest of the kept file.

    ``adopted.pdf`` is the file as it is printed once the text is adopted.

    ``values`` are what the text hands to the engine once it is adopted: quorum, majority, notice.
    A translation ``follows`` a version: it says the same in another language and decides nothing.
    """

    number: int
    state: str
    on: date
    text: str = ""  # digest of what it says
    language: str = ""
    files: dict[str, str] = field(default_factory=dict)
    values: Fields = field(default_factory=dict)
    adoption: Adoption | None = None
    follows: int = 0
    clauses: dict[str, str] = field(default_factory=dict)  # value -> number of its clause


@dataclass(frozen=True, slots=True)
class AdoptedValue:
    """What a text in force says in a number or a word, in which version, and in which clause."""

    value: Any
    text: str
    clause: str


@dataclass(frozen=True, slots=True)
class DocumentProgress:
    """The versions of a document, by number; each goes through the lifecycle of documents."""

    versions: dict[int, DocumentVersion] = field(default_factory=dict)

    @property
    def latest(self) -> DocumentVersion | None:
        """The version issued last."""
        return self.versions[max(self.versions)] if self.versions else None

    @property
    def in_force(self) -> DocumentVersion | None:
        """The adopted version, also while a later one is in review."""
        adopted = (v for v in self.versions.values() if v.state == "adopted" and not v.follows)
        return next(adopted, None)

    def original(self, language: str) -> DocumentVersion | None:
        """Return the version that a text in another language follows, if there is one.

        It is the latest in the deciding language that stands: in review or in force.
        """
        standing = [v for v in self.versions.values() if v.state in {"in_review", "adopted"}]
        latest = next((v for v in reversed(standing) if not v.follows), None)
        return latest if latest and latest.language not in {"", language} else None

    @property
    def state(self) -> str:
        """Where the document stands: adopted while a version is in force, else as the last."""
        standing = self.in_force or self.latest
        return standing.state if standing else "draft"


@dataclass(frozen=True, slots=True)
class Case:
    """One network, or one project of a network (then ``parent`` is the network's id)."""

    id: str
    title: str  # empty for a project that is called as its type is (``Situation.title``)
    workflow: str  # digest of the definition it runs on
    state: str
    opened_on: date
    version: int = 0
    type: str = ""  # id of the workflow
    parent: str = ""
    phases: dict[str, PhaseProgress] = field(default_factory=dict)
    tasks: dict[str, TaskProgress] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    marks: dict[str, CriterionMark] = field(default_factory=dict)  # criterion id -> mark
    parameters: dict[str, Any] = field(default_factory=dict)  # this network's own settings
    ballots: dict[str, Ballot] = field(default_factory=dict)
    documents: dict[str, DocumentProgress] = field(default_factory=dict)
    projects: dict[str, "Case"] = field(default_factory=dict)
    milestones: dict[str, date] = field(default_factory=dict)
    participants: tuple[str, ...] = ()  # firms in a project
    leader: str = ""  # firm that leads a project
    started_on: date | None = None
    ended_on: date | None = None
    due_on: date | None = None  # a project's planned end
    facilitator: PersonId | None = None
    origin: dict[str, str] = field(default_factory=dict)  # network it came from -> digest
    became: tuple[str, ...] = ()  # networks that came from it
    zone: str = "UTC"
    currency: str = ""
    cluster: str = ""  # where its firms come from
    last_on: date | None = None
    record_count: int = 0
    records: Records = field(default_factory=Records, compare=False)

    def active(self) -> dict[str, Member]:
        """Members that count: committed or active (domain.md 2.7, ``members.active``)."""
        return {k: m for k, m in self.members.items() if m.state in {"committed", "active"}}

    def belonging(self) -> tuple[str, ...]:
        """Return the firms that are members, also while they rest."""
        states = {"committed", "active", "suspended"}
        return tuple(k for k, m in self.members.items() if m.state in states)

    def adopted_values(self) -> dict[str, AdoptedValue]:
        """Return what the texts in force say; of two texts the one adopted last counts.

        Names are those of ``values`` in a template's ``document.yml``, such as ``quorum_percent``.
        """
        texts = [(name, one.in_force) for name, one in self.documents.items()]
        adopted = [(v.adoption.on, name, v) for name, v in texts if v and v.adoption]
        return {
            key: AdoptedValue(value, f"{name}@{version.number}", version.clauses.get(key, ""))
            for _on, name, version in sorted(adopted, key=lambda one: one[0])
            for key, value in version.values.items()
            if value is not None
        }
