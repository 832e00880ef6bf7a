"""A decision model checked before anything runs: each mistake by its kind, once, at its place."""

from pathlib import Path

import pytest

from engine import interchange
from engine.definitions.check import check
from engine.definitions.library import Library
from engine.dmn.model_check import check_model, problems_of
from engine.source import DefinitionError, Problem
from tests.dmn import models
from tests.dmn.models import decision, given, item, knowledge, literal, model, parameter


def loaded(body: str, version: str = "1.3") -> interchange.DecisionModel:
    return interchange.DecisionModel(interchange.read_text(model(body, version=version)))


def found(body: str) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in check_model(loaded(body))]


def table(
    cell: str = "- ", result: str = "1", hit: str = "FIRST", kind: str = "number", more: str = ""
) -> str:
    return (
        f'<decisionTable id="t" hitPolicy="{hit}"><input id="i"><inputExpression typeRef="{kind}" '
        f'{more}><text>a</text></inputExpression></input><output id="o" name="r"/>'
        f"<rule><inputEntry><text>{cell}</text></inputEntry>"
        f"<outputEntry><text>{result}</text></outputEntry></rule></decisionTable>"
    )


A = given("a", "number")
ADD = knowledge("add", parameter("p") + literal("p + 1"))


def test_a_sound_model_has_no_problem() -> None:
    assert check_model(interchange.DecisionModel(interchange.read_text(models.LOAN))) == ()


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (decision("d", literal("1 +")), "syntax", "the formula ends too early"),
        (decision("d", literal("amuont")), "unknown-name", "no 'amuont' is known here"),
        (A + decision("d", table("&gt; b"), "a"), "unknown-name", "no 'b' is known here"),
        (A + decision("d", table()), "not-required", "'a' exists but is not required here, so"),
        (ADD + decision("d", literal("add(1)")), "not-required", "'add' exists but is not"),
        (given("a", "tNowhere"), "unknown-type", "the type 'tNowhere' is not known"),
        (item("tA", "tB"), "unknown-type", "the type 'tB' is not known"),
        (decision("d", literal("1", "tNowhere")), "unknown-type", "the type 'tNowhere' is not"),
        (
            A + decision("d", table(kind="integer"), "a"),
            "unknown-type",
            "a has the type 'integer', which is not known",
        ),
        (
            decision("d", "<context><contextEntry><variable name='x' typeRef='tNo'/>"
            + literal("1") + "</contextEntry></context>"),
            "unknown-type",
            "the type 'tNo' is not known",
        ),
        (knowledge("f", parameter("p", "tNo") + literal("1")), "unknown-type", "the type 'tNo'"),
        (
            A + decision("d", table(more="expressionLanguage='juel'"), "a"),
            "language",
            "this is written in 'juel', and only FEEL is evaluated",
        ),
        (A + decision("d", table(hit="PRIORITY"), "a"), "no-priority", "the hit policy 'priority'"),
        (A + decision("d", table(result=""), "a"), "empty-result", "row 1, r is empty"),
        (A + decision("d", table("&gt; 5"), "a"), "gap", "no row matches a = "),
        (decision("d", literal("1"), "nobody"), "unknown-reference", "'d' requires an element"),
    ],
)  # fmt: skip
def test_a_mistake_is_found(body: str, code: str, message: str) -> None:
    told = found(body)
    assert [one for one, _said in told].count(code) == 1, told
    said = next(said for one, said in told if one == code)
    assert said.startswith(message)


def test_every_problem_has_its_place_and_what_to_do() -> None:
    (problem,) = check_model(loaded("\n\n" + ADD + decision("d", literal("add(1)"))))
    assert str(problem.span).startswith("model.dmn:3:")
    assert problem.hint == "add a requirement (knowledgeRequirement) that leads to it"


def test_a_type_of_another_vendor_is_told_in_feel() -> None:
    (problem,) = check_model(loaded(given("a", "integer")))
    assert problem.hint == "in FEEL it is 'number'"


def test_decisions_that_need_each_other_are_refused_by_name() -> None:
    with pytest.raises(DefinitionError, match="in a circle: a -> b -> a"):
        loaded(
            decision("a", literal("b"), "decision:b") + decision("b", literal("a"), "decision:a")
        )


# -- other languages


