"""What a document still needs, and what can be done about each: data for every way in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.definitions.workflow import Kind
from engine.documents import Contract, Missing
from engine.method_facts.keeping import Keeping
from engine.method_facts.offered import writing
from engine.possible import Possible
from engine.runtime.situation import Situation


@dataclass(frozen=True, slots=True)
class Need:
    """Facts that a document misses, by name, or what is wrong with it, and what can be done."""

    facts: tuple[str, ...]
    possible: Possible | None = None


def needs_of(situation: Situation, agreed: Contract, missing: Iterable[Missing]) -> list[Need]:
    """Return what is missing, all that is written down together as one need."""
    together: dict[tuple[Keeping, tuple[tuple[str, str], ...]], list[Missing]] = {}
    for one in missing:
        together.setdefault((one.keeping, tuple(one.given.items())), []).append(one)
    project = project_for(situation, agreed)
    found = []
    for (keeping, given), facts in together.items():
        fields = tuple(dict.fromkeys(name for one in facts for name in one.fields))
        possible = _writing(situation, project, keeping, fields, dict(given))
        found.append(Need(tuple(dict.fromkeys(one.shown for one in facts)), possible))
    return found


def _writing(
    situation: Situation,
    project: Situation | None,
    keeping: Keeping,
    fields: tuple[str, ...],
    given: Mapping[str, str],
) -> Possible | None:
    """Return what writes facts down; those of a project need one to be there first."""
    network = situation.network or situation
    if keeping.scope is Kind.NETWORK or keeping.done_by:
        return writing(network, keeping, fields, given)
    if project is None:
        return writing(network, Keeping(done_by="project.add"), (), {})
    return writing(project, keeping, fields, given)


def project_for(situation: Situation, agreed: Contract) -> Situation | None:
    """Return the project given, or the latest that keeps all a document needs of a project."""
    if situation.network:
        return situation
    keepings = (fact.keeping for fact in agreed.facts.values())
    kinds = {one.kept_in for one in keepings if one.scope is Kind.PROJECT and one.kept_in}
    able = (
        one for one in reversed(situation.projects.values()) if kinds <= set(one.workflow.records)
    )
    return next(able, None) if kinds else None
