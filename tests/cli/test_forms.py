"""Forms: what ``--help`` shows of a record can be typed as it stands, and ``--ask`` asks."""

import re
import shlex

import pytest
from click.testing import CliRunner

from engine.cli.main import consort
from engine.cli.script import answer_of
from engine.definitions.library import Library, default_folders

DAY = "2026-03-02"
SHIPPED = Library(default_folders()).workflow("unido.export_network")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('forms') / 'forms.db'}"
    for line in (
        "new net",
        "member add net anka",
        "member commit net anka",
        "phase open net pilot --because early",
        "project add net fair --type unido.joint_fair --leader anka",
    ):
        typed(url, line)
    return url


def typed(url: str, line: str, expect: int = 0) -> str:
    words = [*shlex.split(line), "--db", url, "--today", DAY, "--lang", "en"]
    status, answer = answer_of(words)
    assert status == expect, f"consort {line}\n{answer}"
    return answer


def example(help_text: str) -> str:
    """Return the command that a form gives as an example, on one line, without its program."""
    shown = help_text.partition("For example:\n")[2].replace("\\\n", " ")
    return " ".join(shown.split()).removeprefix("$ consort ")


BOUND_BY_THE_METHOD = {"annual_plan", "baseline", "clearance", "flow"}
"""Records whose example is refused: a form does not know a field's bounds or a record's checks."""


@pytest.mark.parametrize("kind", SHIPPED.records)
def test_the_form_of_a_record_shows_every_field_and_its_example_is_accepted(
    url: str, kind: str
) -> None:
    shown = typed(url, f"record net {kind} --help")
    assert all(len(line) <= 80 for line in shown.splitlines())
    for field in SHIPPED.records[kind].fields.values():
        assert re.search(rf"^  {field.id}[.=]", shown, re.MULTILINE), field.id
        assert all(re.search(rf"^      {one}: ", shown, re.MULTILINE) for one in field.of)
    typed(url, example(shown), expect=1 if kind in BOUND_BY_THE_METHOD else 0)


def test_a_record_and_a_step_are_asked_for_one_by_one(url: str) -> None:
    shown = typed(url, "tick net open_meeting --help")
    assert "--proof attendance_list=REF" in shown
    assert "held_on=DATE" in shown
    common = ["--db", url, "--today", DAY, "--lang", "en"]
    words = ["record", "net", "flow", "from_firm=anka", "value=100", "--ask", *common]
    told = CliRunner().invoke(consort, words, input="anka\n\n\n")
    assert told.exit_code == 1
    assert "[FIRM]" in told.output
    assert "from_firm" not in told.output
