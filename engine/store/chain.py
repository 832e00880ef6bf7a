"""The chain of events: each carries the digest of the one before, so that any edit is found.

The digest of an event is the SHA-256, in hexadecimal, of eight texts in UTF-8, each written as its
length in bytes, a colon, itself and a comma: case, version, name, at, on, actor, payload, and the
digest of the event before (empty for the first). Nothing of Consort is needed to check it.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple


class Link(NamedTuple):
    """A row of ``event``, in the order of its columns."""

    case: str
    version: int
    name: str
    at: str
    on: str
    actor: str
    payload: str
    previous: str
    digest: str = ""


def digest_of(link: Link) -> str:
    """Return the digest that a row of ``event`` must carry."""
    return sha256(b"".join(_framed(link[:8]))).hexdigest()


def sealed(link: Link) -> Link:
    """Return the row with its digest."""
    return link._replace(digest=digest_of(link))


def _framed(columns: Iterable[str | int]) -> Iterable[bytes]:
    for column in columns:
        text = str(column).encode()
        yield b"%d:%b," % (len(text), text)
