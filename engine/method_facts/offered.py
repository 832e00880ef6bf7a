"""What writes a missing fact down: the record or the move, with the fields that have to be told."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.case.words import wished
from engine.method_facts.keeping import Keeping
from engine.possible import Possible, TargetKind, Want
from engine.runtime import offers
from engine.runtime.situation import Situation


def writing(
    situation: Situation, keeping: Keeping, fields: Iterable[str], given: Mapping[str, str]
) -> Possible | None:
    """Return what puts facts on record, or None where the method of the case keeps none such.

    Args:
        situation: of the case that keeps them: the network, or the project.
        keeping: where they are kept.
        fields: what of it has to be told.
        given: what is known already.
    """
    if keeping.done_by:
        return _done(situation, keeping.done_by, frozenset(fields))
    kind = situation.workflow.records.get(keeping.kept_in)
    if kind is None:
        return None
    stands = kind.single and bool(situation.case.records[kind.id])
    told = frozenset(fields) | frozenset(kind.key)
    offer = offers.record(situation, kind)
    wants = (_asked(want, told, stands=stands) for want in offer.wants)
    return replace(offer, wants=tuple(wants)).with_given(**given)


def _asked(want: Want, told: frozenset[str], *, stands: bool) -> Want:
    """Ask for what is missing; what a single record needs it has already, once it stands."""
    return replace(want, needed=want.name in told or (want.needed and not stands))


def _done(situation: Situation, done_by: str, told: frozenset[str]) -> Possible:
    if done_by == "project.add":
        return offers.add_project(situation)
    name, _dot, verb = done_by.partition(".")
    kind = TargetKind(name)
    if (kind, verb) not in offers.MOVES:
        return Possible(verb, offers.target(situation, kind, ""), title=wished(verb))
    offer = offers.move(situation, kind, "", verb)
    wants = (replace(want, needed=want.needed or want.name in told) for want in offer.wants)
    return replace(offer, wants=tuple(wants))
