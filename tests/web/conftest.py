"""Two organisations in one database, each with networks, and somebody of every role."""

import shlex
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.cli.script import answer_of
from engine.definitions.library import Library, default_folders
from engine.store import Account, open_store
from engine.web.app import application
from engine.workbench import Workbench
from engine.workbench.admission import Admission

TODAY = date(2026, 3, 10)
BEFORE = """
new net --title "Net of eight"
member add net anka --name "Anka Knitwear"
member commit net anka --representative "Rosa Rep"
member add net bela --name "Bela Shirts"
member commit net bela --representative "Bert Rep"
member add net ciro --name "Ciro Sportswear"
new other
ballot open net budget --question "Do we agree the budget?" --how majority --share 0.75
"""
PEOPLE = (
    Account("adam", "Adam Administrator", "administrator"),
    Account("aude", "Aude Author", "author"),
    Account("faye", "Faye Facilitator", "facilitator", networks=("net",)),
    Account("rita", "Rita Reader", "reader", networks=("net",)),
    Account("rosa", "Rosa Rep", "firm", "anka", ("net",)),
)


@dataclass(frozen=True)
class Town:
    """A database, and browsers of those who live in it."""

    url: str

    def bench(self, organisation: str = "home") -> Workbench:
        return Workbench(
            open_store(self.url, organisation), Library(default_folders()), day=TODAY
        )  # fmt: skip

    def browser(self, who: str = "", organisation: str = "home") -> TestClient:
        """Return a browser, of somebody who has come in by a link."""
        bench = self.bench(organisation)
        made = TestClient(
            application(bench),
            headers={"origin": "http://testserver", "accept-language": "en"},
            follow_redirects=False,
        )
        if who:
            secret = Admission(bench.store, bench.now()).link(who)
            assert made.post(f"/link/{secret}").status_code == 303
        return made


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("town") / "town.db"
    url = f"sqlite:///{path}"
    lines = [*BEFORE.strip().splitlines(), "org add abroad"]
    lines += [f"{line} --org abroad" for line in BEFORE.strip().splitlines()]
    for line in lines:
        status, answer = answer_of([*shlex.split(line), "--db", url, "--today", "2026-03-02"])
        assert status == 0, answer
    for organisation in ("home", "abroad"):
        bench = Town(url).bench(organisation)
        for one in PEOPLE:
            Admission(bench.store, bench.now()).add(one)
    with closing(sqlite3.connect(path)) as whole:  # the file alone is copied
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def town(founded: Path, tmp_path: Path) -> Town:
    shutil.copy(founded, tmp_path / "town.db")
    return Town(f"sqlite:///{tmp_path / 'town.db'}")


@pytest.fixture
def browser(town: Town) -> Callable[..., TestClient]:
    return town.browser
