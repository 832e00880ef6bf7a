"""Names made here that nobody else makes: UUID version 7 (RFC 9562), which sort by their time."""

import os
import re
import time
from itertools import count
from typing import Final

_SHAPE: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_NANOSECONDS: Final = 1_000_000
_made = count()


def new_id() -> str:
    """Return a new id of 36 characters, that sorts behind all made before in this process.

    Behind the milliseconds stands a counter (RFC 9562, 6.2, method 1); the rest is chance.
    """
    head = (time.time_ns() // _NANOSECONDS).to_bytes(6, "big")
    middle = (0x7000 | next(_made) & 0xFFF).to_bytes(2, "big")
    tail = bytearray(os.urandom(8))
    tail[0] = tail[0] & 0x3F | 0x80  # the variant
    text = (head + middle + tail).hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def is_id(text: str) -> bool:
    """Tell whether a text is an id made here."""
    return _SHAPE.fullmatch(text) is not None
