"""What can be done, as a value: a verb, what it is done to, what it wants to be told, and by whom.

Lower rooms say what is possible in this form alone. Each way in makes its own words of it: the
command line a command (``cli/command_lines``), a page a button with a form. No shell word stands
below the ways in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class TargetKind(StrEnum):
    """The kinds of thing that something can be done to."""

    NETWORK = "network"
    PHASE = "phase"
    TASK = "task"
    CRITERION = "criterion"
    PARAMETER = "parameter"
    MEMBER = "member"
    PROJECT = "project"
    RECORD = "record"
    BALLOT = "ballot"
    DOCUMENT = "document"
    DEFINITION = "definition"
    DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Target:
    """What something is done to: its kind and id, in which network and, if so, which project.

    An empty id means one still to be chosen, an empty network one that the asker knows.
    """

    kind: TargetKind
    id: str = ""
    network: str = ""
    scope: str = ""


class WantKind(StrEnum):
    """What is wanted; all but a proof are kinds of field that a record has."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yes_no"
    DATE = "date"
    YEAR_DAY = "year_day"  # a day that every year has
    CHOICE = "choice"
    MEMBER = "member"
    PROJECT = "project"
    PERSON = "person"
    PICTURE = "picture"
    SCORES = "scores"
    BALLOT = "ballot"
    REFERENCE = "reference"  # a record, by its key
    PROOF = "proof"  # evidence: one of the kinds in ``choices``, with a file or a reference


@dataclass(frozen=True, slots=True)
class PossibleAnswer:
    """One answer to choose, and how people say it."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that wants to be told: its name, kind, whether it must be, and the choices.

    Of ``many`` answers at least ``least`` are needed, where any is. ``field`` marks a field of the
    record that is written; ``given`` is the answer known already.
    """

    name: str
    kind: WantKind = WantKind.TEXT
    title: str = ""
    needed: bool = True
    many: bool = False
    least: int = 1
    choices: tuple[PossibleAnswer, ...] = ()
    field: bool = False
    given: str = ""


@dataclass(frozen=True, slots=True)
class Possible:
    """Something that can be done now.

    ``title`` says it to people: the step to tick, the verb of a move. ``who`` are the roles whose
    it is; none where anybody may.
    """

    verb: str
    target: Target
    wants: tuple[Want, ...] = ()
    title: str = ""
    who: tuple[str, ...] = ()

    def with_given(self, **given: str) -> "Possible":
        """Return the same with some answers known already; those that are empty stay open."""
        wants = (replace(w, given=given.get(w.name, "") or w.given) for w in self.wants)
        return replace(self, wants=tuple(wants))


def on_network(verb: str, network: str, title: str = "") -> Possible:
    """Return what can be done to a whole network and wants nothing more: show, verify, rebuild."""
    return Possible(verb, Target(TargetKind.NETWORK, network, network), title=title)


def only_new(possibles: Iterable[Possible]) -> tuple[Possible, ...]:
    """Return each thing that can be done once, in the order given."""
    found: dict[tuple[str, Target], Possible] = {}
    for one in possibles:
        found.setdefault((one.verb, one.target), one)
    return tuple(found.values())
