"""How fast decision tables run: R8 beside a plain Python function, and what more rows cost.

    python benchmarks/tables.py

R8 is a unique table of ten rows over a word and two numbers, all rows looked at; the plain
function is the same table as ``if`` after ``if``. Facts are plain Python, converted inside the
timer. CPU times are medians of interleaved repeats. zen-engine is measured too where it is
installed; it gives the value alone.
"""

import statistics
import sys
import time
import timeit
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from engine import feel
from engine.definitions.reading.table_yaml import load_table
from engine.dmn.decide import prepare
from engine.dmn.masks import compile_decision, compile_table
from engine.dmn.ready import Ready
from engine.dmn.table import Cell, DecisionTable, Input, Output, Row

REPEATS = 11
CELLS = [
    ("small", "< 5", "< 100", 1),
    ("small", "< 5", ">= 100", 2),
    ("small", ">= 5", "< 100", 3),
    ("small", ">= 5", ">= 100", 5),
    ("medium", "< 5", "< 100", 4),
    ("medium", "< 5", ">= 100", 6),
    ("medium", ">= 5", "-", 7),
    ("large, giant", "< 5", "-", 8),
    ("large, giant", ">= 5", "[100..500]", 9),
    ("large, giant", ">= 5", "> 500", 10),
]
FACTS = {"size": "large", "years": 30, "sales": 200}


def written() -> str:
    """Return R8 as people write it."""
    rows = "".join(
        f"  - if: {{size: '{size}', years: '{years}', sales: '{sales}'}}\n"
        f"    then: {{points: {points}}}\n"
        for size, years, sales, points in CELLS
    )
    return (
        "format: consort/1\nid: bench.points\ndecision: points\n"
        "inputs:\n  size: {type: string}\n  years: {type: number}\n  sales: {type: number}\n"
        f"outputs:\n  points: {{type: number}}\nrows:\n{rows}"
        "examples:\n  - given: {size: large, years: 30, sales: 200}\n    expect: {points: 9}\n"
    )


def plain(c: dict[str, Any]) -> int | None:  # noqa: C901 - the ladder that is measured
    size, years, sales = c["size"], c["years"], c["sales"]
    if size == "small" and years < 5 and sales < 100:
        return 1
    if size == "small" and years < 5 and sales >= 100:
        return 2
    if size == "small" and years >= 5 and sales < 100:
        return 3
    if size == "small" and years >= 5 and sales >= 100:
        return 5
    if size == "medium" and years < 5 and sales < 100:
        return 4
    if size == "medium" and years < 5 and sales >= 100:
        return 6
    if size == "medium" and years >= 5:
        return 7
    if size in {"large", "giant"} and years < 5:
        return 8
    if size in {"large", "giant"} and years >= 5 and 100 <= sales <= 500:
        return 9
    if size in {"large", "giant"} and years >= 5 and sales > 500:
        return 10
    return None


def grown(count: int) -> DecisionTable:
    """Return a unique table of ``count`` rows: five words by bands of one number."""
    bands = count // 5
    rows = tuple(
        Row((Cell(f'"w{word}"'), Cell(f"[{10 * band}..{10 * band + 10})")), (Cell(f"{band}"),))
        for word in range(5)
        for band in range(bands)
    )
    inputs = (Input("word", Cell("word"), "string"), Input("amount", Cell("amount"), "number"))
    return DecisionTable("t", "t", inputs, (Output("y", "number"),), rows)


def seconds(function: Callable[[Any], Any], inputs: Any, number: int) -> float:
    timer = timeit.Timer("f(x)", globals={"f": function, "x": inputs}, timer=time.process_time)
    return timer.timeit(number) / number


def medians(contenders: dict[str, tuple[Callable[[Any], Any], Any]]) -> dict[str, float]:
    """Return the median CPU time of each contender, each repeat taking turns."""
    numbers = {
        name: max(1, int(0.01 / seconds(*contender, 50))) for name, contender in contenders.items()
    }
    rows: dict[str, list[float]] = {}
    for _repeat in range(REPEATS):
        for name, contender in contenders.items():
            rows.setdefault(name, []).append(seconds(*contender, numbers[name]))
    return {name: statistics.median(values) for name, values in rows.items()}


def zen_table(table: DecisionTable) -> Callable[[Any], Any] | None:
    """Return zen-engine's answer to a table of one output, or None where it is not installed."""
    try:
        import zen  # noqa: PLC0415 - a peer that need not be there
    except ImportError:
        return None
    names = [one.name for one in table.inputs]
    rules = [
        {"_id": f"r{at}", "o": row.results[0].text}
        | {
            name: "" if cell.text == "-" else cell.text
            for name, cell in zip(names, row.tests, strict=True)
        }
        for at, row in enumerate(table.rows)
    ]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": name, "name": name, "field": name} for name in names],
        "outputs": [{"id": "o", "name": "result", "field": "result"}],
        "rules": rules,
    }
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "t", "type": "decisionTableNode", "name": "t", "content": content},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "t", "type": "edge"},
        {"id": "b", "sourceId": "t", "targetId": "out", "type": "edge"},
    ]
    loader = {"type": "static", "content": {"t": {"nodes": nodes, "edges": edges}}}
    engine = zen.ZenEngine({"loader": loader})
    return lambda facts: engine.evaluate("t", facts)["result"]["result"]


def asked(table: DecisionTable, facts: dict[str, Any]) -> dict[str, float]:
    """Return CPU times of a table over plain facts, conversion inside the timer."""
    prepared, converted = prepare(table), feel.from_python(facts)
    expected = prepared.decide(converted).value
    contenders: dict[str, tuple[Callable[[Any], Any], Any]] = {
        "value": (compile_table(prepared), facts),
        "decision with its reasons": (compile_decision(prepared), facts),
        "value of FEEL facts": (compile_table(prepared, converted=True), converted),
        "asked by the engine": (Ready(prepared).value, converted),
    }
    zen = zen_table(table)
    if zen is not None:
        contenders["zen without reasons"] = (zen, facts)
    for name, (function, given) in contenders.items():
        found = [function(given) for _turn in range(5)][-1]
        assert getattr(found, "value", found) == expected, name
    return medians(contenders)


def main() -> None:
    table = load_table(written())
    assert prepare(table).decide(FACTS).value == plain(FACTS) == 9
    unit = medians({"plain": (plain, FACTS)})["plain"]
    told = asked(table, FACTS)
    print("R8, times the plain function;", *(f"{k} {took / unit:.2f};" for k, took in told.items()))
    for count in (10, 100, 1000):
        facts = {"word": "w3", "amount": 10 * (count // 5) - 2.75}
        told = asked(grown(count), facts)
        print(f"{count} rows, us;", *(f"{k} {took * 1e6:.2f};" for k, took in told.items()))
        timer = timeit.Timer(
            lambda: compile_decision(prepare(grown(count))),  # noqa: B023 - called at once
            timer=time.process_time,
        )
        print(f"  preparing {count} rows: {min(timer.repeat(number=1, repeat=3)) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
