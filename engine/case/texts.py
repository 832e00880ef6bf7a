"""What a text in a message is: a word, a title, a remark, a digest, a person. Never just a text.

A field says by its type which of them it holds, so that a test can walk every message and find the
one where a name, or what should be a reference, could slip in as plain text.

A person's name never stands in an event, since an event is for ever and a name must be erasable.
Commands bring a ``PersonName``; before anything is decided it becomes a ``PersonId``, and the name
is written beside the events in the same transaction. The encoder of events knows no ``PersonName``.
"""

from typing import Annotated, NewType
from unicodedata import normalize

Word = Annotated[str, "word"]
"""An id or code that the definition, the case or Consort itself knows."""
Title = Annotated[str, "title"]
"""What a network, project or firm is called."""
Remark = Annotated[str, "remark"]
"""What a person wrote in words of their own; shown, searched, never read as data."""
Digest = Annotated[str, "digest"]
"""The SHA-256 of a text, a file or an event, in hexadecimal."""

PersonId = NewType("PersonId", str)
"""Stands for a person in events: it vouches for the name (``persons.id_of``), and tells none."""


class PersonName:
    """A person's name as somebody gave it, blanks folded. Plain text nowhere shows it by accident.

    Deliberately no dataclass and no kind of ``str``: what writes events must fail on one.
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = normalize("NFC", " ".join(text.split()))

    @property
    def key(self) -> str:
        """What two spellings of one name have in common."""
        return self.text.casefold()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PersonName) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return "PersonName(...)"


Named = PersonName | PersonId
"""A person in a command: by name until it is resolved, then by id."""


def identified(person: Named | None) -> PersonId | None:
    """Return the id of a person named in a command.

    Raises:
        TypeError: it is still a name; names are resolved before anything is decided.
    """
    if isinstance(person, PersonName):
        raise TypeError("a person's name was not resolved before deciding")
    return person
