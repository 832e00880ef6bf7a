"""Facts that are made of more than the records of one type.

Members with their registration, meetings with their attendance, projects with their charter and
budget, positions and approvals from ballots; the country and adoptions have modules of their own.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from engine.case.case import Ballot
from engine.case.words import said
from engine.definitions.workflow import Formula
from engine.language import choose
from engine.method_facts.adopted import FACTS_OF_ADOPTION
from engine.method_facts.country import country, form
from engine.method_facts.lineage import plan_in_force, statutes_on_record
from engine.method_facts.recorded import Row, by_firm, firm_name, rows_of, single
from engine.method_facts.sources import Sources
from engine.runtime.assess import ASK
from engine.runtime.formulas import value_of
from engine.runtime.telling.ballots import count_told, majority_told, needed_told

Make: TypeAlias = Callable[[Sources], Any]
"""What makes a fact of a case; None where there is nothing to make it of."""


def _network(sources: Sources) -> Row:
    case = sources.situation.case
    basics = {"name": case.id, "title": case.title, "currency": case.currency or None}
    founded = {"founded": case.opened_on}
    row = {**founded, **basics, **_of_cluster(sources), **single(sources, "network")}
    return {key: value for key, value in row.items() if value is not None}


def _of_cluster(sources: Sources) -> Row:
    """Return what the cluster says of the network where its own record says nothing."""
    cluster = sources.cluster(sources.situation.case.cluster)
    if cluster is None:
        return {}
    row = {
        "cluster": cluster.title, "sector": cluster.sector, "territory": cluster.territory,
        "challenges": list(cluster.challenges), "opportunities": list(cluster.opportunities),
    }  # fmt: skip
    return {key: value for key, value in row.items() if value}


def _members(sources: Sources) -> list[Row]:
    """Return the active firms, each with its registration and its share of the cost."""
    registered, shares = by_firm(sources, "registration"), by_firm(sources, "share")
    rows = []
    for firm, member in sources.situation.case.active().items():
        share = shares.get(firm, {})
        row = {
            **registered.get(firm, {}),
            "contribution": share.get("amount"),
            "share_percent": share.get("percent"),
            "firm": member.name,
            "representative": sources.person(member.representative),
            "substitute": sources.person(member.substitute),
            "joined": member.committed_on,
            "state": said(member.state),
        }
        row["legal_name"] = row.get("legal_name") or member.name
        rows.append(_told(row))
    return rows


def _told(row: Row) -> Row:
    return {key: value for key, value in row.items() if value not in (None, "")}


def _facilitator(sources: Sources) -> Row | None:
    name = sources.person(sources.situation.case.facilitator)
    found = {"name": name, **single(sources, "facilitator")}
    return found if found["name"] else None


def _meetings(sources: Sources) -> list[Row]:
    situation = sources.situation
    if "meeting" not in situation.workflow.records:
        return []
    expected = len(situation.case.active())
    rows = [_meeting(one.fields, one.on, expected) for one in situation.case.records["meeting"]]
    return sorted(rows, key=lambda row: row["date"])


def _meeting(given: Mapping[str, Any], on: date, expected: int) -> Row:
    present = _how_many(given.get("present")) or given.get("firms_present") or 0
    due = given.get("expected") or given.get("firms_invited") or expected
    share = round(Decimal(100 * present) / Decimal(due)) if due and present else None
    row = {
        "date": date.fromisoformat(given["held_on"]) if given.get("held_on") else on,
        "title": given.get("title") or said(str(given.get("kind") or "meeting")),
        "place": given.get("place"),
        "attendance_percent": min(100, share) if share else None,
    }
    return {key: value for key, value in row.items() if value is not None}


def _how_many(present: Any) -> Any:
    """Return how many were there: a method may have them named, or only counted."""
    return len(present) if isinstance(present, list) else present or 0


def _projects(sources: Sources) -> list[Row]:
    return [_project(sources.of(one)) for one in sources.situation.projects.values()]


def _project(sources: Sources) -> Row:
    project = sources.situation
    case = project.case
    charter, lines = single(sources, "charter"), rows_of(sources, "budget_line")
    firms = project.network.participants(case.id) if project.network else []
    return _told({
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
    })  # fmt: skip


def _participants(sources: Sources) -> list[Row]:
    situation = sources.situation
    if situation.network is None:
        return []
    taking_part = situation.network.participants(situation.case.id)
    firms = {firm_name(situation, firm) for firm in taking_part}
    return [one for one in _members(sources.of(situation.network)) if one["firm"] in firms]


def _activities(sources: Sources) -> list[Row]:
    """Return the activities of the plan; one that no firm owns says who else does."""
    rows = rows_of(sources, "activity")
    return [{**row, "owner": row.get("owner") or _said(row.get("owned_by"))} for row in rows]


def _said(word: Any) -> str | None:
    return said(str(word)) if word else None


def _positions(sources: Sources) -> list[Row]:
    """Return each firm's position on the evaluation criteria: its vote in the ballot on them."""
    situation = sources.situation
    ballots = [b for b in situation.case.ballots.values() if b.subject == "evaluation_criteria"]
    return [
        {"firm": firm_name(situation, firm), "position": vote, "signed": ballot.closed_on}
        for ballot in ballots[-1:]
        for firm, vote in ballot.votes.items()
    ]


def _approvals(sources: Sources) -> list[Row]:
    return [
        {
            "what": one.question,
            "date": one.closed_on,
            "how": said(one.how),
            "result": said(one.state),
            **({} if one.state == "withdrawn" else _counted(one)),
        }
        for one in sources.situation.case.ballots.values()
        if one.closed_on is not None
    ]


def _counted(ballot: Ballot) -> Row:
    """Return how a ballot was counted, and what it needed."""
    count = ballot.count()
    consensus = ballot.how == "consensus"
    needed = needed_told(ballot, count) if consensus else majority_told(ballot.rule)
    return {"counts": count_told(ballot, count), "required": needed}


def _evaluation(sources: Sources) -> list[Row]:
    """Return what a project reached on each criterion, with what the members agreed about it."""
    agreed: list[Row] = value_of(sources.situation, AGREED, ASK) or []
    known = {one["name"]: one for one in agreed}
    rows = []
    for row in rows_of(sources, "evaluation"):
        criterion = known.get(row["criterion"], {})
        taken = {own: criterion.get(theirs) for own, theirs in OF_CRITERION.items()}
        rows.append({key: one for key, one in (row | taken).items() if one is not None})
    return rows


AGREED: Final = Formula("network_facts.agreed_criteria")
OF_CRITERION: Final = {"weight": "weight", "baseline": "start", "target": "target"}
"""What a paper takes over from an agreed criterion, by its own name for it."""


MADE: Final[Mapping[str, Make]] = {
    "network": _network,
    "country": country,
    "members": _members,
    "facilitator": _facilitator,
    "meetings": _meetings,
    "projects": _projects,
    "project": _project,
    "participants": _participants,
    "activities": _activities,
    "positions": _positions,
    "approvals": _approvals,
    "evaluation": _evaluation,
    "form": form,
    "work_plan": plan_in_force,
    "statutes_on_record": statutes_on_record,
    **FACTS_OF_ADOPTION,
}
"""Facts that are made of more than the records of one type."""
