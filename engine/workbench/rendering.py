"""From what is on record to the facts a document needs, and from there to the finished paper.

A document declares its facts, and each fact says where it is kept: ``method_facts`` gives them.
Rendering writes nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from engine.case.case import DocumentProgress
from engine.case.words import said
from engine.definitions.library import Library
from engine.definitions.workflow import Kind
from engine.documents import (
    Contract,
    Fact,
    NotReady,
    Order,
    Rendered,
    Templates,
    contract,
    render,
    render_many,
)
from engine.language import _, in_language, spoken
from engine.method_facts.facts import every_row, one_fact, one_row
from engine.method_facts.lineage import lineage
from engine.method_facts.recorded import single
from engine.method_facts.sources import Sources
from engine.possible import Possible, TargetKind, Want, WantKind
from engine.runtime.find import find_project
from engine.runtime.offers import target
from engine.runtime.situation import Situation
from engine.source import DefinitionError, EngineError, Rejected
from engine.workbench.fact_sources import sources_of
from engine.workbench.needs import Need, needs_of, project_for
from engine.workbench.workbench import Workbench

TEMPLATES: Final = "templates"
COUNTRIES: Final = "countries"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a network: ready when nothing is missing; ``missing`` says what and where.

    ``needs`` say it shortly, one for each thing that can be done about it; ``on_record`` names the
    version issued last and where it stands.
    """

    id: str
    title: str
    missing: tuple[str, ...]
    needs: tuple[Need, ...] = ()
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
    with said_what_records(place, name, agreed):
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
def said_what_records(situation: Situation, document: str, agreed: Contract) -> Iterator[None]:
    """Let a refusal tell what records the facts that are missing, for this very network."""
    try:
        yield
    except NotReady as refused:
        offers = [one.possible for one in needs_of(situation, agreed, refused.missing)]
        able = [*filter(None, offers), _as_draft(situation, document)]
        raise Rejected(
            refused.reason, str(refused), refused.parts, able, refused.opening
        ) from refused


def _as_draft(situation: Situation, name: str) -> Possible:
    """Return the rendering of a document with marked blanks where facts are missing."""
    draft = Want("draft", WantKind.YES_NO, given="yes")
    return Possible("render", target(situation, TargetKind.DOCUMENT, name), (draft,))


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
    title, on_record = in_language(agreed.title, language), _on_record(situation, document)
    try:
        missing = render(order, shelf).missing
    except DefinitionError as error:
        told = tuple(map(str, error.problems))
        return Paper(document, title, told, (Need(told),), on_record)
    needs = tuple(needs_of(situation, agreed, missing))
    return Paper(document, title, tuple(map(str, missing)), needs, on_record)


def _on_record(situation: Situation, document: str) -> str:
    progress = (situation.network or situation).case.documents.get(document)
    latest = progress.latest if progress else None
    if latest is None:
        return ""
    return _("version {number} {state}").format(number=latest.number, state=said(latest.state))


def shelf_of(bench: Workbench, situation: Situation) -> Templates:
    """Return the templates for a network: those of its country count before the shipped ones."""
    network = single(sources_of(bench, situation.network or situation), "network")
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
    project = project_for(situation, agreed)
    found: dict[str, Any] = {}
    for name, fact in agreed.facts.items():
        place = project if fact.keeping.scope is Kind.PROJECT else network
        value = _value(sources_of(bench, place), fact) if place else None
        if value is not None:
            found[name] = value
    if "text" in agreed.facts:
        progress = network.case.documents.get(document or agreed.document, DocumentProgress())
        found["text"] = lineage(progress, language or spoken())
    return found | {"today": situation.today}


def _value(sources: Sources, fact: Fact) -> Any:
    match fact.type:
        case "record":
            return one_row(sources, fact.name, fact.keeping)
        case "list":
            return every_row(sources, fact.name, fact.keeping)
        case _:
            return one_fact(sources, fact.name, fact.keeping)
