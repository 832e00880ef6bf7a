"""From what is on record to the facts a document needs, and from there to the finished paper.

A document declares its facts, and each fact names the command that records it
(``consort record NETWORK activity ...``): so its records are those of that type, field by field.
What is no record (members, meetings with their attendance, projects) comes from ``made``. Rendering
writes nothing.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from engine.case.case import DocumentProgress
from engine.case.words import said
from engine.definitions.library import Library
from engine.documents import (
    Contract,
    Fact,
    Order,
    Rendered,
    Templates,
    contract,
    render,
    render_many,
)
from engine.language import _, in_language, spoken
from engine.possible import Possible, TargetKind, Want, WantKind
from engine.runtime.find import find_project
from engine.runtime.offers import target
from engine.runtime.situation import Situation
from engine.source import DefinitionError, EngineError, Rejected
from engine.workbench.lineage import lineage
from engine.workbench.made import MADE
from engine.workbench.recorded import RECORDED, recorded, single
from engine.workbench.workbench import Workbench

TEMPLATES: Final = "templates"
COUNTRIES: Final = "countries"
PLACE: Final = re.compile(r"(?<=\s)(?:NETWORK(?=\s)|(?<=--project )PROJECT\b)")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a network: ready when nothing is missing; ``missing`` says what and where.

    ``hints`` say it shortly, one for each command that records something; ``on_record`` names the
    version issued last and where it stands.
    """

    id: str
    title: str
    missing: tuple[str, ...]
    hints: tuple[str, ...] = ()
    on_record: str = ""


def paper(
    bench: Workbench,
    situation: Situation,
    document: str,
    *,
    to: str,
    language: str,
    draft: bool = False,
) -> Rendered:
    """Return a document of a network in a format. Refuses one that lacks facts, unless a draft."""
    shelf = shelf_of(bench, situation)
    place, name = located(situation, document)
    agreed = contract(shelf, name)
    facts = facts_for(bench, place, agreed, document, language)
    with sentence_for(place, name, agreed):
        return render(Order(name, facts, language, draft, bench.store.kept_in), shelf, to)


def every_paper(
    bench: Workbench, situation: Situation, *, to: str, language: str, draft: bool = False
) -> Iterator[tuple[str, Rendered | EngineError]]:
    """Yield every document of a network by name, made on every core, or why it cannot be made."""
    shelf = shelf_of(bench, situation)
    names = shelf.documents()
    facts = (facts_for(bench, situation, contract(shelf, name), name, language) for name in names)
    orders = [
        (Order(name, given, language, draft, bench.store.kept_in), to)
        for name, given in zip(names, facts, strict=True)
    ]
    yield from zip(names, render_many(orders, shelf), strict=True)


def located(situation: Situation, document: str) -> tuple[Situation, str]:
    """Return the situation and the template that ``yarn_1/pilot-charter`` names.

    Raises:
        Rejected: there is no such project.
    """
    project, _slash, name = document.rpartition("/")
    return (situation.within(find_project(situation, project)) if project else situation), name


@contextmanager
def sentence_for(situation: Situation, name: str, agreed: Contract) -> Iterator[None]:
    """Let a refusal name the commands that record what is missing for this very network."""
    here = _hereabouts(situation, agreed)
    try:
        yield
    except Rejected as refused:
        parts = [here(part) for part in refused.parts]
        raise Rejected(
            refused.reason, here(str(refused)), parts, [_as_draft(situation, name)]
        ) from refused


def _as_draft(situation: Situation, name: str) -> Possible:
    """Return the rendering of a document with marked blanks where facts are missing."""
    draft = Want("draft", WantKind.YES_NO, given="yes")
    return Possible("render", target(situation, TargetKind.DOCUMENT, name), (draft,))


def _hereabouts(situation: Situation, agreed: Contract) -> Callable[[str], str]:
    """Return what puts the network's own name, and the project's, into a command."""
    project = _project_for(situation, agreed)
    names = {"NETWORK": (situation.network or situation).case.id}
    names |= {"PROJECT": project.case.id} if project else {}
    return lambda text: PLACE.sub(lambda found: names.get(found[0], found[0]), text)


