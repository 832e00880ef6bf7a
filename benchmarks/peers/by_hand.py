"""W by hand: the ``sqlite3`` module, one JSON document per case, one row per event. The limit.

Arguments: the database file, the number of cases. Prints what ``workload.report`` does.
With ``also`` it writes what Consort writes besides: the chain of digests and the lists.
"""

import json
import sqlite3
import sys
import time
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from workload import FLAG, NEEDED, ORDER, PHASES, TASKS, report, task_id

TABLES = """
CREATE TABLE network (id TEXT PRIMARY KEY, version INTEGER, digest TEXT, title TEXT, state TEXT,
  phases TEXT, last_on TEXT, snapshot TEXT);
CREATE TABLE event (network TEXT, version INTEGER, name TEXT, at TEXT, day TEXT, actor TEXT,
  payload TEXT, previous TEXT, digest TEXT, PRIMARY KEY (network, version)) WITHOUT ROWID;
CREATE TABLE worklist (network TEXT, task TEXT, state TEXT, due TEXT, roles TEXT,
  PRIMARY KEY (network, task)) WITHOUT ROWID;
"""
LOAD = "SELECT version, digest, snapshot FROM network WHERE id = ?"
SAVE = (
    "UPDATE network SET version = ?, digest = ?, snapshot = ?, phases = ? "
    "WHERE id = ? AND version = ?"
)
ADD = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
DROP = "DELETE FROM worklist WHERE network = ? AND task = ?"
AT, DAY = "2026-11-24T12:00:00.000000+00:00", "2026-11-24"


def connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def open_case(connection: sqlite3.Connection, case: str) -> None:
    tasks = {task_id(*one): {"times": 0, "on": ""} for one in ORDER}
    state = {"id": case, "title": "Life", "phases": ["phase_1"], "tasks": tasks}
    row = (case, 1, "", "Life", "active", "phase_1", DAY, json.dumps(state))
    connection.execute("INSERT INTO network VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def tick(connection: sqlite3.Connection, case: str, task: str, *, also: bool) -> None:
    version, previous, snapshot = connection.execute(LOAD, (case,)).fetchone()
    state = json.loads(snapshot)
    done = state["tasks"][task]
    done["times"] += 1
    done["on"] = DAY
    phase = len(state["phases"])
    if enough(state["tasks"], phase) and phase < PHASES:
        state["phases"].append(f"phase_{phase + 1}")
    payload = json.dumps({"task": task, "on": DAY, "note": ""})
    digest = ""
    if also:
        text = f"{case}{version + 1}{AT}{DAY}{payload}{previous}"
        digest = sha256(text.encode()).hexdigest()
    connection.execute("BEGIN IMMEDIATE")
    row = (version + 1, digest, json.dumps(state), " ".join(state["phases"]), case, version)
    assert connection.execute(SAVE, row).rowcount == 1
    event = (case, version + 1, "task ticked", AT, DAY, "", payload, previous, digest)
    connection.execute(ADD, event)
    if also:
        connection.execute(DROP, (case, task))
    connection.execute("COMMIT")


def enough(tasks: dict[str, dict[str, object]], phase: int) -> bool:
    done = sum(tasks[task_id(phase, task)]["times"] != 0 for task in range(1, TASKS + 1))
    return done >= NEEDED and tasks[task_id(phase, FLAG)]["times"] != 0


def main() -> None:
    path, cases, *rest = sys.argv[1:]
    connection = connect(path)
    connection.executescript(TABLES)
    start, busy = time.perf_counter(), time.process_time()
    for number in range(int(cases)):
        case = f"case-{number}"
        open_case(connection, case)
        for one in ORDER:
            tick(connection, case, task_id(*one), also="also" in rest)
    report(int(cases) * len(ORDER), start, busy)


if __name__ == "__main__":
    main()
