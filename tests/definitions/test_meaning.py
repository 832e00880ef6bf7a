"""The digest of a definition is that of its meaning: not of its text, its place or our classes."""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.definitions import workflow as definitions
from engine.definitions.library import Library
from engine.definitions.meaning import meaning
from engine.definitions.method.digest import FORMAT, publish, restore
from engine.definitions.workflow import (
    Criterion,
    Field,
    FieldKind,
    Formula,
    Kind,
    Measure,
    Parameter,
    Phase,
    Place,
    RecordType,
    TableText,
    Task,
    Workflow,
)
from engine.dmn import table as tables
from engine.source import DefinitionError

GOOD = Path(__file__).parent / "good"
SHIPPED = Path(__file__).parents[2]

Change = Callable[[str], str]


@pytest.fixture
def digest(tmp_path: Path) -> Callable[..., str]:
    """Give the digest of ``good.network`` after a change of its files."""

    def after(change: Change = str, *, file: str = "*", moved: str = "") -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        shutil.copytree(GOOD, folder)
        for path in folder.rglob(f"{file}.yaml"):
            path.write_text(change(path.read_text("utf-8")), "utf-8")
        if moved:
            (folder / "workflows" / "network.yaml").rename(folder / "workflows" / moved)
        return publish(Library((folder,)).workflow("good.network"))[0]

    return after


def _swap(first: str, second: str) -> Change:
    """Return what exchanges two pieces of a text, each of which must stand in it."""

    def swapped(text: str) -> str:
        assert first in text
        assert second in text
        return text.replace(first, "\0").replace(second, first).replace("\0", second)

    return swapped


def _put(before: str, after: str) -> Change:
    def put(text: str) -> str:
        assert before in text
        return text.replace(before, after)

    return put


def _moved_up(name: str, above: str) -> Change:
    """Return what puts an entry of a map before the one that stood above it."""

    def moved(text: str) -> str:
        entry = re.compile(rf"^( +){name}:.*\n(?:\1 +.*\n)*", re.MULTILINE)
        found = entry.search(text)
        assert found, name
        rest = text.replace(found[0], "")
        start = re.search(rf"^ +{above}:", rest, re.MULTILINE)
        assert start, above
        return rest[: start.start()] + found[0] + rest[start.start() :]

    return moved


SAME: Mapping[str, tuple[str, Change]] = {
    "a comment": ("*", lambda text: f"# a remark\n{text}\n# and one below\n"),
    "blank lines": ("*", lambda text: re.sub(r"\n(?=\S)", "\n\n", text)),
    "a comment in a formula": ("network", _put("members in [", "members /* all */ in [")),
    "line breaks of a formula": (
        "network",
        _put("satisfies\n            share", "satisfies share"),
    ),
    "a comment in a cell": ("ready", _put("<= most_late", "<= /* at most */ most_late")),
    "a default that is written": ("network", _put("pass_share: {", "pass_share: {lock: none, ")),
    "the order of keys": ("network", _swap("code: R1.3", "hard: true")),
    "the order of thresholds": (
        "network",
        _swap("in_public: {value: true}", "pass_share: {value: 0.70, unit: ratio}"),
    ),
    "the order of languages": ("network", _swap("en: Promotion", "es: Promoción")),
    "the order of measures": ("measures", _moved_up("days_open", "share_present")),
    "an example": ("ready", _put("given: {late: 2}", "given: {late: 7}")),
}
"""What leaves the digest as it was."""

OTHER: Mapping[str, tuple[str, Change]] = {
    "a threshold": ("network", _put("value: 5\n", "value: 6\n")),
    "a threshold of a table": ("ready", _put("{value: 0,", "{value: 1,")),
    "a title": ("network", _put("title: Hold the open meeting", "title: Hold a meeting")),
    "a translation": ("network", _put("Red pequeña", "Red chica")),
    "a formula": ("network", _put("active_members > 2", "active_members > 3")),
    "the order of rows": (
        "ready",
        _swap('if: {late: <= most_late}\n    then: {answer: "yes"}', 'then: {answer: "no"}'),
    ),
    "the hit policy": ("ready", _put("hit: first", "hit: rule order")),
    "the order of phases": ("network", _moved_up("self_management", "promotion")),
    "the order of tasks": ("network", _moved_up("visits", "letters")),
    "the order of criteria": ("network", _moved_up("healthy", "meetings_attended")),
    "the order of a form": ("network", _moved_up("hours", "present")),
    "the order of choices": ("network", _put("[open, group]", "[group, open]")),
    "no end of a repeated task": ("network", _put("at_least: 2, at_most: 9", "at_least: 2")),
    "its version": ("network", _put("version: 1.2.0", "version: 1.2.1")),
}
"""What makes another method of it."""


@pytest.mark.parametrize(("file", "change"), SAME.values(), ids=SAME)
def test_what_means_nothing_leaves_the_digest(
    file: str, change: Change, digest: Callable[..., str]
) -> None:
    assert digest(change, file=file) == digest()


@pytest.mark.parametrize(("file", "change"), OTHER.values(), ids=OTHER)
def test_what_means_something_changes_the_digest(
    file: str, change: Change, digest: Callable[..., str]
) -> None:
    assert digest(change, file=file) != digest()


def test_a_file_that_moved_leaves_the_digest(digest: Callable[..., str]) -> None:
    assert digest(moved="renamed.yaml") == digest()


