"""Commands killed in the middle, by the thousand: nothing is lost, doubled, torn or left behind.

    python -m tests.kills [KILLS] [SEED] [SQLite|PostgreSQL]

A process is forked for each command and kills itself (SIGKILL) just before or after a call by
chance that reaches the database or the disk. Then the same command is given again, as people do,
and the record is looked at: what was answered before must still be there (else it is *lost*), what
was given twice with one key must be there once (else *doubled*), everything must verify (else
*torn*), and no file may lie about that is not part of the record (else *left behind*).
"""

import os
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from engine.cli.script import answer_of
from engine.store import made_here, open_store
from tests.cli.sessions import LIBRARY
from tests.databases import _new_database, _programs, _server

STEPS = {
    "execute", "executemany", "commit", "sync", "fetchone", "fetchall", "rollback", "backup",
    "mkstemp", "fsync", "flock", "replace", "unlink", "chmod", "mkdir", "open", "close", "copyfile",
    "write", "wait",
}  # fmt: skip
"""Calls before and after which a command can be killed."""
WRONG = ("lost", "doubled", "torn", "left behind")
A_ROUND = 40
"""Kills until the database is made anew."""


@dataclass
class Trial:
    """A database that commands are killed on, and what must stand in it."""

    url: str
    folder: Path
    chance: random.Random
    number: int = 0
    firms: set[str] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)
    found: Counter[str] = field(default_factory=Counter)

    def words(self, line: list[str]) -> list[str]:
        """Return a command with what every command gets."""
        common = ["--db", self.url, "--library", str(LIBRARY), "--today", "2026-03-02"]
        return [*line, *common, "--lang", "en"]

    def must(self, *line: str) -> str:
        """Give a command that has to be carried out; return what it says."""
        status, said = answer_of(self.words(list(line)))
        if status:
            message = f"{line} ended with {status}: {said}"
            raise AssertionError(message)
        return said

    def prepare(self) -> None:
        """Make the networks."""
        self.must("new", "net", "--workflow", "small.plan")
        self.must("member", "add", "net", "first")
        self.must("tick", "net", "call")
        self.must("new", "other", "--workflow", "small.plan")

    def kill(self) -> None:
        """Kill one command of those there are, and look at what is found after it."""
        self.number += 1
        self.chance.choice((self.add, self.prove, self.forget, self.back_up, self.restore,
                            self.salvage, self.rebuild))()  # fmt: skip
        self.look()

    # --- one command of each kind -----------------------------------------------------------------

    def add(self) -> None:
        """Add a firm, with a key."""
        firm = f"f{self.number}"
        line = ["member", "add", "net", firm, "--key", firm]
        done = self.killed(line)
        if done or self.has_firm(firm):
            self.firms.add(firm)
        self.must(*line)
        self.firms.add(firm)

    def prove(self) -> None:
        """Tick a step off with a file, with a key."""
        path = self.folder / "minutes.txt"
        path.write_text(f"minutes {self.number}", encoding="utf-8")
        line = ["tick", "net", "meet", "--proof", f"minutes={path}", "--set", "held_on=2026-03-01"]
        line += ["--again", "--key", f"k{self.number}"]
        self.killed(line)
        self.must(*line)
        self.digests.add(made_here(path.read_bytes(), "").digest)

    def forget(self) -> None:
        """Erase a person."""
        name, firm = f"Person Nr {self.number}", f"p{self.number}"
        self.must("member", "add", "other", firm)
        self.must("member", "commit", "other", firm, "--representative", name)
        self.killed(["forget", name, "--yes"])
        status, said = answer_of(self.words(["forget", name, "--yes"]))
        if status and "there is nobody" not in said and "on record" not in said:
            self.found["torn"] += 1
        if self.url.startswith("sqlite"):
            path = Path(self.url.removeprefix("sqlite:///"))
            if any(name.encode() in one.read_bytes() for one in path.parent.glob(path.name + "*")
                   if one.is_file()):  # fmt: skip
                self.found["left behind"] += 1

    def back_up(self) -> None:
        """Write a backup; it is there whole, or not at all."""
        path = self.folder / "all.backup"
        path.unlink(missing_ok=True)
        self.killed(["backup", str(path)])
        if path.exists():
            self.whole("restore", path)
            path.unlink()
        self.must("backup", str(path))

    def restore(self) -> None:
        """Make a database of a backup."""
        path = self.folder / "for.backup"
        if not path.exists():
            self.must("backup", str(path))
        self.made(["restore", str(path)], own=True)

    def salvage(self) -> None:
        """Save all into a new database."""
        self.made(["salvage", self.url, f"sqlite:///{self.folder / 'made.db'}"], own=False)

    def rebuild(self) -> None:
        """Make the lists again."""
        self.killed(["rebuild"])
        self.must("rebuild")

    def made(self, line: list[str], *, own: bool) -> None:
        """Kill a command that makes a database; it is there whole, or not at all."""
        path = self.folder / "made.db"
        path.unlink(missing_ok=True)
        line = [*line, *(("--db", f"sqlite:///{path}") if own else ())]
        for _again in range(2):
            self.killed(line)
            if path.exists():
                break
        else:
            status, said = answer_of(self.rest(line))
            if status:
                raise AssertionError(said)
        status, _said = answer_of(self.rest(["verify", "--db", f"sqlite:///{path}"]))
        self.found["torn"] += bool(status)
        path.unlink()

    def whole(self, verb: str, path: Path) -> None:
        """See that a backup can be restored."""
        target = self.folder / "tried.db"
        target.unlink(missing_ok=True)
        status, _said = answer_of(self.rest([verb, str(path), "--db", f"sqlite:///{target}"]))
        self.found["torn"] += bool(status)
        target.unlink(missing_ok=True)

    def rest(self, line: list[str]) -> list[str]:
        """Return a command with what it needs but for the database, unless it names none."""
        words = self.words(line)
        return words if "--db" not in line else [*line, *words[len(line) + 2 :]]

    # --- killing and looking ----------------------------------------------------------------------

    def killed(self, line: list[str]) -> bool:
        """Give a command to a process that kills itself; return whether it was done before."""
        words = self.rest(line)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            most = self.most.get(line[0], 60)
            calls = _die_at(self.chance.randrange(1, most + 1))
            sys.setprofile(calls)
            status, _said = answer_of(words)
            sys.setprofile(None)
            os.write(writer, b"%d" % calls.count)
            os._exit(status)
        os.close(writer)
        self.chance.random()
        _pid, status = os.waitpid(child, 0)
        with os.fdopen(reader, "rb") as told:
            if calls_made := told.read():
                self.most[line[0]] = int(calls_made)
        if os.WIFSIGNALED(status):
            self.found["kills"] += 1
            self.found[f"during {line[0]}"] += 1
        return os.WIFEXITED(status)

    most: dict[str, int] = field(default_factory=dict)

    def has_firm(self, firm: str) -> bool:
        """Whether a firm is on record."""
        with open_store(self.url) as store:
            return firm in store.load("net").members

    def look(self) -> None:
        """Count what is lost, doubled, torn or left behind."""
        with open_store(self.url) as store:
            events = [one.event for one in store.history("net")]
            told = Counter(getattr(one, "firm", "") for one in events if hasattr(one, "name"))
            named = Counter(proof.digest for one in events for proof in getattr(one, "proofs", ()))
            self.found["lost"] += len(self.firms - told.keys()) + len(self.digests - named.keys())
            self.found["doubled"] += sum(told[firm] > 1 for firm in self.firms)
            self.found["doubled"] += sum(count > 1 for count in named.values())
            left = [one for one in store.kept_in.rglob("*") if one.is_file()]
            self.found["left behind"] += sum(one.name not in named for one in left)
        status, _said = answer_of(self.words(["verify"]))
        self.found["torn"] += bool(status)
        hidden = [one for one in self.folder.iterdir() if one.name.startswith(".")]
        self.found["left behind"] += len(hidden)