def papers(bench: Workbench, situation: Situation, language: str) -> list[Paper]:
    """Return every document of the library and what each still misses."""
    shelf = shelf_of(bench, situation)
    return [_paper(bench, situation, shelf, name, language) for name in shelf.documents()]


def _paper(
    bench: Workbench, situation: Situation, shelf: Templates, document: str, language: str
) -> Paper:
    agreed = contract(shelf, document)
    facts = facts_for(bench, situation, agreed, document, language)
    order = Order(document, facts, language, draft=True, pictures=bench.store.kept_in)
    missing, hints = _lacking(order, shelf)
    here = _hereabouts(situation, agreed)
    return Paper(
        document,
        in_language(agreed.title, language),
        tuple(map(here, missing)),
        tuple(map(here, hints)),
        _on_record(situation, document),
    )


def _on_record(situation: Situation, document: str) -> str:
    progress = (situation.network or situation).case.documents.get(document)
    latest = progress.latest if progress else None
    if latest is None:
        return ""
    return _("version {number} {state}").format(number=latest.number, state=said(latest.state))


def _lacking(order: Order, shelf: Templates) -> tuple[list[str], list[str]]:
    """Return what a document misses or objects to (a catalogue's checks), long and short."""
    try:
        missing = render(order, shelf).missing
    except DefinitionError as error:
        told = [str(one) for one in error.problems]
        return told, told
    paths: dict[str, list[str]] = {}
    for one in missing:
        known = paths.setdefault(one.record, [])
        if one.shown not in known:
            known.append(one.shown)
    hints = [f"{record}  ({', '.join(names)})" for record, names in paths.items()]
    return [str(one) for one in missing], hints


def shelf_of(bench: Workbench, situation: Situation) -> Templates:
    """Return the templates for a network: those of its country count before the shipped ones."""
    network = single(bench, situation.network or situation, "network")
    return templates_of(bench.library, str(network.get("country") or ""))


def templates_of(library: Library, country: str = "") -> Templates:
    """Return the templates: an organisation's own, then a country's, then the shipped ones."""
    *own, shipped = library.folders_of(TEMPLATES)
    code = country.casefold() if country.isalnum() else ""
    packs = (folder / COUNTRIES / code for folder in (*own, shipped))
    return Templates(shipped, over=(*own, *(pack for pack in packs if code and pack.is_dir())))


def facts_for(
    bench: Workbench, situation: Situation, agreed: Contract, document: str = "", language: str = ""
) -> dict[str, Any]:
    """Return the facts a document declares, as far as they are on record.

    ``document`` and ``language`` say which text it becomes, and so which text it follows or
    replaces. Facts of one project come from the project given, or from the network's latest that
    keeps such records; all others from the network.
    """
    network = situation.network or situation
    project = _project_for(situation, agreed)
    found: dict[str, Any] = {}
    for name, fact in agreed.facts.items():
        place = project if _of_project(fact) else network
        value = _fact(bench, place, fact) if place else None
        if value is not None:
            found[name] = value
    if "text" in agreed.facts:
        progress = network.case.documents.get(document or agreed.document, DocumentProgress())
        found["text"] = lineage(progress, language or spoken())
    return found | {"today": situation.today}


def _of_project(fact: Fact) -> bool:
    return "--project" in fact.record or fact.name == "participants"


def _project_for(situation: Situation, agreed: Contract) -> Situation | None:
    if situation.network:
        return situation
    asked = (RECORDED.match(fact.record) for fact in agreed.facts.values() if _of_project(fact))
    kinds = {hint.group(1) for hint in asked if hint}
    able = (
        one for one in reversed(situation.projects.values()) if kinds <= set(one.workflow.records)
    )
    return next(able, None) if kinds else None


def _fact(bench: Workbench, situation: Situation, fact: Fact) -> Any:
    make = MADE.get(fact.name)
    if make is not None:
        return make(bench, situation, fact)
    return recorded(bench, situation, fact)
