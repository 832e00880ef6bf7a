"""Random expressions against feelin (npm), another implementation of FEEL; differences in classes.

    npm install --prefix FOLDER feelin
    python benchmarks/feelin.py FOLDER [NUMBER]

feelin counts in binary floats, so numbers are the same when they agree to nine digits. Each class
of differences is counted and shown with up to three examples.
"""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from engine import feel
from engine.feel import literal
from engine.feel.text import parse_temporal
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


def asked(number: int) -> Iterator[tuple[str, Any]]:
    """Yield self-contained expressions, each with the value that it has here."""
    found: list[tuple[str, Any]] = []

    def collect(tree: Any, facts: dict[str, Any]) -> None:
        text = feel.unparse(tree)
        members = [f"{json.dumps(name)}: {literal(value)}" for name, value in facts.items()]
        members.append('"twice": function(x) x * 2')
        whole = f'{{{", ".join(members)}, "answer": {text}}}.answer'
        try:
            found.append((whole, feel.evaluate(feel.parse(whole, NAMES), {}).value))
        except EngineError as refused:
            found.append((whole, refused))

    quiet = settings(
        max_examples=BATCH, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    for batch in range(0, number, BATCH):
        seed(batch)(quiet(given(sensible, FACTS)(collect)))()
    yield from found[:number]


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


def differing(ours: Any, answer: dict[str, Any]) -> str:
    """Return the class of a difference, nothing where there is none."""
    if isinstance(ours, EngineError):
        return "" if "error" in answer or answer["value"] is None else "refused here, a value there"
    if "error" in answer:
        return "an error there"
    theirs = answer["value"]
    if same(ours, theirs):
        return ""
    if ours is None:
        return f"null here, {type(theirs).__name__} there"
    if theirs is None:
        return f"{type(ours).__name__} here, null there"
    if isinstance(theirs, dict) and "kind" in theirs:
        return f"{type(ours).__name__} here, {theirs['kind']} there"
    return f"another {type(ours).__name__}"


def main(folder: Path, number: int) -> None:
    cases = list(asked(number))
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for (text, ours), answer in zip(cases, answers([t for t, _v in cases], folder), strict=True):
        shown = f"{text}\n      here {ours!r}\n      there {answer}"
        classes[differing(ours, answer)].append(shown)
    print(f"{len(cases)} expressions, {len(classes.pop('', []))} agree")
    for name, examples in sorted(classes.items(), key=lambda one: -len(one[1])):
        print(f"  {len(examples):5} {name}")
        for example in sorted(examples, key=len)[:3]:
            print(f"    {example}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5000)
