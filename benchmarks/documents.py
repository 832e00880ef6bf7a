"""CPU of 100 different statutes as Word, PDF and HTML, in one run beside docxtpl and WeasyPrint.

``python benchmarks/documents.py [COUNT]``. docxtpl fills a Word file with the same text (no
numbering, references or contents of its own); WeasyPrint prints our HTML. What is not installed is
left out. Before that, ten times as many documents go through the batch for the peak of memory, of
the process that asks and of its workers, which are replaced on the way; the same number in one
worker that is never replaced stands beside it.
"""

import io
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from engine.documents import Order, Templates, render_many
from engine.documents import sandbox as cage
from engine.documents.output import produce
from engine.documents.sandbox import Cage
from engine.source import EngineError

BOTH = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
ROOT = Path(__file__).parents[1]
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 100


def orders(count: int) -> Iterator[dict[str, Any]]:
    sample = json.loads((ROOT / "templates/core/statutes/sample.json").read_text("utf-8"))
    for at in range(count):
        firms = [
            {**sample["members"][one % 5], "firm": f"F{one}", "legal_name": f"Firm {at}-{one}"}
            for one in range(5 + at % 11)
        ]
        network = {**sample["network"], "title": f"Network {at}", "seat": f"{at} Mill Road"}
        yield {**sample, "members": firms, "network": network, "form": "NACLG"[at % 5]}


def cpu() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, BOTH))


def measured(name: str, work: Callable[[], object]) -> None:
    before, begin = cpu(), time.perf_counter()
    work()
    spent, wall = cpu() - before, time.perf_counter() - begin
    print(f"{name:34} {spent / COUNT:7.3f} CPU s each {wall / COUNT:7.3f} s wall each")


def batch(to: str) -> Callable[[], None]:
    def run() -> None:
        shelf = Templates(ROOT / "templates")
        work = ((Order("statutes", facts), to) for facts in orders(COUNT))
        for made in render_many(work, shelf):
            if isinstance(made, EngineError):
                raise made

    return run


def docxtpl_file(folder: Path) -> Path:
    import docx  # noqa: PLC0415 - a benchmark peer

    shelf = Templates(ROOT / "templates")
    text = produce(Order("statutes", next(orders(1))), shelf, "txt").text
    file = docx.Document()
    for line in text.split("\n\n"):
        file.add_paragraph(line.replace("Network 0", "{{ network.title }}"))
    table = file.add_table(rows=3, cols=2)
    table.rows[0].cells[0].text = "{%tr for member in members %}"
    table.rows[1].cells[0].text = "{{ member.legal_name }}"
    table.rows[1].cells[1].text = "{{ member.representative }}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    path = folder / "statutes.docx"
    file.save(str(path))
    return path


def peers() -> Iterator[tuple[str, Callable[[], None]]]:
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - a benchmark peer
    except ImportError:
        print("docxtpl is not installed")
    else:

        def fill() -> None:
            with tempfile.TemporaryDirectory() as folder:
                path = docxtpl_file(Path(folder))
                for facts in orders(COUNT):
                    file = DocxTemplate(str(path))
                    file.render(facts, autoescape=True)
                    file.save(io.BytesIO())

        yield "docxtpl, Word", fill
    try:
        from weasyprint import HTML  # noqa: PLC0415 - a benchmark peer
    except (ImportError, OSError):
        print("WeasyPrint is not installed")
        return

    def printed() -> None:
        shelf = Templates(ROOT / "templates")
        for facts in orders(COUNT):
            HTML(string=produce(Order("statutes", facts), shelf, "html").text).write_pdf()

    yield "WeasyPrint, PDF from our HTML", printed


def peaks(count: int) -> None:
    """Print the peak of memory over many documents in all formats."""
    shelf = Templates(ROOT / "templates")
    work = [
        (Order("statutes", facts), ("docx", "pdf", "html")[at % 3])
        for at, facts in enumerate(orders(count))
    ]
    for made in render_many(work, shelf):
        if isinstance(made, EngineError):
            raise made
    own, worker = (resource.getrusage(who).ru_maxrss // 1024 for who in BOTH)
    print(f"{count} documents: peak {own} MB here, {worker} MB in a worker replaced on the way")
    one = Cage()
    cage.RECYCLED = count + 1  # never, for once
    for order, to in work:
        one.render(order, shelf, to, cage.LIMITS)
    one.close()
    kept = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{count} documents: peak {kept} MB in one worker never replaced")


if __name__ == "__main__":
    peaks(10 * COUNT)
    print(f"{COUNT} different statutes")
    for to in ("html", "docx", "pdf"):
        measured(f"Consort, {to} (in the cage)", batch(to))
    for name, work in peers():
        measured(name, work)
