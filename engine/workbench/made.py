"""Facts of documents that are made of more than the records of one type.

Members with their registration, meetings with their attendance, projects with their charter and
budget, the profile of the country, positions and approvals from ballots.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeGuard

from engine.case.texts import PersonId
from engine.case.words import said
from engine.definitions.reading.countries import load_country
from engine.definitions.reading.sources import RULES
from engine.definitions.workflow import Formula
from engine.documents import Fact
from engine.language import _, choose
from engine.runtime.assess import ASK
from engine.runtime.formulas import value_of
from engine.runtime.situation import Situation
from engine.workbench.adopted import FACTS_OF_ADOPTION, Made
from engine.workbench.lineage import plan_in_force, statutes_on_record
from engine.workbench.recorded import firm_name, recorded, row_of, rows_of, single
from engine.workbench.workbench import Workbench


def _network(bench: Workbench, situation: Situation, fact: Fact) -> dict[str, Any]:
    case = situation.case
    profile = recorded(bench, situation, fact) or {}
    basics = {"name": case.id, "title": case.title, "currency": case.currency or None}
    founded = {"founded": case.opened_on}
    return {k: v for k, v in {**founded, **basics, **profile}.items() if v is not None}


FORMS: Final = {
    "N": ("network_agreement",),
    "A": ("association",),
    "C": ("cooperative",),
    "L": ("company", "nonprofit_company"),
    "G": ("interest_group", "export_consortium"),
}
"""Legal forms as documents name them, and what country profiles call them, the nearest first."""

TAKEN: Final = {
    "name_words": "name_words",
    "registry": "registry",
    "notary": "notary",
    "tax_note": "tax_note",
    "liability": "liability_kind",
    "surplus": "surplus_kind",
}
"""What a document takes over as it stands, by its own name for it."""

SHARES: Final = {"paid_in_percent": "paid_in", "cap_percent": "cap_per_member"}
"""Shares of one, which documents want in percent."""

COUNTED: Final = ("min_members", "capital_min")
"""What it takes over only as a number: some profiles have words there, such as "4 to 5 firms"."""


def _country(bench: Workbench, situation: Situation, _fact: Fact) -> dict[str, Any] | None:
    """Return the profile of the country on record, and what it asks of the form chosen."""
    network = single(bench, situation, "network")
    code = str(network.get("country") or "").casefold()
    folders = (folder / "countries" for folder in bench.library.folders_of(RULES))
    path = next((one for f in folders if (one := f / f"{code}.yaml").is_file()), None)
    if not code.isalnum() or path is None:
        return None
    profile = load_country(path)
    name = choose(profile.country)
    names = FORMS.get(_form(bench, situation, _fact) or "", ())
    chosen = next((profile.forms[one] for one in names if one in profile.forms), None)
    asked = {key: one.value for key, one in chosen.fields.items()} if chosen else {}
    words = {own: asked[theirs] for own, theirs in TAKEN.items() if theirs in asked}
    return {
        "id": profile.code,
        "name": name,
        "law": _("the law of {country}").format(country=name),
        "source": "; ".join(profile.sources.values()),
        "checked_on": profile.checked_on,
        **({"form_title": choose(chosen.title)} if chosen else {}),
        **{key: choose(one) if isinstance(one, dict) else one for key, one in words.items()},
        **{key: asked[key] for key in COUNTED if _counted(asked.get(key))},
        **{own: 100 * share for own, key in SHARES.items() if _counted(share := asked.get(key))},
    }


def _counted(value: Any) -> TypeGuard[int | Decimal]:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _members(bench: Workbench, situation: Situation, _fact: Fact) -> list[dict[str, Any]]:
    """Return the active firms, each with its registration and its share of the cost."""
    registered = _by_firm(bench, situation, "registration")
    shares = _by_firm(bench, situation, "share")
    rows = []
    for firm, member in situation.case.active().items():
        share = shares.get(firm, {})
        row = {
            **registered.get(firm, {}),
            "contribution": share.get("amount"),
            "share_percent": share.get("percent"),
            "firm": member.name,
            "representative": _person(bench, member.representative),
            "substitute": _person(bench, member.substitute),
            "joined": member.committed_on,
            "state": said(member.state),
        }
        row["legal_name"] = row.get("legal_name") or member.name
        rows.append({key: value for key, value in row.items() if value not in (None, "")})
    return rows


def _by_firm(bench: Workbench, situation: Situation, name: str) -> dict[str, dict[str, Any]]:
    """Return the records of a type by the id of their firm; of several of one firm the latest."""
    kind = situation.workflow.records.get(name)
    if kind is None:
        return {}
    records = situation.case.records[name]
    return {str(one.fields.get("firm")): row_of(bench, situation, kind, one) for one in records}


def _person(bench: Workbench, person: PersonId | None) -> str | None:
    return bench.name_of(person) if person else None


def _facilitator(bench: Workbench, situation: Situation, fact: Fact) -> dict[str, Any] | None:
    told = recorded(bench, situation, fact) or {}
    name = situation.case.facilitator
    found = {"name": _person(bench, name), **told}
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
    charter = single(bench, project, "charter")
    lines = rows_of(bench, project, "budget_line")
    firms = project.network.participants(case.id) if project.network else []
    row = {
        **charter,
        "title": project.title,
        "type": choose(project.workflow.title),
        "id": case.id,
        "started": case.started_on,
        "ended": case.ended_on,
        "start": charter.get("planned_start") or case.started_on or case.opened_on,
        "end": charter.get("planned_end") or case.due_on,
        "owner": charter.get("leader") or firm_name(project, case.leader),
        "team": ", ".join(firm_name(project, firm) for firm in firms),
        "budget": sum((line.get("planned") or 0 for line in lines), 0) or None,
        "state": said(case.state),
    }
    return {k: v for k, v in row.items() if v not in (None, "")}


def _project_itself(bench: Workbench, situation: Situation, _fact: Fact) -> dict[str, Any]:
    return _project(bench, situation)


def _evaluation(bench: Workbench, situation: Situation, _fact: Fact) -> list[dict[str, Any]]:
    """Return what a project reached on each criterion, with what the members agreed about it."""
    agreed: list[dict[str, Any]] = value_of(situation, AGREED, ASK) or []
    known = {one["name"]: one for one in agreed}
    rows = []
    for row in rows_of(bench, situation, "evaluation"):
        criterion = known.get(row["criterion"], {})
        taken = {own: criterion.get(theirs) for own, theirs in OF_CRITERION.items()}
        rows.append({key: one for key, one in (row | taken).items() if one is not None})
    return rows


AGREED: Final = Formula("network_facts.agreed_criteria")
OF_CRITERION: Final = {"weight": "weight", "baseline": "start", "target": "target"}
"""What a paper takes over from an agreed criterion, by its own name for it."""


def _participants(bench: Workbench, situation: Situation, fact: Fact) -> list[dict[str, Any]]:
    if situation.network is None:
        return []
    taking_part = situation.network.participants(situation.case.id)
    firms = {firm_name(situation, firm) for firm in taking_part}
    return [one for one in _members(bench, situation.network, fact) if one["firm"] in firms]


def _activities(bench: Workbench, situation: Situation, _fact: Fact) -> list[dict[str, Any]]:
    """Return the activities of the plan; one that no firm owns says who else does."""
    rows = rows_of(bench, situation, "activity")
    return [{**row, "owner": row.get("owner") or _said(row.get("owned_by"))} for row in rows]


def _said(word: Any) -> str | None:
    return said(str(word)) if word else None


def _positions(_bench: Workbench, situation: Situation, _fact: Fact) -> list[dict[str, Any]]:
    """Return each firm's position on the evaluation criteria: its vote in the ballot on them."""
    ballots = [b for b in situation.case.ballots.values() if b.subject == "evaluation_criteria"]
    return [
        {"firm": firm_name(situation, firm), "position": vote, "signed": ballot.closed_on}
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
    return single(bench, situation, "legal_form").get("form")


MADE: Final[Mapping[str, Made]] = {
    "network": _network,
    "country": _country,
    "members": _members,
    "facilitator": _facilitator,
    "meetings": _meetings,
    "projects": _projects,
    "project": _project_itself,
    "participants": _participants,
    "evaluation": _evaluation,
    "activities": _activities,
    "positions": _positions,
    "approvals": _approvals,
    "form": _form,
    "work_plan": plan_in_force,
    "statutes_on_record": statutes_on_record,
    **FACTS_OF_ADOPTION,
}
"""Facts that are made of more than the records of one type."""
