"""The DMN test kit, when its folder is there: the score may only rise."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import GOLDEN
from tests.dmn.tck_engine import Engine

KIT = Path(__file__).parents[3] / "shared" / "dmn-tck"
SCORE = GOLDEN / "tck.txt"


def _runner() -> ModuleType:
    found = importlib.util.spec_from_file_location("tck_runner", KIT / "tck_runner.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules["tck_runner"] = module
    found.loader.exec_module(module)
    return module


@pytest.mark.skipif(not KIT.is_dir(), reason="the test kit is not beside the repository")
def test_the_score_of_the_test_kit_does_not_fall(request: pytest.FixtureRequest) -> None:
    runner = _runner()
    results = runner.run(Engine(), str(KIT))
    failed = [f"{one.file} {one.id}: {one.message}" for one in results if one.status != "SUCCESS"]
    passed = len(results) - len(failed)
    score = f"{passed} of {len(results)}"
    if request.config.getoption("--update-golden"):
        SCORE.write_text(f"{score}\n", encoding="utf-8")
    best = int(SCORE.read_text(encoding="utf-8").split()[0])
    assert passed >= best, "\n".join(failed)