@pytest.mark.parametrize("language", ["javascript", "juel", "groovy"])
def test_a_text_in_another_language_is_never_read_as_feel(language: str) -> None:
    text = f'<literalExpression expressionLanguage="{language}"><text>1</text></literalExpression>'
    outcome = loaded(decision("d", text)).evaluate("decision", "d", {})
    assert outcome.value is None
    assert f"this is written in '{language}'" in outcome.warnings[0].message


@pytest.mark.parametrize(
    "language",
    ["feel", "FEEL", "http://www.omg.org/spec/FEEL/20140401", "https://www.omg.org/spec/DMN/20191111/FEEL/"],
)  # fmt: skip
def test_feel_has_many_names(language: str) -> None:
    text = f'<literalExpression expressionLanguage="{language}"><text>1</text></literalExpression>'
    assert loaded(decision("d", text)).evaluate("decision", "d", {}).value == 1


def test_a_model_may_say_its_language_once() -> None:
    document = model(decision("d", literal("1"))).replace(
        b'name="Test"', b'name="Test" expressionLanguage="javascript"'
    )
    ready = interchange.DecisionModel(interchange.read_text(document))
    assert ready.evaluate("decision", "d", {}).value is None


def test_the_language_of_a_cell_is_kept_on_writing() -> None:
    body = A + decision("d", table(more="expressionLanguage='juel'"), "a")
    text = interchange.write(interchange.read_text(model(body)))
    assert text.count('expressionLanguage="juel"') == 1
    assert "language" in {one.code for one in check_model(loaded(body))}


# -- versions


@pytest.mark.parametrize(
    "namespace",
    ["http://www.omg.org/spec/DMN/20151101/dmn11.xsd", "https://www.omg.org/spec/DMN/20240513/MODEL/",
     "https://www.omg.org/spec/DMN/"],
)  # fmt: skip
def test_every_version_is_read(namespace: str) -> None:
    document = model(decision("d", literal("1")), version="1.5")
    newer = document.replace(models.VERSIONS["1.5"].encode(), namespace.encode())
    assert (
        interchange.DecisionModel(interchange.read_text(newer)).evaluate("decision", "d", {}).value
        == 1
    )


@pytest.mark.parametrize(
    ("namespace", "said"),
    [
        ("http://www.omg.org/spec/DMN/20130901", "written in DMN 1.0, which is not read; expected"),
        ("urn:other", "the namespace 'urn:other' is not one of DMN; expected 'definitions' of DMN"),
    ],
)
def test_another_version_is_refused_by_name(namespace: str, said: str) -> None:
    document = model(decision("d", literal("1")), version="1.5")
    other = document.replace(models.VERSIONS["1.5"].encode(), namespace.encode())
    with pytest.raises(DefinitionError, match=said):
        interchange.read_text(other)


# -- what one decision needs


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [one.code for one in problems]


def test_only_the_problems_of_what_is_asked_for_are_told() -> None:
    ready = loaded(
        ADD
        + given("a", "tNowhere")
        + decision("good", literal("1"))
        + decision("bad", literal("add(1)"))
        + decision("typed", literal("a"), "a")
    )
    assert codes(problems_of(ready, "decision", "good")) == []
    assert codes(problems_of(ready, "decision", "typed")) == ["unknown-type"]
    assert codes(problems_of(ready, "decision", "bad")) == ["not-required"]


# -- why a result is null


@pytest.mark.parametrize(
    ("cell", "result", "value", "reason"),
    [
        ("-", "", None, "row 1, r is empty"),
        ("-", "number(&quot;x&quot;)", None, "row 1, r: number: 'x' is no number"),
        ("-", "null", None, None),
        ("&gt; number(&quot;x&quot;)", "1", None, "row 1, a: number: 'x' is no number"),
        ("-", "1", 1, None),
    ],
)
def test_a_null_of_a_table_says_why(
    cell: str, result: str, value: object, reason: str | None
) -> None:
    ready = loaded(A + decision("d", table(cell, result), "a"))
    outcome = ready.evaluate("decision", "d", {"a": 5})
    assert outcome.value == value
    told = [one.message for one in outcome.warnings]
    assert reason in told if reason else [one for one in told if one.startswith("row 1")] == []


# -- through the check of files


def test_models_are_checked_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "m.dmn").write_bytes(model(given("a", "tNowhere")))
    (tmp_path / "broken.dmn").write_bytes(b"<definitions/>")
    report = check([tmp_path], Library(()))
    assert report.files == 2
    assert codes(report.problems) == ["not-dmn", "unknown-type"]
