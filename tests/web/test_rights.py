"""Every route, every role, every organisation: who gets in; what is foreign is not there."""

import re
import shutil
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from engine.store import Account
from engine.web.app import ROOMS
from engine.web.rights import RIGHTS
from engine.workbench.admission import Admission
from tests.web.conftest import PEOPLE, Town

EVERYBODY = {one.id for one in PEOPLE}
ACTING = {"adam", "faye", "rosa"}
NET = "/n/{network}"
Browsers = dict[str, TestClient]
WHO = {
    "GET /": EVERYBODY,
    "GET /networks": EVERYBODY,
    "GET /networks.csv": EVERYBODY - {"rosa"},
    "GET /more": EVERYBODY,
    "POST /devices/{digest}/end": EVERYBODY,
    "GET /password": EVERYBODY,
    "POST /password": EVERYBODY,
    "POST /sign-out": EVERYBODY,
    "GET /begin": {"adam", "faye"},
    "POST /begin": {"adam", "faye"},
    "GET /users": {"adam"},
    "POST /users": {"adam"},
    "POST /users/{account}/link": {"adam"},
    "POST /users/{account}/remove": {"adam"},
    **{
        f"GET {NET}{rest}": EVERYBODY
        for rest in (
            "", "/phase/{phase}", "/step/{task}", "/steps", "/firms", "/projects", "/decisions",
            "/papers", "/papers/{document:path}", "/records", "/records/{kind}", "/history",
        )
    },
    f"GET {NET}/links": ACTING - {"rosa"},
    f"POST {NET}/links": ACTING - {"rosa"},
    f"POST {NET}/links/{{digest}}/end": ACTING - {"rosa"},
    f"GET {NET}/do/{{kind}}/{{verb}}/{{word}}": ACTING,
    f"POST {NET}/do/{{kind}}/{{verb}}/{{word}}": ACTING,
}  # fmt: skip
"""Who has the right to a route; a route that is not here fails."""
OPEN = {
    "GET /f/{secret}", "POST /f/{secret}",
    "GET /sign-in", "POST /sign-in", "GET /link/{secret}", "POST /link/{secret}", "POST /language",
}  # fmt: skip
"""Routes before the door."""
FILLED = {
    "phase": "promotion", "task": "hosts_found", "document:path": "statutes", "kind": "meeting",
    "digest": "none", "account": "gone", "secret": "none",
}  # fmt: skip
DOING = {"kind": "ballot", "verb": "vote", "word": "budget"}


def routes() -> set[str]:
    found = [one for room in ROOMS for one in room.router.routes if isinstance(one, APIRoute)]
    return {f"{method} {route.path}" for route in found for method in route.methods or ()}


def path_of(route: str, network: str) -> str:
    known = FILLED | (DOING if "/do/" in route else {}) | {"network": network}
    return re.sub(r"{([^}]+)}", lambda at: known[at.group(1)], route.split()[1])


def asked(who: TestClient, route: str, network: str) -> int:
    method = route.split(maxsplit=1)[0]
    data = {"firm": "anka", "vote": "yes", **DOING} if method == "POST" else None
    return who.request(method, path_of(route, network), data=data).status_code


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Town:
    path = tmp_path_factory.mktemp("rights") / "town.db"
    shutil.copy(founded, path)
    town = Town(f"sqlite:///{path}")
    bench = town.bench()
    Admission(bench.store, bench.now()).add(Account("gone", "Gone Soon", "reader"))
    return town


@pytest.fixture(scope="module")
def signed_in(living: Town) -> dict[str, TestClient]:
    return {who: living.browser(who) for who in ("", *sorted(EVERYBODY))}


def test_every_route_says_who_has_a_right_to_it() -> None:
    assert routes() == WHO.keys() | OPEN


def test_every_role_is_tried() -> None:
    assert {one.role for one in PEOPLE} == RIGHTS.keys()


@pytest.mark.parametrize("route", WHO)
def test_nobody_comes_in_without_a_session(signed_in: Browsers, route: str) -> None:
    assert asked(signed_in[""], route, "net") in {303, 401}


@pytest.mark.parametrize("route", sorted(WHO.keys() - {"POST /sign-out"}))
def test_a_role_gets_what_its_rights_are_and_no_more(signed_in: Browsers, route: str) -> None:
    for one in PEOPLE:
        status = asked(signed_in[one.id], route, "net")
        assert (status == 403) == (one.id not in WHO[route]), f"{one.id}: {status}"
        assert status not in {401, 404, 500}, f"{one.id}: {status}"


@pytest.mark.parametrize("route", [route for route in WHO if NET in route])
@pytest.mark.parametrize("network", ["other", "nowhere"])
def test_what_one_does_not_see_is_not_there(signed_in: Browsers, route: str, network: str) -> None:
    for who in ("faye", "rita", "rosa"):
        if who in WHO[route]:
            assert asked(signed_in[who], route, network) == 404


def test_a_session_opens_no_other_organisation(living: Town) -> None:
    abroad = living.browser("", "abroad")
    abroad.cookies = living.browser("adam").cookies
    for route in WHO:
        assert asked(abroad, route, "net") in {303, 401}
