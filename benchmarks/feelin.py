"""Random expressions against feelin (npm), another implementation of FEEL; differences in classes.

    npm install --prefix FOLDER feelin
    python benchmarks/feelin.py FOLDER [NUMBER]

feelin counts in binary floats, so numbers are the same when they agree to nine digits. Where two
answers differ, the parts of the expression are asked as well, down to the smallest that differs
while everything in it agrees: its form is the class, and each class known has its reason. A class
without a reason is a fault here or there; the status is then 1.
"""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from engine import feel
from engine.feel import literal
from engine.feel.ast import (
    Call,
    Name,
    Node,
    OpenRange,
    RangeLiteral,
    walk,
)
from engine.feel.text import parse_temporal
from engine.feel.values import kind_of
from engine.source import EngineError
from tests.feel.expressions import NAMES, sensible

BATCH: Final = 500
CLOSE: Final = 1e-9
SMALL: Final = st.one_of(st.integers(-5, 5), st.decimals(-100, 100, places=2))
WORDS: Final = st.sampled_from(["", "a", "gold", "two words"])
FACTS: Final = st.fixed_dictionaries({
    "a": SMALL, "b": SMALL, "price": SMALL, "size of firm": st.integers(0, 50),
    "ok": st.booleans(), "word": WORDS,
    "day": st.sampled_from(["2026-01-31", "2024-02-29"]).map(parse_temporal),
    "orders": st.lists(
        st.fixed_dictionaries({"price": SMALL, "ok": st.booleans(), "word": WORDS}), max_size=4
    ),
    "firm": st.fixed_dictionaries({"price": SMALL, "word": WORDS, "ok": st.booleans()}),
})  # fmt: skip

NODE: Final = """
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import readline from 'node:readline';
const require = createRequire(process.argv[1] + '/x.js');
const { evaluate } = await import(pathToFileURL(require.resolve('feelin')));
function plain(value) {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'function') return { kind: 'function' };
  if (typeof value !== 'object') return value;
  const name = value.constructor ? value.constructor.name : 'Object';
  if (name !== 'Object') return { kind: name, text: String(value) };
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}
for await (const line of readline.createInterface({ input: process.stdin })) {
  let answer;
  try { answer = { value: plain(evaluate(JSON.parse(line), {}).value) }; }
  catch (wrong) { answer = { error: String(wrong.message).split('\\n')[0] }; }
  process.stdout.write(JSON.stringify(answer) + '\\n');
}
"""


class Asked(NamedTuple):
    """An expression over facts, self-contained as text, and the value that it has here."""

    tree: Node
    facts: dict[str, Any]
    text: str
    ours: Any


def over(tree: Node, facts: dict[str, Any]) -> Asked:
    """Return an expression with its facts, and its value here."""
    members = [f"{json.dumps(name)}: {literal(value)}" for name, value in facts.items()]
    members.append('"twice": function(x) x * 2')
    whole = f'{{{", ".join(members)}, "answer": {feel.unparse(tree)}}}.answer'
    try:
        return Asked(tree, facts, whole, feel.evaluate(feel.parse(whole, NAMES), {}).value)
    except EngineError as refused:
        return Asked(tree, facts, whole, refused)


def asked(number: int) -> list[Asked]:
    """Return random expressions, each with the value that it has here."""
    found: list[Asked] = []

    def collect(tree: Node, facts: dict[str, Any]) -> None:
        found.append(over(tree, facts))

    quiet = settings(
        max_examples=BATCH, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    for batch in range(0, number, BATCH):
        seed(batch)(
            quiet(given(sensible, FACTS)(lambda tree, facts: found.append(over(tree, facts))))
        )()
    return found[:number]


def answers(texts: list[str], folder: Path) -> list[dict[str, Any]]:
    """Return what feelin says of each expression."""
    command = ["node", "--input-type=module", "-e", NODE, str(folder.resolve())]
    lines = "\n".join(json.dumps(text) for text in texts)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)  # noqa: S603
    return [json.loads(line) for line in done.stdout.splitlines()]


