"""Users, their links and devices."""

from fastapi import APIRouter
from fastapi.responses import Response

from engine.source import EngineError
from engine.store import Account
from engine.web.visit import Administering, Seeing, Sent, Visit, cookie_of, go
from engine.workbench.admission import ROLES, SESSION, digest_of, moment

router = APIRouter()


@router.get("/more")
def more(visit: Seeing) -> Response:
    """Show one's own devices and what else there is."""
    ways = visit.door.accounts.ways(moment(visit.bench.now()))
    mine = [w for w in ways if w.account == visit.account.id and w.purpose == SESSION]
    return visit.page("more", ways=mine, here=digest_of(cookie_of(visit.request)))


@router.post("/devices/{digest}/end")
def end_device(visit: Seeing, digest: str) -> Response:
    """End a session of one's own."""
    way = visit.door.accounts.way(digest, moment(visit.bench.now()))
    if way and way.account == visit.account.id:
        visit.door.accounts.end(digest)
    return go("/more")


@router.get("/users")
def users(visit: Administering) -> Response:
    """Show who may come in."""
    return _users(visit)


def _users(visit: Visit, wrong: str = "", link: str = "") -> Response:
    found = visit.door.accounts.every()
    status = 422 if wrong else 200
    return visit.page("users", status, users=found, roles=ROLES, wrong=wrong, link=link)


@router.post("/users")
def add_user(visit: Administering, sent: Sent) -> Response:
    """Add a user and show the link by which they come in."""
    said = {name: str(sent.get(name, "")).strip() for name in ("id", "name", "role", "firm")}
    networks = tuple(str(one) for one in sent.getlist("network") if str(one))
    try:
        account = Account(said["id"], said["name"], said["role"], said["firm"], networks)
        visit.door.add(account)
    except EngineError as refused:
        return _users(visit, wrong=str(refused))
    return _users(visit, link=_link(visit, account.id))


def _link(visit: Visit, account: str) -> str:
    return f"{visit.request.base_url}link/{visit.door.link(account)}"


@router.post("/users/{account}/link")
def new_link(visit: Administering, account: str) -> Response:
    """Show a new link for a user, once."""
    return _users(visit, link=_link(visit, account))


@router.post("/users/{account}/remove")
def remove_user(visit: Administering, account: str) -> Response:
    """Take a user away; nobody takes away themselves."""
    if account != visit.account.id:
        visit.door.remove(account)
    return go("/users")
