"""Running the DMN test kit (DMN TCK): test files beside their models, judged case by case.

The format is the kit's own (``testCases`` of namespace ``.../20160719/testcase``). One row is one
test case; it passes when all of its results do. Numbers may differ by 1e-8; everything else is
exact. A result marked as an error is met by null or by a refusal.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from engine.dmn.graph import DecisionModel
from engine.feel import Value, literal
from engine.feel.temporal import parse_date, parse_date_time, parse_duration, parse_time
from engine.interchange.xml_source import SCHEMA, Element, read_file
from engine.language import _
from engine.source import EngineError, NotFound

TOLERANCE: Final = Decimal("1e-8")
TEST_FILE: Final = re.compile(r".*-test-\d\d\.xml")


@dataclass(frozen=True, slots=True)
class KitCase:
    """One test case: what is asked, with which inputs, and the results it must give."""

    id: str
    kind: str
    name: str
    inputs: Mapping[str, Value]
    namespaces: Mapping[str, str]
    results: tuple[tuple[str, Value, bool], ...]  # name, expected value, an error is expected


@dataclass(frozen=True, slots=True)
class KitVerdict:
    """How a case ended: folder, test file, id, ``SUCCESS`` or ``ERROR``, and why."""

    folder: str
    file: str
    case: str
    status: str
    message: str = field(default="")


def run_kit(folder: Path, load: Callable[[Path], DecisionModel]) -> Iterator[KitVerdict]:
    """Yield the verdict on every case in and below a folder, in the kit's order.

    Raises:
        NotFound: the folder holds no test file.
    """
    files = sorted(path for path in folder.rglob("*.xml") if TEST_FILE.fullmatch(path.name))
    if not files:
        raise NotFound(_("no test files (...-test-01.xml) in {folder}").format(folder=folder))
    for path in files:
        yield from _run_file(path, load)


def _run_file(path: Path, load: Callable[[Path], DecisionModel]) -> Iterator[KitVerdict]:
    root = read_file(path)
    place = f"{path.parent.parent.name}/{path.parent.name}", path.stem
    cases = sorted((_case(one) for one in root.all("testCase")), key=lambda case: case.id)
    named = root.first("modelName")
    try:
        model = load(path.parent / (named.text.strip() if named else ""))
    except EngineError as error:
        message = _("the model cannot be loaded: {why}").format(why=error)
        yield from (KitVerdict(*place, case.id, "ERROR", message) for case in cases)
        return
    for case in cases:
        wrong = "; ".join(_wrong(model, case))
        yield KitVerdict(*place, case.id, "ERROR" if wrong else "SUCCESS", wrong)


def _case(element: Element) -> KitCase:
    inputs = list(element.all("inputNode"))
    return KitCase(
        element.get("id"),
        element.get("type") or "decision",
        element.get("invocableName"),
        {one.get("name"): _value(one) for one in inputs},
        {one.get("name"): one.get("namespace") for one in inputs if one.get("namespace")},
        tuple(
            (one.get("name"), _expected(one), one.get("errorResult") in {"true", "1"})
            for one in element.all("resultNode")
        ),
    )


def _expected(result: Element) -> Value:
    expected = result.first("expected")
    return _value(expected) if expected is not None else None


def _wrong(model: DecisionModel, case: KitCase) -> Iterator[str]:
    """Yield what is wrong with each result of a case."""
    whole: Value = None
    for at, (name, expected, error) in enumerate(case.results):
        asked = name if case.kind == "decision" else case.name or name
        try:
            if case.kind == "decision" or at == 0:
                whole = model.evaluate(
                    case.kind, asked, dict(case.inputs), namespaces=case.namespaces
                ).value
        except EngineError as refused:
            if not error:
                yield _("{name}: {why}").format(name=name, why=refused)
            continue
        several = case.kind == "decisionService" and len(case.results) > 1
        found = whole.get(name) if several and isinstance(whole, dict) else whole
        if not same(expected, found):
            yield _("{name}: expected {wanted}, found {found}").format(
                name=name, wanted=literal(expected), found=literal(found)
            )


def same(expected: Value, found: Value) -> bool:
    """Whether a value found is the expected one, as the kit judges it."""
    match expected:
        case bool() | None:
            return expected is found
        case int() | Decimal():
            number = isinstance(found, int | Decimal) and not isinstance(found, bool)
            return number and abs(Decimal(expected) - Decimal(found)) < TOLERANCE
        case list():
            return (
                isinstance(found, list)
                and len(expected) == len(found)
                and all(map(same, expected, found))
            )
        case dict():
            return (
                isinstance(found, dict)
                and expected.keys() == found.keys()
                and all(same(value, found[key]) for key, value in expected.items())
            )
        case _:
            return type(expected) is type(found) and str(expected) == str(found)


def _value(element: Element) -> Value:
    """Return the value inside an input, expected, item or component element."""
    components = list(element.all("component"))
    if components:
        return {one.get("name"): _value(one) for one in components}
    for child in element.children:
        if child.name == "value":
            return _simple(child)
        if child.name == "list":
            return None if _is_nil(child) else [_value(item) for item in child.all("item")]
    return None


def _is_nil(element: Element) -> bool:
    return _schema(element, "nil") in {"true", "1"}


def _schema(element: Element, name: str) -> str:
    """Return an attribute of XML Schema (``xsi:type``, ``xsi:nil``)."""
    return element.get(f"{SCHEMA} {name}")


def _simple(element: Element) -> Value:
    if _is_nil(element):
        return None
    kind = _schema(element, "type").rpartition(":")[2] or "string"
    text = element.text if kind == "string" else element.text.strip()
    reader = _READERS.get(kind)
    return reader(text) if reader else text


def _number(text: str) -> Value:
    return Decimal(text)


_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "boolean": lambda text: text in {"true", "1"},
    "decimal": _number,
    "double": _number,
    "float": _number,
    "integer": _number,
    "int": _number,
    "long": _number,
    "date": parse_date,
    "time": parse_time,
    "dateTime": parse_date_time,
    "duration": parse_duration,
    "dayTimeDuration": parse_duration,
    "yearMonthDuration": parse_duration,
}