class _Calls:
    """Counts the calls that matter and ends the process at one of them."""

    def __init__(self, step: int) -> None:
        self.step, self.count = step, 0

    def __call__(self, frame: FrameType, kind: str, called: Any) -> None:
        name = called.__name__ if kind.startswith("c_") else frame.f_code.co_name
        if name in STEPS:
            self.count += 1
            if self.count == self.step:
                os.kill(os.getpid(), signal.SIGKILL)


def _die_at(step: int) -> _Calls:
    return _Calls(step)


def rounds(url_of: Any, kills: int, seed: int) -> Counter[str]:
    """Kill so many commands, on a new database every few of them; return what was found."""
    found = Counter(dict.fromkeys(("kills", *WRONG), 0))
    turn, most = 0, dict[str, int]()
    while found["kills"] < kills:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            os.environ["CONSORT_PROOFS"] = str(folder / "proofs")  # each database has its own
            chance = random.Random(f"{seed} {turn}")  # noqa: S311 - seeded
            trial = Trial(url_of(folder), folder, chance, found=found, most=most)
            trial.prepare()
            for _ in range(A_ROUND):
                if found["kills"] < kills:
                    trial.kill()
        turn += 1
    return found


def databases(stack: ExitStack) -> Iterator[tuple[str, Any]]:
    """Yield the kinds of database there are here, each with what makes a new one in a folder."""
    yield "SQLite", lambda folder: f"sqlite:///{folder / 'a.db'}"
    if (programs := _programs()) is not None:
        address = stack.enter_context(_server(programs))
        yield "PostgreSQL", lambda _folder: _new_database(address)


def main(kills: int = 1000, seed: int = 1, only: str = "") -> int:
    """Kill on each kind of database; print what was found, and return how much is wrong."""
    wrong = 0
    with ExitStack() as stack:
        for name, url_of in databases(stack):
            if only not in {"", name}:
                continue
            found = rounds(url_of, kills, seed)
            told = ", ".join(f"{what} {count}" for what, count in sorted(found.items()))
            sys.stdout.write(f"{name}: {told}\n")
            wrong += sum(found[what] for what in WRONG)
    return wrong


if __name__ == "__main__":
    kills, seed, only = (*sys.argv[1:], *("1000", "1", "")[len(sys.argv) - 1 :])
    sys.exit(min(1, main(int(kills), int(seed), only)))
