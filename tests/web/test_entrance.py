"""Coming in and going out: links, passwords, sessions; and what is not let in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from engine.cli.script import answer_of
from engine.store import open_store
from engine.web.app import application
from engine.web.safety import HEADERS
from engine.workbench.admission import Admission, moment
from tests.web.conftest import Town

Browser = Callable[..., TestClient]


def test_a_link_lets_in_once_and_only_by_a_tap(town: Town) -> None:
    bench = town.bench()
    secret = Admission(bench.store, bench.now()).link("faye")
    browser = town.browser()
    assert [browser.get(f"/link/{secret}").status_code for _ in range(3)] == [200, 200, 200]
    assert browser.post(f"/link/{secret}").headers["location"] == "/password"
    assert browser.get("/").status_code == 200
    assert town.browser().post(f"/link/{secret}").status_code == 404
    assert town.browser().get(f"/link/{secret}").status_code == 404


@pytest.mark.parametrize(("days", "status"), [(6, 303), (8, 404)])
def test_a_link_ends_after_a_week(town: Town, days: int, status: int) -> None:
    bench = town.bench()
    then = bench.now() - timedelta(days=days)
    secret = Admission(bench.store, then).link("faye")
    assert town.browser().post(f"/link/{secret}").status_code == status


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 303)])
def test_a_session_ends_after_thirty_days(town: Town, days: int, status: int) -> None:
    browser = town.browser("faye")
    bench = town.bench()
    later = replace(bench, now=lambda: bench.now() + timedelta(days=days))
    old = TestClient(application(later), cookies=browser.cookies, follow_redirects=False)
    assert old.get("/").status_code == status


def test_a_password_is_chosen_and_lets_in(town: Town) -> None:
    faye = town.browser("faye")
    assert faye.post("/password", data={"password": "seven77"}).status_code == 422
    assert faye.post("/password", data={"password": "eight888"}).status_code == 303
    again = town.browser()
    assert again.post("/sign-in", data={"name": "faye", "password": "other"}).status_code == 401
    sent = {"name": "faye", "password": "eight888", "to": "https://elsewhere.example"}
    assert again.post("/sign-in", data=sent).headers["location"] == "/"
    assert again.get("/").status_code == 200


def test_who_has_no_password_yet_comes_in_by_none(town: Town) -> None:
    for password in ("", "nobody's password, which costs as long to check"):
        sent = {"name": "faye", "password": password}
        assert town.browser().post("/sign-in", data=sent).status_code == 401


def test_the_sixth_wrong_password_of_a_minute_waits(town: Town) -> None:
    browser = town.browser()
    sent = {"name": "faye", "password": "wrong"}
    found = [browser.post("/sign-in", data=sent).status_code for _ in range(6)]
    assert found == [401] * 5 + [429]
    bench = town.bench()
    later = Admission(bench.store, bench.now() + timedelta(minutes=2))
    assert later.may_try("user faye")


def test_signing_out_ends_the_session_everywhere(town: Town) -> None:
    faye = town.browser("faye")
    kept = dict(faye.cookies)
    answer = faye.post("/sign-out")
    assert "storage" in answer.headers["clear-site-data"]
    stolen = town.browser()
    stolen.cookies.update(kept)
    assert stolen.get("/").status_code == 303


def test_a_device_is_signed_out_from_another_but_nobody_elses(town: Town) -> None:
    phone, desk, adam = town.browser("faye"), town.browser("faye"), town.browser("adam")
    bench = town.bench()
    ways = bench.store.accounts.ways(moment(bench.now()))
    [first, _second] = [one.digest for one in ways if one.account == "faye"]
    adam.post(f"/devices/{first}/end")
    assert phone.get("/").status_code == 200
    desk.post(f"/devices/{first}/end")
    assert [phone.get("/").status_code, desk.get("/").status_code] == [303, 200]


FOREIGN: list[dict[str, str]] = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": ""},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_write_that_another_site_sends_is_refused(town: Town, headers: dict[str, str]) -> None:
    faye = town.browser("faye")
    assert faye.post("/sign-out", headers=headers).status_code == 403
    assert faye.get("/").status_code == 200


def test_a_write_without_a_word_of_where_it_comes_from_is_refused(town: Town) -> None:
    faye = town.browser("faye")
    del faye.headers["origin"]
    assert faye.post("/sign-out").status_code == 403


@pytest.mark.parametrize("path", ["/", "/sign-in", "/static/app.css", "/nowhere"])
def test_every_answer_bears_the_headers(town: Town, path: str) -> None:
    answer = town.browser("faye").get(path)
    assert HEADERS.items() <= dict(answer.headers).items()


def test_a_form_sent_after_the_session_ended_says_how_nothing_is_lost(town: Town) -> None:
    answer = town.browser().post("/n/net/do/record/record/meeting", data={"f.kind": "group"})
    assert answer.status_code == 401
    assert "sign in in another tab" in answer.text
    assert "data-kept" in answer.text


def test_a_removed_user_is_out_at_once(town: Town) -> None:
    faye = town.browser("faye")
    status, printed = answer_of(["user", "remove", "faye", "--db", town.url])
    assert status == 0, printed
    assert faye.get("/").status_code == 303


def test_users_are_made_by_command(town: Town) -> None:
    made = ["user", "add", "nina", "--name", "Nina New", "--network", "net", "--db", town.url]
    status, printed = answer_of(made)
    secret = printed.rpartition("/link/")[2].strip()
    assert status == 0
    browser = town.browser()
    assert browser.post(f"/link/{secret}").status_code == 303
    assert "Nina New" in browser.get("/").text
    assert browser.get("/n/other").status_code == 404


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("add faye", "there is a user of this name already"),
        ("add nina --role firm --network net", "needs the network and the firm"),
        ("add nina --role firm --network net --firm dora", "is no firm of this network"),
        ("add nina --network nowhere", "there is no network 'nowhere'"),
        ("link fay", "did you mean"),
    ],
)
def test_a_user_that_cannot_be_is_declined(town: Town, line: str, why: str) -> None:
    status, printed = answer_of(["user", *line.split(), "--db", town.url])
    assert status == 1
    assert why in printed


def test_what_is_kept_is_no_secret(town: Town) -> None:
    with open_store(town.url) as store:
        door = Admission(store, town.bench().now())
        secret = door.link("faye")
        assert secret not in str(store.accounts.ways(moment(door.at)))
