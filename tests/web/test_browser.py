"""The pages in Debian's Chromium: tapping, without script, in Arabic, and what axe says of them."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from engine.web.app import application
from engine.workbench.admission import Admission
from tests.web.conftest import Town

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
)  # fmt: skip
PAGES = ("", "/phase/promotion", "/step/hosts_found", "/do/record/record/meeting", "/decisions")
WIDTHS = (320, 1280)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        reason = f"no Chromium at {CHROMIUM}"
        if os.environ.get("CONSORT_REQUIRE_CHROMIUM"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), headless=True, args=list(QUIET)
        )
        yield browser
        browser.close()


Open = Callable[..., Page]


@pytest.fixture
def address(town: Town) -> Iterator[str]:
    """Serve the town on a free port."""
    server = uvicorn.Server(uvicorn.Config(application(town.bench()), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def opened(chromium: Browser, town: Town, address: str) -> Iterator[Open]:
    """Give a function that opens a page of somebody who has signed in by a link."""
    contexts = []

    def open_as(who: str, *, width: int = 390, language: str = "en", script: bool = True) -> Page:
        context = chromium.new_context(
            base_url=address, viewport={"width": width, "height": 844}, locale=language,
            java_script_enabled=script,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        bench = town.bench()
        page.goto(f"/link/{Admission(bench.store, bench.now()).link(who)}")
        page.locator("main button").click()
        return page

    yield open_as
    for one in contexts:
        one.close()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_meeting_is_recorded_by_tapping(
    town: Town, opened: Open, language: str, script: bool
) -> None:
    page = opened("faye", language=language, script=script)
    page.goto("/n/net/do/record/record/meeting")
    page.locator("label.tile:has(input[name='f.kind'][value=group])").click()
    for firm in ("anka", "bela", "ciro"):
        page.locator(f"label.tile:has(input[name='f.present'][value={firm}])").click()
    page.locator("input[name='f.held_on']").fill("2026-03-05")
    page.locator("main form button.first").click()
    assert page.url.endswith("/n/net/records/meeting")
    [kept] = town.bench().situation("net").case.records["meeting"]
    assert kept.fields["present"] == ["anka", "bela", "ciro"]


def test_two_phones_vote_and_each_for_its_own_firm(town: Town, opened: Open) -> None:
    page = opened("rosa")
    page.goto("/n/net/decisions")
    page.locator("a.btn.first").click()
    assert page.locator("input[name=firm]").count() == 2
    page.locator("label.tile:has(input[name=vote][value=no])").click()
    page.locator("main form button.first").click()
    desk = opened("faye", width=1280)
    desk.goto("/n/net/do/ballot/vote/budget")
    desk.locator("label.tile:has(input[name=firm][value=bela])").click()
    desk.locator("label.tile:has(input[name=vote][value=yes])").click()
    desk.locator("main form button.first").click()
    assert town.bench().situation("net").case.ballots["budget"].votes == {"anka": 0, "bela": 1}


def test_a_started_form_survives_a_reload(opened: Open) -> None:
    page = opened("faye")
    page.goto("/n/net/do/record/record/meeting")
    page.locator("label.tile:has(input[name='f.kind'][value=board])").click()
    page.reload()
    assert page.locator("input[name='f.kind'][value=board]").is_checked()


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_screen_nor_breaks_its_own_rules(
    opened: Open, width: int, language: str
) -> None:
    page = opened("faye", width=width, language=language)
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    for path in PAGES:
        page.goto(f"/n/net{path}")
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) <= 0, path
        assert page.evaluate("document.documentElement.lang") == language
    assert wrong == []
