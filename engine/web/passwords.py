"""Passwords: kept as Argon2id, with what OWASP asks of a small server (19 MiB, t=2, p=1).

At most two are checked at once, so that many who sign in together do not use up the memory.
"""

from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 8
HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
AT_ONCE: Final = BoundedSemaphore(2)
NOBODYS: Final = HASHER.hash("nobody's password, which costs as long to check")


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    with AT_ONCE:
        return HASHER.hash(password)


def fits(kept: str, password: str) -> bool:
    """Whether a password is the one kept; where none is, it takes as long to say no."""
    with AT_ONCE:
        try:
            HASHER.verify(kept or NOBODYS, password)
        except (VerificationError, InvalidHashError):
            return False
        return bool(kept)
