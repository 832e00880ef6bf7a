"""Where a fact is kept, as data: who asks for it and who writes it down read the same value."""

from dataclasses import dataclass
from typing import Final

from engine.definitions.workflow import Kind

DONE_BY: Final = (
    *("network.begin", "member.add", "member.commit", "project.add", "project.start"),
    *("project.deliver", "ballot.open", "ballot.vote", "document.issue", "document.adopt"),
)
"""What brings facts about that no record keeps: the kind of thing, and the verb."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where a fact is kept: in the records of a type, of the network or of one of its projects.

    ``done_by`` names instead what brings the fact about, such as ``member.add``: the kind of thing
    and the verb.
    """

    kept_in: str = ""
    scope: Kind = Kind.NETWORK
    done_by: str = ""