@dataclass(frozen=True, slots=True)
class _LaterTask(Task):
    """A task of a later version: with one more optional key."""

    colour: str = ""
    marks: tuple[str, ...] = ()


def _later(workflow: Workflow, **more: Any) -> Workflow:
    """Return a workflow as a later version would read it."""

    def later(task: Task) -> Task:
        given = {one.name: getattr(task, one.name) for one in fields(task)}
        return _LaterTask(**given, **more)

    phases = {
        key: replace(phase, tasks={name: later(task) for name, task in phase.tasks.items()})
        for key, phase in workflow.phases.items()
    }
    return replace(workflow, phases=phases)


def test_a_new_optional_key_leaves_the_digest_until_somebody_uses_it() -> None:
    workflow = Library((GOOD,)).workflow("good.network")
    assert publish(_later(workflow)) == publish(workflow)
    assert publish(_later(workflow, colour="red")) != publish(workflow)


def test_every_default_is_on_record(golden: Callable[[str, str], None]) -> None:
    """A default that changes changes what every kept text says: then FORMAT must grow too."""
    classes = {
        one for home in (definitions, tables) for one in vars(home).values() if is_dataclass(one)
    }
    lines = [
        f"{one.__module__}.{one.__name__}.{key.name} = {_default(key)!r}"
        for one in classes
        if isinstance(one, type)
        for key in fields(one)
        if key.compare and _default(key) is not MISSING
    ]
    golden("definitions/defaults.txt", "\n".join([f"format {FORMAT}", *sorted(lines)]))


def _default(key: Any) -> Any:
    return key.default if key.default_factory is MISSING else key.default_factory()


def test_a_text_of_another_format_is_refused() -> None:
    _digest, text = publish(Workflow("a", "1.0.0", Kind.NETWORK, "A"))
    later = text.replace(f'"format":{FORMAT}', '"format":99')
    with pytest.raises(DefinitionError, match=r"kept in format 99, and .* reads format 1; use the"):
        restore(later)
    with pytest.raises(DefinitionError, match="kept in format 0"):
        restore('{"id":"a"}')


@pytest.mark.parametrize("kind", Kind)
def test_a_shipped_method_comes_back_as_it_was(kind: Kind) -> None:
    library = Library((SHIPPED,))
    for source in library.sources(kind):
        workflow = library.workflow(source.id)
        digest, text = publish(workflow)
        restored = restore(text)
        assert meaning(restored) == meaning(workflow)
        assert (restored.digest, publish(restored)) == (digest, (digest, text))
        assert list(restored.tasks) == list(workflow.tasks)
        assert list(restored.criteria) == list(workflow.criteria)


WORD = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
WORDS = WORD | st.dictionaries(st.sampled_from(["en", "es", "ar_MA"]), WORD)
NUMBER = st.integers(-(10**12), 10**12) | st.decimals(
    allow_nan=False, allow_infinity=False, places=3
)
FORMULA = st.builds(
    Formula,
    st.lists(st.sampled_from(["a", "1", '"x  y"', "//c\n", "/* d */", "+", "(", " ", "\n"])).map(
        "".join
    ),
    st.builds(Place, WORD, st.integers(0, 99)),
)


def _map_of(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(WORD, strategy, max_size=3)


TASK = st.builds(
    Task,
    WORD,
    WORDS,
    WORD,
    by=st.lists(WORD, max_size=2).map(tuple),
    required=st.booleans(),
    required_when=st.none() | FORMULA,
    at_most=st.none() | st.integers(1, 3),
    place=st.builds(Place, WORD),
)
CRITERION = st.builds(Criterion, WORD, WORD, WORDS, FORMULA, hard=st.booleans())
FIELD = st.builds(Field, WORD, st.sampled_from(FieldKind), WORDS, low=st.none() | NUMBER)
WORKFLOW = st.builds(
    Workflow,
    WORD,
    WORD,
    st.sampled_from(Kind),
    WORDS,
    parameters=_map_of(st.builds(Parameter, WORD, NUMBER | WORD | st.booleans() | st.none())),
    records=_map_of(st.builds(RecordType, WORD, WORDS, _map_of(FIELD), single=st.booleans())),
    phases=_map_of(st.builds(Phase, WORD, WORDS, tasks=_map_of(TASK), criteria=_map_of(CRITERION))),
    measures=_map_of(st.builds(Measure, WORD, FORMULA, given=st.lists(WORD).map(tuple))),
    tables=_map_of(st.builds(TableText, WORD, WORD)),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORKFLOW)
def test_whatever_is_published_comes_back_with_its_meaning_and_its_digest(
    workflow: Workflow,
) -> None:
    digest, text = publish(workflow)
    restored = restore(text)
    assert meaning(restored) == meaning(workflow)
    assert (restored.digest, publish(restored)) == (digest, (digest, text))
    assert list(restored.phases) == list(workflow.phases)
    for key, phase in workflow.phases.items():
        assert list(restored.phases[key].tasks) == list(phase.tasks)


def test_numbers_keep_their_digits() -> None:
    share = Parameter("share", Decimal("0.70"))
    _digest, text = publish(Workflow("a", "1", Kind.NETWORK, "A", parameters={"share": share}))
    assert '"value":0.70' in text
    assert str(restore(text).parameters["share"].value) == "0.70"
