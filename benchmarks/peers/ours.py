"""W through Consort's own way: ``Workbench.execute`` with everything it writes.

Arguments: the database URL, the number of cases. Prints what ``workload.report`` does.
"""

import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))
from workload import ORDER, report, task_id, workflow

from engine.case import messages as m
from engine.definitions.library import Library, shipped_folder
from engine.definitions.workflow import Workflow
from engine.store import open_store
from engine.workbench import Workbench

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def life() -> tuple[Library, Workflow]:
    with TemporaryDirectory() as folder:
        (Path(folder) / "workflows").mkdir()
        (Path(folder) / "workflows" / "life.yaml").write_text(workflow(), encoding="utf-8")
        library = Library((Path(folder), shipped_folder()))
        return library, library.workflow("bench.life")


def play(bench: Workbench, definition: Workflow, case: str) -> None:
    bench.open_network(m.OpenNetwork(case, "Life", "", ""), definition)
    for one in ORDER:
        command = m.TickTask(task_id(*one))
        bench.execute(case, command)


def main() -> None:
    url, cases = sys.argv[1:]
    library, definition = life()
    with open_store(url) as store:
        bench = Workbench(store, library, lambda: NOON, date(2026, 11, 24))
        play(bench, definition, "warm")
        start, busy = time.perf_counter(), time.process_time()
        for number in range(int(cases)):
            play(bench, definition, f"case-{number}")
        report(int(cases) * len(ORDER), start, busy)


if __name__ == "__main__":
    main()