def same(ours: Any, theirs: Any) -> bool:
    """Whether two values are the same, floats being what they are."""
    match ours, theirs:
        case bool() | None | str(), _:
            return type(ours) is type(theirs) and ours == theirs
        case int() | Decimal(), int() | float() if not isinstance(theirs, bool):
            return abs(float(ours) - theirs) <= CLOSE * max(1.0, abs(theirs))
        case list(), list():
            return len(ours) == len(theirs) and all(map(same, ours, theirs))
        case dict(), {"kind": _}:
            return False
        case dict(), dict():
            return ours.keys() == theirs.keys() and all(same(ours[k], theirs[k]) for k in ours)
        case _, {"kind": "function"}:
            return callable(ours) or "Function" in type(ours).__name__
        case _, {"kind": _, "text": str(text)}:
            return text.strip('"') in literal(ours)
        case _:
            return False


def agree(ours: Any, answer: dict[str, Any]) -> bool:
    """Whether both answer alike; what is refused here may be null or an error there."""
    if isinstance(ours, EngineError):
        return "error" in answer or answer["value"] is None
    return "error" not in answer and same(ours, answer["value"])


def parts(tree: Node) -> Iterator[Node]:
    """Yield an expression and what stands in it; a loop's own name is unknown to what reads it."""
    return (one for one in walk(tree) if not isinstance(one, RangeLiteral | OpenRange))


def kind(value: Any) -> str:
    """Return the FEEL kind of a value in one word."""
    return "refused" if isinstance(value, EngineError) else kind_of(value)


BACKWARDS: Final = "nothing lies in a range that runs down; there its ends are swapped"
LOGIC: Final = "the tests of `in` end before `and` and `or`; there they go on, and null comes out"
REASONS: Final = {
    "Between: boolean here, boolean there": BACKWARDS,
    "In: boolean here, boolean there": BACKWARDS,
    "If: number here, number there": "only true is true; there a list with something in it is, too",
    "not: boolean here, null there": "a list of one stands for its item (DMN 1.5, 10.3.2.9.4)",
    "duration: days and time duration here, null there": "more days than JavaScript's dates count",
    "Arithmetic: date here, context there": "a date stays a date when a duration is added",
    "Quantified: null here, boolean there": "null in `some` and `every` is not known; there false",
    "Logic: boolean here, null there": LOGIC,
    "Filter: list here, list there": "an item's own member comes before a fact of the same name",
}
"""Why an answer of a class is another one there. The kit holds what is ours."""


def form(tree: Node, ours: Any, answer: dict[str, Any]) -> str:
    """Return the class of a difference: what is asked, and the kinds of both answers."""
    there = "an error" if "error" in answer else kind(feel.from_python(answer["value"]))
    return f"{called(tree)}: {kind(ours)} here, {there} there"


def called(tree: Node) -> str:
    """Return the name of the function that a node calls, else what kind of node it is."""
    function = tree.function if isinstance(tree, Call) else None
    return function.name if isinstance(function, Name) else type(tree).__name__


def causes(differing: list[Asked], folder: Path) -> Iterator[tuple[str, str]]:
    """Yield for each difference the class of its smallest part that differs, and that part."""
    family = [[over(one, case.facts) for one in parts(case.tree)] for case in differing]
    told = iter(answers([part.text for whole in family for part in whole], folder))
    for whole in family:
        apart = [both for part in whole if not agree(part.ours, (both := (part, next(told)))[1])]
        least, answer = min(apart, key=lambda both: sum(1 for _one in walk(both[0].tree)))
        shown = f"{feel.unparse(least.tree)}\n      here {least.ours!r}\n      there {answer}"
        yield form(least.tree, least.ours, answer), shown


def main(folder: Path, number: int) -> int:
    cases = asked(number)
    told = answers([case.text for case in cases], folder)
    apart = [case for case, answer in zip(cases, told, strict=True) if not agree(case.ours, answer)]
    print(f"{len(cases)} expressions, {len(cases) - len(apart)} agree")
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for name, shown in causes(apart, folder):
        classes[name].append(shown)
    for name, examples in sorted(classes.items(), key=lambda one: -len(one[1])):
        print(f"  {len(examples):5} {name}\n    {REASONS.get(name, 'no reason known')}")
        for example in sorted(set(examples), key=len)[:2]:
            print(f"      {example}")
    return int(not classes.keys() <= REASONS.keys())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5000))
