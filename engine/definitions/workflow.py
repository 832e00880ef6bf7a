"""What a workflow is once its text has been read: frozen values, nothing raw, nothing computed.

::

    Workflow
        parameters   named thresholds, each with unit, reason and source mark
        roles        who may do things
        records      the typed things people write down (CMMN case file items)
        phases       the method's phases (CMMN stages)
            tasks        work a person does (CMMN human tasks)
            criteria     what must hold before the phase is complete (CMMN sentries)
        measures     named computed values (domain.md 2.7)
        tables       decision tables, as the text they were read from

Every formula is kept as text with its place; ``runtime.formulas`` parses it once per process.
The whole tree is plain data: it travels as JSON, and the digest of what it means
(``definitions.meaning``) names a published definition. Places do not count when two are compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

IN_ORDER: Final = {"in order": True}
"""Marks a map whose order means something. In any other map things are only looked up by name."""

Words = str | dict[str, str]
"""A text for people: one string, or one a language (``{en: ..., es: ...}``)."""

Plain = bool | int | Decimal | str | None
"""A value as a file can give it; dates are ISO text until a field's type reads them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, line and column (both from 1)."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Formula:
    """A FEEL expression as its author wrote it, and where."""

    text: str
    place: Place = field(default=Place(), compare=False)


class Kind(StrEnum):
    """What a workflow describes: a network, or one of its projects."""

    NETWORK = "network"
    PROJECT = "project"


class Tighten(StrEnum):
    """In which direction a parameter becomes stricter."""

    UP = "up"
    DOWN = "down"


class Lock(StrEnum):
    """What of a definition those who use it may not change: nothing, ..., all of it."""

    NONE = "none"
    TEXT = "text"  # only the words for people
    TIGHTEN = "tighten"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A threshold of the method that an organisation, or one network, may set.

    ``low`` and ``high`` bound every later setting; ``lock`` says who may move it (``tighten``:
    only in the stricter direction; ``all``: nobody). ``source`` is a mark of domain.md: [S1], [D].
    """

    id: str
    value: Any  # a Plain; msgspec cannot read a union of Decimal and str
    title: Words = ""
    unit: str = ""
    why: Words = ""
    source: str = ""
    tighten: Tighten | None = None
    lock: Lock = Lock.NONE
    low: int | Decimal | None = None
    high: int | Decimal | None = None
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who does tasks: facilitator, leader, treasurer, firm, assembly, expert."""

    id: str
    title: Words


