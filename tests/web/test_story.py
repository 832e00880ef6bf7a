"""What people do in the browser, through the pages alone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.datastructures import FormData
from starlette.testclient import TestClient

from engine.case import messages as m
from engine.case.case import Why
from engine.possible import Possible, Target, TargetKind, WantKind
from engine.runtime import offers
from engine.web.wishes import _OF_TWO, Wish, command
from tests.web.conftest import Town

ANSWERS = {WantKind.YES_NO: "yes", WantKind.DATE: "2026-03-05", WantKind.NUMBER: "7"}
PAPERS = {(TargetKind.DOCUMENT, "issue"), (TargetKind.DOCUMENT, "adopt")}
Browser = Callable[..., TestClient]
TICK = "/n/net/do/task/tick/hosts_found"
MEETING = "/n/net/do/record/record/meeting"
PDF = b"%PDF-1.7\nlist"


def test_a_tick_is_made_by_the_person_signed_in_and_taken_back(browser: Browser) -> None:
    faye = browser("faye")
    sent = {
        "proof": "signed_letter", "proof_said": "with the chamber", "f.name": "Chamber of Nova",
        "f.kind": "chamber", "key": "a tap",
    }  # fmt: skip
    assert faye.post(TICK, data=sent).headers["location"] == "/n/net/step/hosts_found"
    page = faye.get("/n/net/step/hosts_found").text
    assert "with the chamber" in page
    assert "Faye Facilitator" in page
    back = faye.post("/n/net/do/task/untick/hosts_found", data={"because": "the wrong step"})
    assert back.status_code == 303
    assert "the wrong step" in faye.get("/n/net/step/hosts_found").text


def test_an_undoing_gives_a_code_for_its_reason_said_in_the_language_of_who_looks(
    town: Town, browser: Browser
) -> None:
    faye = browser("faye")
    sent = {"proof": "signed_letter", "proof_said": "x", "f.name": "A", "f.kind": "chamber"}
    untick = "/n/net/do/task/untick/hosts_found"
    assert faye.post(TICK, data=sent).status_code == 303
    assert faye.post(untick, data={"because": ""}).status_code == 422
    assert faye.post(untick, data={"undo": "1"}).status_code == 303
    [*_, last] = [
        one.event for one in town.bench().store.history("net") if isinstance(one.event, m.TaskMoved)
    ]
    assert (last.because, last.why) == ("", Why.MISTAKE)
    assert "ticked by mistake" in faye.get("/n/net/history").text


def test_a_double_tap_is_one_event(town: Town, browser: Browser) -> None:
    faye = browser("faye")
    before = town.bench().situation("net").case.version
    sent = {"f.kind": "group", "f.held_on": "2026-03-05", "key": "one tap"}
    assert [faye.post(MEETING, data=sent).status_code for _ in range(3)] == [303, 303, 303]
    assert town.bench().situation("net").case.version == before + 1


def test_what_is_wrong_stands_beside_each_field_and_nothing_is_lost(browser: Browser) -> None:
    sent = {"f.kind": "party", "f.hours": "90 minutes", "f.decisions": "We meet again"}
    answer = browser("faye").post(MEETING, data=sent)
    assert answer.status_code == 422
    assert answer.text.count('class="err"') == 3
    assert "this is still missing" in answer.text
    assert "90 minutes" in answer.text
    assert "We meet again" in answer.text


def test_members_are_a_list_to_tap(browser: Browser) -> None:
    page = browser("faye").get(MEETING).text
    assert re.search(r'type="checkbox" name="f.present" value="anka"', page)
    assert "Anka Knitwear" in page


def test_a_firm_votes_for_itself_alone(town: Town, browser: Browser) -> None:
    rosa = browser("rosa")
    adam = browser("adam")
    opened = {"name": "rules", "question": "Do we agree?", "how": "majority", "share": "0.75"}
    assert adam.post("/n/net/do/ballot/open/-", data=opened).status_code == 303
    vote = "/n/net/do/ballot/vote/budget"
    assert rosa.post(vote, data={"firm": "bela", "vote": "yes"}).status_code == 403
    assert rosa.post(vote, data={"firm": "anka", "vote": "no"}).status_code == 303
    assert town.bench().situation("net").case.ballots["budget"].votes == {"anka": 0}
    assert "Rosa Rep" in adam.get("/n/net/history").text


def test_a_firm_does_not_do_what_is_the_facilitators(browser: Browser) -> None:
    rosa = browser("rosa")
    assert rosa.get(TICK).status_code == 403
    assert rosa.post("/n/net/do/member/suspend/bela", data={"because": "x"}).status_code == 403


def test_confidential_answers_are_shown_to_the_facilitator_alone(browser: Browser) -> None:
    faye = browser("faye")
    told = {"f.firm": "bela", "f.would": "anka"}
    sent = faye.post("/n/net/do/record/record/compat", data=told)
    assert sent.status_code == 303, sent.text
    pages = {who: browser(who).get("/n/net/records/compat").text for who in ("rita", "rosa")}
    assert "Would work with" in faye.get("/n/net/records/compat").text
    assert "Would work with" not in pages["rita"]
    assert "bela" in pages["rita"]
    assert "bela" not in pages["rosa"], "another firm's answers are not a firm's to read"


UPLOADS = {
    "a list": ("list.pdf", PDF, 303),
    "a page called PDF": ("list.pdf", b"<html><script>1</script>", 422),
    "a drawing with script": ("photo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422),
    "a picture called PDF": ("list.pdf", b"\x89PNG\r\n\x1a\n", 422),
    "a way out of the folder": ("../../etc/list.pdf", PDF, 303),
    "eleven megabytes": ("list.pdf", PDF + b"0" * 11_000_000, 422),
}


@pytest.mark.parametrize("case", UPLOADS)
def test_a_proof_is_taken_by_what_it_is(town: Town, browser: Browser, case: str) -> None:
    name, body, status = UPLOADS[case]
    sent = {"proof": "signed_letter", "f.name": "Chamber", "f.kind": "chamber"}
    before = town.bench().situation("net").case.version
    answer = browser("faye").post(TICK, data=sent, files={"proof_file": (name, body)})
    assert answer.status_code == status
    assert (town.bench().situation("net").case.version > before) == (status == 303)
    if status != 303:
        assert "Chamber" in answer.text, "nothing typed is lost"


def test_twenty_megabytes_are_refused_before_they_are_read(browser: Browser) -> None:
    answer = browser("faye").post(TICK, files={"proof_file": ("list.pdf", b"0" * 20_000_000)})
    assert answer.status_code == 413
    assert "10 MB" in answer.text


def test_a_network_is_begun_by_who_may(browser: Browser) -> None:
    faye = browser("faye")
    assert faye.post("/begin", data={"name": "", "title": "T"}).status_code == 422
    assert faye.post("/begin", data={"name": "fresh", "title": "Fresh"}).status_code == 303
    assert faye.get("/n/fresh").status_code == 200
    assert browser("rita").get("/n/fresh").status_code == 404


def test_a_page_speaks_the_language_of_the_browser_and_is_mirrored(browser: Browser) -> None:
    arab = browser("faye").get("/", headers={"accept-language": "ar-MA,fr;q=0.5"}).text
    assert '<html lang="ar" dir="rtl">' in arab
    assert "يومي" in arab
    assert '<html lang="en" dir="ltr">' in browser("faye").get("/").text


@pytest.mark.parametrize(("kind", "verb"), sorted(offers.MOVES.keys() - _OF_TWO - PAPERS))
def test_every_move_that_a_page_offers_keeps_each_answer_it_asks_for(
    kind: TargetKind, verb: str
) -> None:
    wants = offers.MOVES[kind, verb]
    sent = FormData([(want.name, ANSWERS.get(want.kind, "some words")) for want in wants])
    target = Target(kind, "word", "net")
    one = Wish(Possible(verb, target, wants), None)  # type: ignore[arg-type]  # no place is asked
    made = command(one, sent, Path())
    for want in wants:
        assert getattr(made, offers.kept_as(want)), want.name
