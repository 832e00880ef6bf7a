"""A workflow as canonical JSON under its digest: what a network runs on is kept for ever.

``publish`` gives the text and its SHA-256; ``restore`` gives the workflow back without any YAML.
The text holds what the workflow means (``definitions.meaning``) and the number of its format, so
a comment, a file that moved or a new optional key leave the digest as it was. Numbers stay exact:
``0.70`` travels as the digits ``0.70``.
"""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Final

import msgspec

from engine.definitions.meaning import meaning
from engine.definitions.workflow import Workflow
from engine.language import _
from engine.source import DefinitionError, Problem

FORMAT: Final = 1
"""The format of published texts. A default that changes in a class of ``definitions.workflow``
changes what every kept text says: it needs the next number here."""

_HEAD: Final = '{"format":'


def publish(workflow: Workflow) -> tuple[str, str]:
    """Return the digest and the text of a workflow; the digest is the SHA-256 of the text.

    The text holds no digest of its own, so anybody can check it with ``sha256sum``.
    """
    data = _encoder().encode({"format": FORMAT, **meaning(workflow)})
    return sha256(data).hexdigest(), data.decode()


def restore(text: str) -> Workflow:
    """Return the workflow of a published text, its digest filled in, without places.

    Raises:
        DefinitionError: the text has another format.
    """
    if not text.startswith(f"{_HEAD}{FORMAT},"):
        raise _other_format(text)
    data = text.encode()
    workflow: Workflow = _decoder().decode(data)
    return replace(workflow, digest=sha256(data).hexdigest())


def _other_format(text: str) -> DefinitionError:
    found = text.removeprefix(_HEAD).partition(",")[0] if text.startswith(_HEAD) else "0"
    message = _(
        "this definition is kept in format {found}, and this version reads format {own}"
    ).format(found=found, own=FORMAT)
    return DefinitionError([Problem("format", message, None, _("use the version that wrote it"))])


@cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder(decimal_format="number")


@cache
def _decoder() -> msgspec.json.Decoder[Workflow]:
    return msgspec.json.Decoder(Workflow, float_hook=Decimal)
