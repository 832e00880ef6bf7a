"""From what is on record to the facts a document needs, and from there to the finished paper.

A document declares its facts, and each fact names the command that records it
(``consort record NETWORK activity ...``): so its records are those of that type, field by field.
What is no record (members, posts by name, meetings with their attendance, projects) is made here.
Rendering writes nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from engine.definitions.countries import load_country
from engine.definitions.library import Library
from engine.definitions.sources import RULES
from engine.definitions.workflow import FieldKind, RecordType
from engine.documents import (
    Contract,
    Fact,
    Order,
    Rendered,
    Shelf,
    contract,
    in_language,
    render,
)
from engine.language import _, choose
from engine.runtime.case import Record
from engine.runtime.situation import Situation
from engine.runtime.words import said
from engine.source import DefinitionError, Rejected
from engine.workbench.adopted import FACTS_OF_ADOPTION
from engine.workbench.bench import Workbench

TEMPLATES: Final = "templates"
PLACE: Final = re.compile(r"(?<=\s)NETWORK(?=\s)")
RECORDED: Final = re.compile(r"consort record NETWORK (\w+)")


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
    shelf = shelf_of(bench)
    facts = facts_for(bench, situation, contract(shelf, document))
    with sentence_for(situation):
        return render(Order(document, facts, language, draft), shelf, to)


@contextmanager
def sentence_for(situation: Situation) -> Iterator[None]:
    """Let a refusal name the commands that record what is missing for this very network."""
    try:
        yield
    except Rejected as refused:
        parts = [_here(part, situation) for part in refused.parts]
        raise Rejected(refused.reason, _here(str(refused), situation), parts) from refused


def _here(text: str, situation: Situation) -> str:
    return PLACE.sub((situation.network or situation).case.id, text)


def papers(bench: Workbench, situation: Situation, language: str) -> list[Paper]:
    """Return every document of the library and what each still misses."""
    shelf = shelf_of(bench)
    return [_paper(bench, situation, shelf, name, language) for name in shelf.documents()]


def _paper(
    bench: Workbench, situation: Situation, shelf: Shelf, document: str, language: str
) -> Paper:
    agreed = contract(shelf, document)
    order = Order(document, facts_for(bench, situation, agreed), language, draft=True)
    missing, hints = _lacking(order, shelf)
    return Paper(
        document,
        in_language(agreed.title, language),
        tuple(_here(one, situation) for one in missing),
        tuple(_here(one, situation) for one in hints),
        _on_record(situation, document),
    )


def _on_record(situation: Situation, document: str) -> str:
    progress = (situation.network or situation).case.documents.get(document)
    latest = progress.latest if progress else None
    if latest is None:
        return ""
    return _("version {number} {state}").format(number=latest.number, state=said(latest.state))


def _lacking(order: Order, shelf: Shelf) -> tuple[list[str], list[str]]:
    """Return what a document misses or objects to (a catalogue's checks), long and short."""
    try:
        missing = render(order, shelf).missing
    except DefinitionError as error:
        told = [str(one) for one in error.problems]
        return told, told
    paths: dict[str, list[str]] = {}
    for one in missing:
        known = paths.setdefault(one.record, [])
        if one.path not in known:
            known.append(one.path)
    hints = [f"{record}  ({', '.join(names)})" for record, names in paths.items()]
    return [str(one) for one in missing], hints


def shelf_of(bench: Workbench) -> Shelf:
    """Return the templates a workbench uses."""
    return templates_of(bench.library)


def templates_of(library: Library) -> Shelf:
    """Return the templates: the organisation's own over the shipped ones."""
    *over, shipped = library.folders_of(TEMPLATES)
    return Shelf(shipped, over=tuple(over))


def facts_for(bench: Workbench, situation: Situation, agreed: Contract) -> dict[str, Any]:
    """Return the facts a document declares, as far as they are on record.

    Facts of one project come from the project given, or from the network's latest that keeps
    such records; all others from the network.
    """
    network = situation.network or situation
    project = _project_for(situation, agreed)
    found: dict[str, Any] = {}
    for name, fact in agreed.facts.items():
        place = project if _of_project(fact) else network
        value = _fact(bench, place, fact) if place else None
        if value is not None:
            found[name] = value
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
    return _recorded(bench, situation, fact)


def _recorded(bench: Workbench, situation: Situation, fact: Fact) -> Any:
    """Return the records that a fact's own hint says it is kept in."""
    hint = RECORDED.match(fact.record)
    name = hint.group(1) if hint else fact.name
    kind = situation.workflow.records.get(name)
    if kind is None:
        return None
    rows = [_row(bench, situation, kind, one) for one in _standing(situation, kind)]
    if fact.type == "list":
        return rows
    latest = rows[-1] if rows else {}
    return (latest or None) if fact.type == "record" else latest.get(fact.name)


def _standing(situation: Situation, kind: RecordType) -> Iterable[Record]:
    """Return the records of a type that stand: of several with one key the latest."""
    records = situation.case.records[kind.id]
    if kind.single:
        return records[-1:]
    if kind.key:
        return {tuple(str(r.fields.get(k)) for k in kind.key): r for r in records}.values()
    return records


def _row(
    bench: Workbench, situation: Situation, kind: RecordType, record: Record
) -> dict[str, Any]:
    return {
        name: _plain(bench, situation, kind.fields[name].kind, value)
        for name, value in record.fields.items()
        if name in kind.fields
    }


def _plain(bench: Workbench, situation: Situation, kind: FieldKind, value: Any) -> Any:
    """Return a stored value as a template may see it: dates as dates, firms and persons by name."""
    if isinstance(value, list):
        return [_plain(bench, situation, kind, one) for one in value]
    match kind:
        case FieldKind.DATE:
            return date.fromisoformat(value)
        case FieldKind.PERSON:
            return bench.shown(value)
        case FieldKind.MEMBER:
            return _firm(situation, value)
        case _:
            return value


def _firm(situation: Situation, firm: str) -> str:
    member = (situation.network or situation).case.members.get(firm)
    return member.name if member else firm


# --- facts that are no records ------------------------------------------------------------------


def _network(bench: Workbench, situation: Situation, fact: Fact) -> dict[str, Any]:
    case = situation.case
    profile = _recorded(bench, situation, fact) or {}
    basics = {"name": case.id, "title": case.title, "currency": case.currency or None}
    founded = {"founded": case.opened_on}
    return {k: v for k, v in {**founded, **basics, **profile}.items() if v is not None}


FORMS: Final = {
    "N": "network_agreement",
    "A": "association",
    "C": "cooperative",
    "L": "company",
    "G": "interest_group",
}
"""Legal forms as documents and as country profiles name them."""

PLAIN_REQUIREMENTS: Final = frozenset(
    {"name_words", "min_members", "capital_min", "registry", "notary", "tax_note"}
)
"""What a country asks of a form that a document takes over as it stands."""


def _country(bench: Workbench, situation: Situation, _fact: Fact) -> dict[str, Any] | None:
    """Return the profile of the country on record, and what it asks of the form chosen."""
    network = _single(bench, situation, "network")
    code = str(network.get("country") or "").casefold()
    folders = (folder / "countries" for folder in bench.library.folders_of(RULES))
    path = next((one for f in folders if (one := f / f"{code}.yaml").is_file()), None)
    if not code.isalnum() or path is None:
        return None
    profile = load_country(path)
    name = choose(profile.country)
    chosen = profile.forms.get(FORMS.get(_form(bench, situation, _fact) or "", ""))
    asked = chosen.fields if chosen else {}
    return {
        "id": profile.code,
        "name": name,
        "law": _("the law of {country}").format(country=name),
        "source": "; ".join(profile.sources.values()),
        "checked_on": profile.checked_on,
        **({"form_title": choose(chosen.title)} if chosen else {}),
        **{
            key: choose(one.value) if isinstance(one.value, dict) else one.value
            for key, one in asked.items()
            if key in PLAIN_REQUIREMENTS
        },
    }


def _members(bench: Workbench, situation: Situation, _fact: Fact) -> list[dict[str, Any]]:
    kind = situation.workflow.records.get("registration")
    details: dict[str, dict[str, Any]] = {}
    for record in situation.case.records["registration"] if kind else ():
        if kind is not None:
            row = _row(bench, situation, kind, record)
            details[str(record.fields.get("firm"))] = row
    return [
        {k: v for k, v in row.items() if v not in (None, "")}
        for row in (
            {
                **details.get(firm, {}),
                "firm": member.name,
                "legal_name": details.get(firm, {}).get("legal_name") or member.name,
                "representative": bench.shown({"person": member.representative})
                if member.representative
                else None,
                "substitute": bench.shown({"person": member.substitute})
                if member.substitute
                else None,
                "joined": member.committed_on,
                "state": said(member.state),
            }
            for firm, member in situation.case.active().items()
        )
    ]


def _facilitator(bench: Workbench, situation: Situation, fact: Fact) -> dict[str, Any] | None:
    told = _recorded(bench, situation, fact) or {}
    name = situation.case.facilitator
    found = {"name": bench.shown({"person": name}) if name else None, **told}
    return found if found["name"] else None


def _meetings(_bench: Workbench, situation: Situation, _fact: Fact) -> list[dict[str, Any]]:
    kind = situation.workflow.records.get("meeting")
    if kind is None:
        return []
    expected = len(situation.case.active())
    rows = []
    for record in situation.case.records["meeting"]:
        given = record.fields
        present = len(given.get("present") or ()) or given.get("firms_present") or 0
        due = given.get("expected") or given.get("firms_invited") or expected
        share = round(Decimal(100 * present) / Decimal(due)) if due and present else None
        row = {
            "date": date.fromisoformat(given["held_on"]) if given.get("held_on") else record.on,
            "title": given.get("title") or said(str(given.get("kind") or "meeting")),
            "place": given.get("place"),
            "attendance_percent": min(100, share) if share else None,
        }
        rows.append({k: v for k, v in row.items() if v is not None})
    return sorted(rows, key=lambda row: row["date"])


def _projects(bench: Workbench, situation: Situation, _fact: Fact) -> list[dict[str, Any]]:
    return [_project(bench, one) for one in situation.projects.values()]


def _project(bench: Workbench, project: Situation) -> dict[str, Any]:
    case = project.case
    charter = _single(bench, project, "charter")
    lines = _rows_of(bench, project, "budget_line")
    firms = project.network.participants(case.id) if project.network else []
    row = {
        **charter,
        "title": case.title,
        "type": choose(project.workflow.title),
        "start": charter.get("planned_start") or case.started_on or case.opened_on,
        "end": charter.get("planned_end") or case.due_on,
        "owner": charter.get("leader") or _firm(project, case.leader),
        "team": ", ".join(_firm(project, firm) for firm in firms),
        "budget": sum((line.get("planned") or 0 for line in lines), 0) or None,
        "state": said(case.state),
    }
    return {k: v for k, v in row.items() if v not in (None, "")}


def _project_itself(bench: Workbench, situation: Situation, _fact: Fact) -> dict[str, Any]:
    return _project(bench, situation)


def _participants(bench: Workbench, situation: Situation, fact: Fact) -> list[dict[str, Any]]:
    if situation.network is None:
        return []
    firms = {_firm(situation, firm) for firm in situation.network.participants(situation.case.id)}
    return [one for one in _members(bench, situation.network, fact) if one["firm"] in firms]


def _single(bench: Workbench, situation: Situation, name: str) -> dict[str, Any]:
    rows = _rows_of(bench, situation, name)
    return rows[-1] if rows else {}


def _rows_of(bench: Workbench, situation: Situation, name: str) -> list[dict[str, Any]]:
    kind = situation.workflow.records.get(name)
    if kind is None:
        return []
    return [_row(bench, situation, kind, one) for one in _standing(situation, kind)]


def _activities(bench: Workbench, situation: Situation, _fact: Fact) -> list[dict[str, Any]]:
    """Return the activities of the plan; one that no firm owns says who else does."""
    rows = _rows_of(bench, situation, "activity")
    return [{**row, "owner": row.get("owner") or _role(row.get("owned_by"))} for row in rows]


def _role(word: Any) -> str | None:
    return said(str(word)) if word else None


def _positions(_bench: Workbench, situation: Situation, _fact: Fact) -> list[dict[str, Any]]:
    """Return each firm's position on the evaluation criteria: its vote in the ballot on them."""
    ballots = [b for b in situation.case.ballots.values() if b.subject == "evaluation_criteria"]
    return [
        {"firm": _firm(situation, firm), "position": vote, "signed": ballot.closed_on}
        for ballot in ballots[-1:]
        for firm, vote in ballot.votes.items()
    ]


def _approvals(_bench: Workbench, situation: Situation, _fact: Fact) -> list[dict[str, Any]]:
    return [
        {
            "what": one.question,
            "date": one.closed_on,
            "how": said(one.how),
            "result": said(one.state),
        }
        for one in situation.case.ballots.values()
        if one.closed_on is not None
    ]


def _form(bench: Workbench, situation: Situation, _fact: Fact) -> Any:
    return _single(bench, situation, "legal_form").get("form")


MADE: Final[Mapping[str, Callable[[Workbench, Situation, Fact], Any]]] = {
    "network": _network,
    "country": _country,
    "members": _members,
    "facilitator": _facilitator,
    "meetings": _meetings,
    "projects": _projects,
    "project": _project_itself,
    "participants": _participants,
    "activities": _activities,
    "positions": _positions,
    "approvals": _approvals,
    "form": _form,
    **FACTS_OF_ADOPTION,
}
"""Facts that are made of more than the records of one type."""
