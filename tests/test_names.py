"""One name means one thing: no two classes of the program share one, so that a search finds it."""

import ast
from collections import defaultdict
from pathlib import Path

import engine

ENGINE = Path(engine.__path__[0])


def test_no_two_classes_share_a_name() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for path in sorted(ENGINE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(f"{path.relative_to(ENGINE)}:{node.lineno}")
    assert len(homes) > 300
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}
