"""How fast decision tables run: R8 beside a plain Python function, and what more rows cost.

    python benchmarks/tables.py

R8 is a unique table of ten rows over a word and two numbers, all rows looked at; the plain
function is the same table as ``if`` after ``if``. Ratios are medians of nine interleaved repeats.
zen-engine is measured too where it is installed.
"""

import statistics
import sys
import timeit
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from engine.definitions.reading.table_yaml import load_table
from engine.dmn.decide import prepare
from engine.dmn.masks import compile_table
from engine.dmn.table import Cell, DecisionTable, Input, Output, Row

REPEATS = 9
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


def seconds(function: Callable[[Any], Any], inputs: Any) -> float:
    number = max(
        1, int(0.02 / max(1e-9, timeit.timeit(lambda: function(inputs), number=100) / 100))
    )
    return timeit.timeit("f(x)", globals={"f": function, "x": inputs}, number=number) / number


def ratios(
    contenders: dict[str, tuple[Callable[[Any], Any], Any]],
    base: tuple[Callable[[Any], Any], Any],
) -> dict[str, float]:
    """Return the median ratio of each contender to the base, each repeat taking turns."""
    rows: dict[str, list[float]] = {}
    for _repeat in range(REPEATS):
        unit = seconds(*base)
        for name, contender in contenders.items():
            rows.setdefault(name, []).append(seconds(*contender) / unit)
    return {name: statistics.median(values) for name, values in rows.items()}


def zen_table() -> Callable[[Any], Any] | None:
    try:
        import zen  # noqa: PLC0415 - a peer that need not be there
    except ImportError:
        return None
    names = ("size", "years", "sales")
    rules = [
        {
            "_id": f"r{at}",
            "o": str(points),
            "size": ", ".join(f'"{word}"' for word in size.split(", ")),
            "years": years,
            "sales": "" if sales == "-" else sales,
        }
        for at, (size, years, sales, points) in enumerate(CELLS)
    ]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": name, "name": name, "field": name} for name in names],
        "outputs": [{"id": "o", "name": "points", "field": "points"}],
        "rules": rules,
    }
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "t", "type": "decisionTableNode", "name": "t", "content": table},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "t", "type": "edge"},
        {"id": "b", "sourceId": "t", "targetId": "out", "type": "edge"},
    ]
    loader = {"type": "static", "content": {"t": {"nodes": nodes, "edges": edges}}}
    engine = zen.ZenEngine({"loader": loader})
    return lambda facts: engine.evaluate("t", facts)["result"]["points"]


def main() -> None:
    prepared = prepare(load_table(written()))
    fast, zen = compile_table(prepared), zen_table()
    contenders: dict[str, tuple[Callable[[Any], Any], Any]] = {
        "compiled": (fast, FACTS),
        "with reasons": (prepared.decide, FACTS),
    }
    if zen is not None:
        contenders["zen"] = (zen, FACTS)
    for function, facts in contenders.values():
        found = function(facts)
        assert getattr(found, "value", found) == plain(FACTS) == 9
    told = ratios(contenders, (plain, FACTS))
    print(
        "R8, times the plain function;", *(f"{name} {ratio:.2f};" for name, ratio in told.items())
    )

    tables = {count: compile_table(prepare(grown(count))) for count in (10, 100, 1000)}
    facts = {count: {"word": "w3", "amount": 10 * (count // 5) - 3} for count in tables}
    rows = {f"{count} rows": (tables[count], facts[count]) for count in tables}
    told = ratios(rows, rows["10 rows"])
    print("more rows, times 10 rows;", *(f"{name} {ratio:.2f};" for name, ratio in told.items()))
    for count in tables:
        took = min(timeit.repeat(lambda: compile_table(prepare(grown(count))), number=1, repeat=3))  # noqa: B023 - called at once
        print(f"preparing {count} rows: {took * 1000:.1f} ms")


if __name__ == "__main__":
    main()
