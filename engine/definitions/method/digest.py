"""A workflow as canonical JSON under its digest: what a network runs on is kept for ever.

``publish`` gives the text and its SHA-256; ``restore`` gives the workflow back without any YAML.
Numbers stay exact: ``0.70`` travels as the digits ``0.70``. Maps keep their order, which for
phases is that of the method.
"""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from hashlib import sha256

import msgspec

from engine.definitions.workflow import Workflow


def publish(workflow: Workflow) -> tuple[str, str]:
    """Return the digest and the text of a workflow; the digest is the SHA-256 of the text.

    The text holds no digest of its own, so anybody can check it with ``sha256sum``.
    """
    data = _encoder().encode(replace(workflow, digest=""))
    return sha256(data).hexdigest(), data.decode()


def restore(text: str) -> Workflow:
    """Return the workflow of a published text, its digest filled in."""
    data = text.encode()
    workflow: Workflow = _decoder().decode(data)
    return replace(workflow, digest=sha256(data).hexdigest())


@cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder(decimal_format="number")


@cache
def _decoder() -> msgspec.json.Decoder[Workflow]:
    return msgspec.json.Decoder(Workflow, float_hook=Decimal)
