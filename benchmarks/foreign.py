"""Other people's models: how many are read, checked, run, written valid, opened in dmn-js.

    python benchmarks/foreign.py FOLDER [SCHEMAS]

FOLDER holds ``.dmn`` files, SCHEMAS the ``DMN13.xsd`` and ``DMN15.xsd`` of the OMG. A model that is
refused with a reason counts beside, not among, those that went through.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

sys.path.insert(0, str(Path(__file__).parents[1]))

from engine import interchange
from engine.dmn.adoption import adopted
from engine.dmn.model import Decision, TableExpression
from engine.dmn.model_check import check_model, problems_of
from engine.source import EngineError
from engine.workbench.table_files import table_bytes
from tests.dmn import dmn_js

AT_ONCE = 20  # models in one page of the browser
VERSIONS = {"20191111": "DMN13.xsd", "20230324": "DMN15.xsd"}


def main(folder: Path, schemas: Path | None) -> None:
    counts: Counter[str] = Counter()
    texts: dict[str, str] = {}
    given: dict[str, str] = {}
    for path in sorted(folder.rglob("*.dmn")):
        counts["models"] += 1
        try:
            looked_at(path, counts, texts)
            given[path.name] = path.read_text(encoding="utf-8")
        except EngineError as refused:
            counts["refused"] += 1
            print(f"refused: {path.name}: {str(refused).splitlines()[0][:120]}")
    if schemas is not None:
        counts["valid"] = sum(valid(text, schemas) for text in texts.values())
    if not dmn_js.missing():
        found, before = everywhere(texts), everywhere(given)
        counts["opened in dmn-js"] = sum("error" not in one for one in found.values())
        counts["every decision shown"] = sum(one.get("unopened") == [] for one in found.values())
        counts["no decision shown before is lost"] = sum(
            "error" in before[name] or set(one["unopened"]) <= set(before[name]["unopened"])
            for name, one in found.items()
        )
        for name, one in found.items():
            if "error" in one:
                print(f"not opened: {name}: {one['error'][:120]}")
    for name, count in counts.items():
        print(f"{name:32} {count}")


def everywhere(texts: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for some in batched(texts.items()):
        with TemporaryDirectory() as place:
            found |= shown(some, Path(place))
    return found


def shown(texts: dict[str, str], place: Path) -> dict[str, Any]:
    try:
        return dmn_js.opened(texts, place)
    except (subprocess.SubprocessError, ValueError) as wrong:  # a page that never ends
        return {name: {"error": type(wrong).__name__} for name in texts}


def batched(items: Iterable[tuple[str, str]]) -> Iterator[dict[str, str]]:
    waiting = iter(items)
    while some := dict(islice(waiting, AT_ONCE)):
        yield some


def looked_at(path: Path, counts: Counter[str], texts: dict[str, str]) -> None:
    loaded = interchange.load(path)
    counts["read"] += 1
    problems = check_model(loaded)
    counts["checked"] += 1
    counts["checked without an error"] += not any(one.severity == "error" for one in problems)
    for one in loaded.model:
        if isinstance(one, Decision):
            decision(loaded, one, counts)
    texts[path.name] = interchange.write(loaded.model)
    counts["written"] += 1


def decision(loaded: interchange.DecisionModel, one: Decision, counts: Counter[str]) -> None:
    counts["decisions"] += 1
    outcome = loaded.evaluate("decision", one.id, {})
    counts["decisions without logic"] += one.expression is None
    told = outcome.warnings or problems_of(loaded, "decision", one.id)
    counts["decisions: a value or a reason"] += outcome.value is not None or bool(told)
    if isinstance(one.expression, TableExpression):
        counts["tables"] += 1
        try:
            table_bytes(adopted(one.expression.table).table, Path("table.yaml"))
            counts["tables imported and read back"] += 1
        except EngineError:
            counts["tables refused with a reason"] += 1


def valid(text: str, schemas: Path) -> bool:
    document = etree.fromstring(text.encode())
    version = etree.QName(document).namespace.split("/")[-3]
    return bool(schema_of(schemas / VERSIONS[version]).validate(document))


@cache
def schema_of(path: Path) -> Any:
    return etree.XMLSchema(etree.parse(path))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