class FieldKind(StrEnum):
    """What a field holds. ``many`` on the field makes it a list of these."""

    TEXT = "text"
    NUMBER = "number"  # unit on the field
    MONEY = "money"  # number in the network's currency, or the field's unit
    YES_NO = "yes_no"
    DATE = "date"
    YEAR_DAY = "year_day"  # a day that every year has, written 31/12
    CHOICE = "choice"  # one of ``of``
    MEMBER = "member"  # a firm of this network, by id
    PROJECT = "project"  # a project of this network, by id
    BALLOT = "ballot"  # a ballot of this network, by id
    REFERENCE = "reference"  # a record of the type ``to``, by its key
    PERSON = "person"  # kept outside the events, so that it can be erased
    PICTURE = "picture"  # a PNG or JPEG, kept beside the database
    SCORES = "scores"  # a map from names (``of``, when given) to numbers


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a record says. ``to`` is the record type that a reference leads to.

    A date that ``happened`` lies neither after today nor before the network was opened; one that is
    ``past`` may lie before it, as the founding of a firm does.
    """

    id: str
    kind: FieldKind
    title: Words = ""
    many: bool = False
    of: tuple[str, ...] = ()
    to: str = ""
    happened: bool = False
    past: bool = False
    required: bool = False
    unit: str = ""
    low: int | Decimal | None = None
    high: int | Decimal | None = None
    confidential: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class RecordCheck:
    """What must not be false of a record: ``say`` tells what is wrong when it is.

    One that may be so all the same (``again``) is passed by saying it again.
    """

    id: str
    say: Words
    when: Formula
    again: bool = False


@dataclass(frozen=True, slots=True)
class RecordType:
    """A kind of thing people write down.

    ``key`` names the fields that tell two records apart: a later record with the same key takes
    the place of the earlier one. ``single`` allows one record in all (the latest stands).
    Without either, every record stays. A ``frozen`` one is not written anew under the same key,
    only corrected with a reason.
    """

    id: str
    title: Words
    fields: dict[str, Field] = field(metadata=IN_ORDER)
    key: tuple[str, ...] = ()
    single: bool = False
    frozen: bool = False
    checks: dict[str, RecordCheck] = field(default_factory=dict)
    place: Place = field(default=Place(), compare=False)


PROOFS = (
    "attendance_list", "minutes", "signed_letter", "form", "report", "agreement",
    "register_extract", "financial_record", "photo", "publication", "link", "vote_record",
    "assessment", "waiver",
)  # fmt: skip
"""The closed list of proof kinds (domain.md 2.0)."""


class Each(StrEnum):
    """For whom or what a task is done, one tick each."""

    FIRM = "firm"  # every firm in the network, interested ones included
    MEMBER = "member"  # every committed or active member
    PROJECT = "project"  # every project of the phase's kind that was approved
    PROJECT_MEMBER = "project_member"  # every firm that takes part in such a project


@dataclass(frozen=True, slots=True)
class Due:
    """When a task should be done: ``days`` after a date.

    The date is that on which the phase (or the project) opened, unless ``after`` is a formula
    that gives another one (``records.charter.signed_on``). Days may be negative.
    """

    days: int
    after: Formula | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Work a person does, ticked off with proof.

    ``code`` is the number of domain.md (``P1-05``). ``at_least`` is how often it must be done
    (1 unless repeatable), ``at_most`` how often it may be (None: without end). ``required`` may
    depend on a formula, ``required_when``. ``records`` names the record type a tick writes or leans
    on; ``checks`` are what this task asks of it besides the checks of the type.
    """

    id: str
    title: Words
    phase: str
    code: str = ""
    by: tuple[str, ...] = ()
    help: Words = ""
    needs: tuple[str, ...] = ()
    required: bool = True
    required_when: Formula | None = None
    at_least: int = 1
    at_most: int | None = 1
    for_each: Each | None = None
    due: Due | None = None
    proof: tuple[str, ...] = ()
    records: str = ""
    checks: dict[str, RecordCheck] = field(default_factory=dict)
    source: str = ""
    place: Place = field(default=Place(), compare=False)

    @property
    def address(self) -> str:
        """The task's place in the definition: ``promotion.tasks.open_meeting``."""
        return f"{self.phase}.tasks.{self.id}"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A condition for completing a phase (CMMN exit criterion).

    ``say`` is the sentence of what is wanted, ``now`` the sentence of what is (both may name
    parameters and measures in braces), ``why`` the reason. ``ask`` names tasks or record types
    that help to meet it, beyond those its formula reads. ``hard`` ones must be met before a phase
    is complete; a ``must`` is a hard one that one person alone cannot waive and no file removes.
    """

    id: str
    phase: str
    say: Words
    when: Formula
    code: str = ""
    now: Words = ""
    why: Words = ""
    hard: bool = False
    must: bool = False
    lock: Lock = Lock.NONE
    ask: tuple[str, ...] = ()
    source: str = ""
    place: Place = field(default=Place(), compare=False)

    @property
    def address(self) -> str:
        """The criterion's place in the definition: ``promotion.complete.enough_members``."""
        return f"{self.phase}.complete.{self.id}"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A named achievement that occurs once."""

    id: str
    phase: str
    title: Words
    when: Formula
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of the method.

    ``opens_when`` opens it by itself (the first phase opens with the network; without a formula,
    a phase opens when the one before it is complete). ``projects`` is the kind of project it
    carries out (``pilot``, ``strategic``). ``final`` marks the one whose completion makes the
    network self-managed.
    """

    id: str
    title: Words
    purpose: Words = ""
    tasks: dict[str, Task] = field(default_factory=dict, metadata=IN_ORDER)
    criteria: dict[str, Criterion] = field(default_factory=dict, metadata=IN_ORDER)
    milestones: dict[str, Milestone] = field(default_factory=dict, metadata=IN_ORDER)
    opens_when: Formula | None = None
    projects: str = ""
    final: bool = False
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Measure:
    """A named computed value; with ``given`` names it is a function of them."""

    id: str
    value: Formula
    title: Words = ""
    given: tuple[str, ...] = ()
    unit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class TableText:
    """A decision table as JSON (``definitions.table_json``), read when it is first asked."""

    id: str
    body: str


@dataclass(frozen=True)
class Workflow:
    """A method, resolved: overrides merged, rules it uses taken in.

    ``project_kind`` (``pilot``, ``strategic``) and ``entry`` (formulas by name that must hold
    before a project of this type starts) belong to project workflows only. ``indicators`` are
    measures a project of this type reports. ``meters`` are conditions whose values are shown
    wherever a network stands. ``renames`` maps what a thing was once called
    (``tasks.kickoff_meeting``) to its id now.
    """

    id: str
    version: str
    kind: Kind
    title: Words
    parameters: dict[str, Parameter] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    records: dict[str, RecordType] = field(default_factory=dict)
    phases: dict[str, Phase] = field(default_factory=dict, metadata=IN_ORDER)
    measures: dict[str, Measure] = field(default_factory=dict)
    tables: dict[str, TableText] = field(default_factory=dict)
    entry: dict[str, Criterion] = field(default_factory=dict, metadata=IN_ORDER)
    indicators: tuple[str, ...] = ()
    meters: tuple[str, ...] = ()
    project_kind: str = ""
    purpose: Words = ""
    source: str = ""
    renames: dict[str, str] = field(default_factory=dict)
    digest: str = field(default="", compare=False)

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        """Every task by its id, which is unique within the workflow."""
        return {task.id: task for phase in self.phases.values() for task in phase.tasks.values()}

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """Every criterion of entry and completion by its id, unique within the workflow."""
        completion = (phase.criteria for phase in self.phases.values())
        return {c.id: c for group in (self.entry, *completion) for c in group.values()}

    @cached_property
    def needed_by(self) -> Mapping[str, tuple[str, ...]]:
        """The tasks that need a task, by its id."""
        found: dict[str, tuple[str, ...]] = {}
        for task in self.tasks.values():
            for need in task.needs:
                found[need] = (*found.get(need, ()), task.id)
        return found
