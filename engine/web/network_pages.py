"""The pages of one network: where it stands, phases, steps, firms, projects, decisions, papers."""

from fastapi import APIRouter
from fastapi.responses import Response

from engine.language import _, choose, spoken
from engine.source import NotFound
from engine.web.rights import FIRM, Right
from engine.web.visit import Seeing, Visit, go
from engine.workbench.answers import lists, reasons, record_keeping, standing, step
from engine.workbench.rendering import paper

router = APIRouter(prefix="/n/{network}")
DONE = frozenset({"done", "waived", "cancelled"})


@router.get("")
def overview(visit: Seeing, network: str) -> Response:
    """Show where a network stands and what is next."""
    place = visit.situation(network)
    steps = reasons.following(visit.bench, network)
    found = reasons.why(visit.bench, network)
    gates = [one for one in found if hasattr(one, "lines")] if isinstance(found, list) else []
    return visit.page(
        "network", tab="overview", place=place, today=place.today, gates=gates,
        stands=standing.standing(visit.bench, network), steps=steps[:3], more=len(steps),
        ballots=[one for one in lists.ballots(visit.bench, network) if one.state == "open"],
    )  # fmt: skip


@router.get("/phase/{phase}")
def phase_page(visit: Seeing, network: str, phase: str) -> Response:
    """Show the steps of a phase, and why it is not finished."""
    place = visit.situation(network)
    known = place.workflow.phases.get(phase)
    if known is None:
        raise NotFound(_("there is no such page"))
    steps = [
        one
        for one in reasons.following(visit.bench, network)
        if one.phase == phase and not one.project
    ]
    done = [task for task in known.tasks.values() if place.task_state(task) in DONE]
    looked = reasons.why(visit.bench, network, phase)
    return visit.page(
        "phase", tab="steps", place=place, today=place.today, phase=known, steps=steps,
        done=done, why=looked[0] if isinstance(looked, list) else None, choose=choose,
    )  # fmt: skip


@router.get("/step/{task}")
def step_page(visit: Seeing, network: str, task: str, within: str = "") -> Response:
    """Show one step: how it is done, for whom it is open, what was done to it."""
    place = visit.situation(network)
    if within and within not in place.projects:
        raise NotFound(_("there is no such page"))
    here = place.within(within)
    if task not in here.workflow.tasks:
        raise NotFound(_("there is no such page"))
    word = f"{within}/{task}" if within else task
    stands = step.step_standing(visit.bench, network, word)
    looked = reasons.why(visit.bench, network, word)
    return visit.page(
        "step", tab="steps", place=place, today=place.today, stands=stands, looked=looked,
        task=here.workflow.tasks[task], here=here,
    )  # fmt: skip


@router.get("/steps")
def steps_page(visit: Seeing, network: str) -> Response:
    """Lead to the first open phase, where the steps are."""
    place = visit.situation(network)
    first = [*place.open_phases, *place.workflow.phases.values()]
    return go(f"/n/{network}/phase/{first[0].id}")


@router.get("/firms")
def firms_page(visit: Seeing, network: str) -> Response:
    """Show the firms and where each stands."""
    place = visit.situation(network)
    firms = lists.firms(visit.bench, network)
    return visit.page("firms", tab="firms", place=place, firms=firms)


@router.get("/projects")
def projects_page(visit: Seeing, network: str) -> Response:
    """Show the projects by state, and which can be proposed."""
    place = visit.situation(network)
    found = lists.projects(visit.bench, network)
    kinds = lists.project_types(visit.bench)
    return visit.page("projects", tab="projects", place=place, projects=found, kinds=kinds)


@router.get("/decisions")
def decisions_page(visit: Seeing, network: str) -> Response:
    """Show every question put to the members, with its tally."""
    place = visit.situation(network)
    found = lists.ballots(visit.bench, network)
    ordered = sorted(found, key=lambda one: (one.state != "open", one.opened_on), reverse=False)
    return visit.page("decisions", tab="decisions", place=place, ballots=ordered)


@router.get("/papers")
def papers_page(visit: Seeing, network: str) -> Response:
    """Show the papers: what each still lacks, and those that are ready."""
    place = visit.situation(network)
    found = lists.documents(visit.bench, network)
    return visit.page("papers", tab="papers", place=place, papers=found)


@router.get("/papers/{document:path}")
def paper_page(visit: Seeing, network: str, document: str, to: str = "html") -> Response:
    """Give a paper as it is now, as a page or a PDF; what is missing stands in it as a blank."""
    place = visit.situation(network)
    if to not in FORMS:
        raise NotFound(_("there is no such page"))
    made = paper(visit.bench, place, document, to=to, language=spoken(), draft=True)
    name = document.replace("/", "-")
    apart = {
        "content-security-policy": "sandbox; default-src 'none'; img-src data:; "
        "style-src 'unsafe-inline'; font-src data:",
        "content-disposition": f'inline; filename="{name}.{to}"',
    }
    return Response(made.body, media_type=FORMS[to], headers=apart)


FORMS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


@router.get("/records")
def records_page(visit: Seeing, network: str) -> Response:
    """Show what can be written down, and how much of each is on record."""
    place = visit.situation(network)
    counts = lists.record_counts(visit.bench, network)
    return visit.page("records", tab="records", place=place, counts=counts)


@router.get("/records/{kind}")
def record_lines(visit: Seeing, network: str, kind: str) -> Response:
    """Show the records of a type; a firm sees its own and what is about nobody."""
    place = visit.situation(network)
    known = place.workflow.records.get(kind)
    if known is None:
        raise NotFound(_("there is no such page"))
    secret = visit.may(Right.READ_CONFIDENTIAL)
    found = lists.records(visit.bench, network, kind, confidential=secret)
    shown = [one for one in found if _theirs(visit, one)]
    return visit.page(
        "record_lines", tab="records", place=place, kind=known, lines=shown, choose=choose
    )


def _theirs(visit: Visit, one: lists.RecordLine) -> bool:
    mine = visit.account.firm
    return visit.account.role != FIRM or one.fields.get(FIRM, mine) in {mine, None}


@router.get("/history")
def history_page(visit: Seeing, network: str) -> Response:
    """Tell what happened, the latest first."""
    place = visit.situation(network)
    found = record_keeping.history(visit.bench, network)
    return visit.page("history", tab="history", place=place, events=found[::-1][:200])
