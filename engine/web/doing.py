"""Doing something: the form of what is possible, and the command that it sends."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.datastructures import FormData

from engine.case import messages as m
from engine.language import _
from engine.possible import TargetKind
from engine.source import Rejected
from engine.web import forms
from engine.web.rights import FIRM, own_choices, own_wish
from engine.web.visit import Acting, Beginning, NotYours, Sent, Visit, go
from engine.web.wishes import Wish, command, title_of, wish
from engine.workbench import Done

router = APIRouter()
NOTHING = "-"


def wanted(visit: Visit, network: str, kind: str, verb: str, word: str, scope: str) -> Wish:
    """Return what an address asks for. Raises ``NotYours`` where it is not theirs to do."""
    found = wish(visit.situation(network), kind, verb, word.replace(NOTHING, "", 1)
                 if word == NOTHING else word, scope)  # fmt: skip
    if not own_wish(visit.account, found.possible):
        raise NotYours
    return Wish(own_choices(visit.account, found.possible), found.place, found.kind)


def shown(
    visit: Visit, network: str, one: Wish, sent: FormData | None, *,
    refused: Rejected | None = None, found: list[forms.Control] | None = None,
) -> Response:  # fmt: skip
    """Return the page of a form; of one that was declined with every reason, nothing lost."""
    controls = found or list(forms.controls(one.possible, one.kind, sent))
    status = 422 if refused or any(each.wrong for each in controls) else 200
    return visit.page(
        "do", status, tab="", place=visit.situation(network), wish=one, controls=controls,
        title=title_of(one), refused=refused, note=str(sent.get("note", "")) if sent else "",
        proof_said=str(sent.get("proof_said", "")) if sent else "",
        sending=str(sent.get("key", "")) if sent and not refused else "",
    )  # fmt: skip


@router.get("/n/{network}/do/{kind}/{verb}/{word}")
def form(
    visit: Acting, network: str, kind: str, verb: str, word: str, request_in: str = ""
) -> Response:
    """Show the form of something that can be done."""
    scope = visit.request.query_params.get("in", request_in)
    one = wanted(visit, network, kind, verb, word, scope)
    known = visit.request.query_params
    sent = FormData([(k, v) for k, v in known.multi_items() if k != "in"])
    return shown(visit, network, one, sent or None)


@router.post("/n/{network}/do/{kind}/{verb}/{word}")
def done(visit: Acting, network: str, kind: str, verb: str, word: str, sent: Sent) -> Response:
    """Do it, or show the form again with everything that is wrong."""
    scope = visit.request.query_params.get("in", "")
    one = wanted(visit, network, kind, verb, word, scope)
    one = _unasked(one) if verb == "untick" and sent.get("undo") else one
    _must_be_own(visit, sent)
    found = list(forms.controls(one.possible, one.kind, sent))
    found = forms.checked(one.place, one.kind, found, forms.fields(one.possible, sent))
    if any(each.wrong for each in found):
        return shown(visit, network, one, sent, found=found)
    try:
        carried_out(visit, network, one, sent)
    except Rejected as refused:
        return shown(visit, network, one, sent, refused=refused, found=found)
    return go(str(sent.get("to") or _after(network, one)))


def _unasked(one: Wish) -> Wish:
    """Return an undoing that asks for no reason: a tick by mistake is a code, not words."""
    wants = tuple(want for want in one.possible.wants if want.name != "because")
    return replace(one, possible=replace(one.possible, wants=wants))


def _must_be_own(visit: Visit, sent: FormData) -> None:
    """Refuse an answer in which a firm speaks for another firm."""
    named = [str(one) for name in ("for", "f.firm", FIRM) for one in sent.getlist(name)]
    if visit.account.role == FIRM and any(one != visit.account.firm for one in named if one):
        raise NotYours


def carried_out(visit: Visit, network: str, one: Wish, sent: FormData) -> Done:
    """Carry out what was sent: its files are kept in a folder only until then."""
    with TemporaryDirectory() as folder:
        wanted_of_it = command(one, sent, Path(folder))
        return visit.bench.execute(network, wanted_of_it, _key(visit, sent))


def _key(visit: Visit, sent: FormData) -> str:
    key = str(sent.get("key", ""))
    return f"{visit.account.id} {key}" if key else ""


def _after(network: str, one: Wish) -> str:
    target = one.possible.target
    scope = f"?within={target.scope}" if target.scope else ""
    ways = {
        TargetKind.TASK: f"/step/{target.id}{scope}",
        TargetKind.PHASE: f"/phase/{target.id}",
        TargetKind.RECORD: f"/records/{target.id}",
        TargetKind.MEMBER: "/firms",
        TargetKind.PROJECT: "/projects",
        TargetKind.BALLOT: "/decisions",
        TargetKind.DOCUMENT: "/papers",
    }
    return f"/n/{network}{ways.get(target.kind, '')}"


@router.get("/begin")
def begin_page(visit: Beginning) -> Response:
    """Ask what a new network is called."""
    return visit.page("begin", wrong="", name="", title="")


@router.post("/begin")
def begin(visit: Beginning, sent: Sent) -> Response:
    """Begin a network on the plan of the library."""
    name, title = str(sent.get("name", "")).strip(), str(sent.get("title", "")).strip()
    opening = m.OpenNetwork(name, title or name, "", "", facilitator=visit.bench.actor)
    plan = visit.bench.library.workflow(PLAN)
    try:
        if not name:
            return visit.page("begin", 422, wrong=_("this is still missing"), name="", title=title)
        visit.bench.open_network(opening, plan, _key(visit, sent))
    except Rejected as refused:
        return visit.page("begin", 422, wrong=str(refused), name=name, title=title)
    if visit.account.networks:
        given = (*visit.account.networks, name)
        visit.door.accounts.put(visit.account._replace(networks=given))
    return go(f"/n/{name}")


PLAN = "unido.export_network"
