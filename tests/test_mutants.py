"""The score of mutants counts what it says, and every deciding module has one."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from tests.mutants import HOME, Score, kept, lower, scores, table

PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
MUTATED: list[str] = PROJECT["tool"]["mutmut"]["only_mutate"]


def written(folder: Path, name: str, *statuses: int | None) -> None:
    file = folder / f"{name}.meta"
    file.parent.mkdir(parents=True, exist_ok=True)
    by_key = {f"m{at}": status for at, status in enumerate(statuses)}
    file.write_text(json.dumps({"exit_code_by_key": by_key}), encoding="utf-8")


def test_what_no_test_noticed_and_what_no_test_came_past_lived(tmp_path: Path) -> None:
    written(tmp_path, "engine/a.py", 1, 1, 0, 33, 36)
    written(tmp_path, "engine/b/__init__.py")
    assert scores(tmp_path) == {"engine/a.py": Score(3, 5)}


def test_an_unfinished_run_has_no_score(tmp_path: Path) -> None:
    written(tmp_path, "engine/a.py", 1, None)
    with pytest.raises(SystemExit, match=r"a\.py is not finished"):
        scores(tmp_path)


@pytest.mark.parametrize(
    ("noticed", "made", "percent"),
    [(0, 5, "0.0"), (5, 5, "100.0"), (1999, 2000, "99.9"), (2, 3, "66.6"), (0, 0, "100.0")],
)
def test_a_share_is_never_rounded_up(noticed: int, made: int, percent: str) -> None:
    assert Score(noticed, made).percent == Decimal(percent)


@pytest.mark.parametrize(
    ("noticed", "made", "fits"), [(8, 10, True), (9, 10, True), (7, 10, False), (16, 20, True)]
)
def test_a_score_may_only_rise(noticed: int, made: int, fits: bool) -> None:
    assert (not lower({"a": Score(noticed, made)}, {"a": Score(8, 10)})) is fits


def test_the_file_says_the_whole_last() -> None:
    *_modules, whole = table({"engine/a.py": Score(1, 2), "engine/b.py": Score(3, 4)})
    assert whole.split() == ["all", "4", "of", "6", "66.6", "%"]


def test_every_module_that_is_changed_by_mutants_is_there() -> None:
    assert all(list(HOME.glob(part)) for part in MUTATED)


def test_every_module_that_decides_has_its_score_once_scores_are_kept() -> None:
    files = {str(file.relative_to(HOME)) for part in MUTATED for file in HOME.glob(part)}
    have_rules = {file for file in files if "def " in (HOME / file).read_text(encoding="utf-8")}
    known = kept().keys()
    assert not known or have_rules <= known
    assert all(HOME.joinpath(name).exists() for name in known)
