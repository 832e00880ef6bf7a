"""``limits.yaml``: what formulas of an organisation may use up, set in its own folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import feel
from engine.cli.script import answer_of
from engine.definitions.check import check
from engine.definitions.library import Library, shipped_folder
from engine.definitions.reading.limits import BOUNDS, load_limits
from engine.feel.budget import DEFAULT, Budget
from engine.source import DefinitionError, LimitExceeded

HEAD = "format: consort/1\nkind: limits\n"
LOOP = "count(for i in 1..5000 return i)"


@pytest.fixture(autouse=True)
def _own_limits() -> Iterator[None]:
    yield
    feel.allow(DEFAULT)


def _folder(path: Path, limits: str) -> Path:
    (path / "workflows").mkdir(parents=True)
    (path / "limits.yaml").write_text(HEAD + limits, "utf-8")
    return path


def test_what_is_left_out_keeps_its_default() -> None:
    assert load_limits(HEAD + "steps: 1000\nsize: 2000\n") == Budget(steps=1000, size=2000)
    assert load_limits(HEAD) == DEFAULT


@pytest.mark.parametrize("end", [0, 1])
def test_the_bounds_themselves_are_within(end: int) -> None:
    values = {key: bounds[end] for key, bounds in BOUNDS.items()}
    text = HEAD + "".join(f"{key}: {value}\n" for key, value in values.items())
    assert load_limits(text) == Budget(**values)


@pytest.mark.parametrize("key", BOUNDS)
def test_beyond_a_bound_is_refused_where_it_stands(key: str) -> None:
    for value in (BOUNDS[key][0] - 1, BOUNDS[key][1] + 1):
        with pytest.raises(DefinitionError) as error:
            load_limits(f"{HEAD}{key}: {value}\n")
        (problem,) = error.value.problems
        assert problem.code == "out-of-range"
        assert problem.span
        assert problem.span.place == (3, len(key) + 3)


def test_the_nearest_limits_count(tmp_path: Path) -> None:
    near, far = _folder(tmp_path / "near", "steps: 2000"), _folder(tmp_path / "far", "depth: 50")
    assert Library((near, far)).limits() == Budget(steps=2000)
    assert Library((tmp_path, far)).limits() == Budget(depth=50)
    assert Library((tmp_path, shipped_folder())).limits() == DEFAULT


def test_what_is_allowed_holds_for_all_that_brings_no_budget() -> None:
    rule = feel.compile(feel.parse(LOOP))
    distinct = feel.compile(feel.parse("count(distinct values(xs)) > 0", ["xs"]))
    assert rule({}) == 5000
    feel.allow(Budget(steps=1000))
    for ask in (lambda: feel.evaluate(LOOP, {}), lambda: rule({})):
        with pytest.raises(LimitExceeded, match="stopped after 1000 steps"):
            ask()
    with pytest.raises(LimitExceeded, match="stopped after 1000 steps"):
        distinct({"xs": list(range(2_000))})
    assert feel.evaluate(LOOP, {}, budget=DEFAULT).value == 5000
    feel.allow(Budget(text=20))
    with pytest.raises(DefinitionError, match="at most 20"):
        feel.parse(LOOP)


def test_the_shipped_rules_do_with_the_least_and_30000_steps() -> None:
    least = {key: bounds[0] for key, bounds in BOUNDS.items()}
    feel.allow(Budget(**{**least, "steps": 30_000}))
    report = check([shipped_folder() / "rules"], Library((shipped_folder(),)))
    assert [str(one) for one in report.problems if one.severity == "error"] == []
    assert report.examples > 0


def test_a_command_keeps_to_the_limits_of_the_organisation(tmp_path: Path) -> None:
    common = ["feel", LOOP, "--lang", "en"]
    limits = _folder(tmp_path / "ours", "steps: 1000\n")
    status, said = answer_of([*common, "--library", str(limits)])
    assert status != 0
    assert "stopped after 1000 steps" in said
    (limits / "limits.yaml").unlink()
    assert answer_of([*common, "--library", str(limits)]) == (0, "5000\n")
    assert feel.allowed() == DEFAULT


def test_check_reads_the_limits_and_runs_examples_within_them(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "ours", "steps: 1000\n")
    (folder / "rules").mkdir()
    (folder / "rules" / "slow.yaml").write_text(
        "format: consort/1\nid: our.rules\nkind: measures\nmeasures:\n"
        f"  slow: {{value: '{LOOP}'}}\n"
        "title: Slow\nexamples:\n  - expect: {slow: 5000}\n",
        "utf-8",
    )
    library = Library((folder, shipped_folder()))
    assert [one.code for one in check([folder], library).problems] == ["limit"]
    (folder / "limits.yaml").write_text(HEAD, "utf-8")
    assert [str(one) for one in check([folder], library).problems] == []


def test_check_tells_what_is_wrong_with_the_limits_and_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _folder(tmp_path / "ours", "step: 1000\n")
    (folder / "workflows" / "ours.yaml").write_text("kind: network\n", "utf-8")
    monkeypatch.chdir(folder)
    status, said = answer_of(["check", ".", "--lang", "en"])
    assert status == 2
    assert "limits.yaml:3:1" in said
    assert "name no id" in said
    assert "did you mean 'steps'" in said
    _status, refused = answer_of(["feel", "1", "--library", str(folder), "--lang", "en"])
    assert "did you mean 'steps'" in refused
