"""Links of one purpose: what a firm without an account can answer, and nothing else."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from engine.workbench.admission import Admission
from tests.web.conftest import Town

LINKS = "/n/net/links"
VOTE = {"firm": "anka", "kind": "ballot", "verb": "vote", "word": "budget"}


def made(by: TestClient, **asked: str) -> str:
    """Return the path of a link that somebody makes for a firm."""
    page = by.post(LINKS, data=asked)
    assert page.status_code == 200, page.text
    found = re.search(r"http://testserver(/f/[\w-]+)", page.text)
    assert found
    return found.group(1)


def test_a_firm_votes_by_its_link_under_the_name_of_who_speaks_for_it(town: Town) -> None:
    path, phone = made(town.browser("faye"), **VOTE), town.browser()
    assert "Do we agree the budget?" in phone.get(path).text
    answer = phone.post(path, data={"vote": "no", "firm": "bela"})
    assert "Your answer is kept" in answer.text
    assert town.bench().situation("net").case.ballots["budget"].votes == {"anka": 0}
    history = town.browser("rita").get("/n/net/history").text
    assert "Rosa Rep" in history


def test_a_link_is_no_session(town: Town) -> None:
    path, phone = made(town.browser("faye"), **VOTE), town.browser()
    phone.get(path)
    assert [phone.get(one).status_code for one in ("/", "/n/net", LINKS)] == [303, 303, 303]


def test_what_is_wrong_is_said_and_nothing_is_kept(town: Town) -> None:
    path = made(town.browser("faye"), **VOTE)
    assert town.browser().post(path, data={}).status_code == 422
    assert town.bench().situation("net").case.ballots["budget"].votes == {}


def test_a_link_that_was_taken_back_opens_nothing(town: Town) -> None:
    faye = town.browser("faye")
    path = made(faye, **VOTE)
    [end] = re.findall(r"/n/net/links/\w+/end", faye.get(LINKS).text)
    assert town.browser("rosa").post(end).status_code == 403
    assert town.browser().get(path).status_code == 200
    assert faye.post(end).status_code == 303
    assert town.browser().get(path).status_code == 404


@pytest.mark.parametrize(("days", "status"), [(13, 200), (15, 404)])
def test_a_link_ends_after_two_weeks(town: Town, days: int, status: int) -> None:
    bench = town.bench()
    door = Admission(bench.store, bench.now() - timedelta(days=days))
    secret = door.purpose_link(door.one("faye"), "purpose", "net/anka/ballot/vote/budget")
    assert town.browser().get(f"/f/{secret}").status_code == status


@pytest.mark.parametrize("changed", [{"firm": "nobody"}, {"kind": "member", "verb": "suspend"}])
def test_no_link_is_made_for_what_is_not_a_firms(town: Town, changed: dict[str, str]) -> None:
    word = {"word": "anka"} if "kind" in changed else {}
    assert town.browser("faye").post(LINKS, data=VOTE | changed | word).status_code == 404
