"""Where a text comes from: the version it translates, the version it takes the place of, the plan.

One language decides. The latest version that stands is the original; the same document in another
language is its translation, names its fingerprint, and replaces nothing.
"""

from typing import Final

from engine.case.case import DocumentProgress, DocumentVersion
from engine.language import bare
from engine.method_facts.recorded import Row
from engine.method_facts.sources import Sources

SHORT: Final = 16
"""Letters of a fingerprint that a text names; they are in its QR code too."""


def lineage(progress: DocumentProgress, language: str) -> Row:
    """Return the fact ``text``: the deciding language, and what this text follows or restates."""
    original = progress.original(language)
    if original is None:
        return {"language": bare(language), **_restated(progress.in_force)}
    earlier = original.adoption.replaces if original.adoption else 0
    return {
        "language": bare(original.language),
        "translates": str(original.number),
        "digest": original.text[:SHORT],
        **_restated(progress.versions.get(earlier) if earlier else None),
    }


def _restated(before: DocumentVersion | None) -> Row:
    if before is None or before.adoption is None:
        return {}
    return {"restates": str(before.number), "restates_on": before.adoption.on}


def statutes_on_record(sources: Sources) -> Row | None:
    """Return the statutes issued last and the version in force that they restate."""
    progress = sources.situation.case.documents.get("statutes", DocumentProgress())
    before = progress.in_force
    new = next((v for v in reversed(progress.versions.values()) if not v.follows), None)
    if new is None or new is before or before is None or before.adoption is None:
        return None
    return {
        "version": str(new.number),
        "issued_on": new.on,
        "digest": new.text[:SHORT],
        "language": bare(new.language),
        **_restated(before),
        "restates_digest": before.text[:SHORT],
    }


def plan_in_force(sources: Sources) -> Row | None:
    """Return version, day and fingerprint of the work plan that was adopted."""
    progress = sources.situation.case.documents.get("workplan")
    version = progress.in_force if progress else None
    if version is None or version.adoption is None:
        return None
    return {
        "version": str(version.number),
        "adopted_on": version.adoption.on,
        "digest": version.text[:SHORT],
    }
