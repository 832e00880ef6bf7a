"""The chain of events: each carries the digest of the one before, so that any edit is found.

The digest of an event is the SHA-256, in hexadecimal, of a JSON array in UTF-8 without blanks:
organisation, network, version, command, name, at, on, actor, payload (as text), and the digest of
the event before (empty for the first). Nothing of Consort is needed to check it; in Python it is
``sha256(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()``.
"""

from hashlib import sha256
from typing import Final, NamedTuple

import msgspec

_encode: Final = msgspec.json.Encoder().encode


class ChainLink(NamedTuple):
    """A row of ``event``, in the order of its columns."""

    organisation: str
    network: str
    version: int
    command: str
    name: str
    at: str
    on: str
    actor: str
    payload: str
    previous: str
    digest: str = ""


def digest_of(link: ChainLink) -> str:
    """Return the digest that a row of ``event`` must carry."""
    return sha256(_encode(link[:10])).hexdigest()


def sealed(link: ChainLink) -> ChainLink:
    """Return the row with its digest."""
    return link._replace(digest=digest_of(link))
