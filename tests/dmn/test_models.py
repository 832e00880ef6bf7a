"""Decision models: evaluated, refused, written and drawn."""

from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine import interchange
from engine.dmn.model import Bounds, Decision, InputData, Model, Requirement, Variable
from engine.dmn.table import DecisionTable, TableParameter
from engine.feel import from_python
from engine.interchange import xml_source
from engine.interchange.layout import layout, lines_of
from engine.interchange.xml_writer import written
from engine.source import DefinitionError, EngineError, LimitExceeded, NotFound
from tests.dmn import models
from tests.dmn import tables as tables_by_hand
from tests.dmn.models import VERSIONS, decision, item, knowledge, literal, model, parameter
from tests.dmn.strategies import tables

FIRM = {"name": "Textiles", "years": 4}


def loaded(document: bytes, *others: bytes) -> interchange.DecisionModel:
    imported = [interchange.read_text(other) for other in others]
    return interchange.DecisionModel(
        interchange.read_text(document), {one.namespace: one for one in imported}
    )


def value(document: bytes, name: str, **inputs: Any) -> Any:
    return loaded(document).evaluate("decision", name, inputs).value


# -- evaluation


@pytest.mark.parametrize(
    ("kind", "name", "inputs", "expected"),
    [
        ("decision", "Offer", {"Firm": FIRM, "Amount": 600}, 50),
        ("decision", "Offer", {"Firm": {"name": "New", "years": 1}, "Amount": 600}, None),
        ("decision", "Offer", {"Rating": "good", "Amount": 1.2}, Decimal("0.1")),
        ("bkm", "Monthly rate", {"sum": 24, "months": 12}, 2),
        ("bkm", "Monthly rate", {"sum": "24", "months": 12}, None),
        ("decisionService", "Offers", {"Firm": FIRM, "Amount": 1200}, 100),
    ],
)
def test_a_model_is_evaluated(kind: str, name: str, inputs: dict[str, Any], expected: Any) -> None:
    assert loaded(models.LOAN).evaluate(kind, name, inputs).value == expected


def test_only_what_is_asked_for_is_evaluated_and_each_once() -> None:
    calls = []

    def counted(number: Any) -> Any:
        calls.append(number)
        return number

    external = (
        "function(x) external {java: {class: &quot;Count&quot;, "
        "method signature: &quot;it(double)&quot;}}"
    )
    document = model(
        decision("f", literal(external))
        + decision("one", literal("f(1)"), "decision:f")
        + decision("two", literal("f(2)"), "decision:f")
        + decision("both", literal("one + one"), "decision:one")
    )
    host = interchange.Host(registry={("Count", "it(double)"): counted})
    assert loaded(document).evaluate("decision", "both", {}, host=host).value == 2
    assert calls == [1]


def test_a_service_sees_nothing_but_its_inputs() -> None:
    document = model(
        models.given("a", "number")
        + models.given("b", "number")
        + decision("inner", literal("[a, b]"), "a", "b")
        + '<decisionService id="s" name="s"><variable name="s"/>'
        '<outputDecision href="#inner"/><inputData href="#a"/></decisionService>'
        + decision("outer", literal("[s(1), b]"), "b", "knowledge:s")
    )
    assert value(document, "outer", a=7, b=8) == [[1, None], 8]


def test_a_service_with_two_results_gives_a_context() -> None:
    document = model(
        decision("x", literal("1"))
        + decision("y", literal("2"))
        + '<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#x"/>'
        '<outputDecision href="#y"/></decisionService>'
    )
    assert loaded(document).evaluate("decisionService", "s", {}).value == {"x": 1, "y": 2}


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("number", "1", 1),
        ("number", "[1]", 1),
        ("numbers", "1", [1]),
        ("numbers", '[1, "a"]', None),
        ("number", '"1"', None),
        ("small", "3", 3),
        ("small", "30", None),
        ("smalls", "[3, 30]", None),
        ("few", "[1, 2]", [1, 2]),
        ("few", "[1, 2, 3]", None),
        ("feel:number", "1", 1),
        ("nobody", "1", 1),
        ("date and time", 'date("2026-01-01") instance of date and time', None),
    ],
)
def test_values_are_held_to_types_at_the_boundary(kind: str, text: str, expected: Any) -> None:
    limit = "<allowedValues><text>&lt; 10</text></allowedValues>"
    few = "<typeConstraint><text>count(?) &lt; 3</text></typeConstraint>"
    types = (
        item("numbers", "number", many=True)
        + item("small", "number", limit)
        + item("smalls", "number", limit, many=True)
        + item("few", "number", few, many=True)
    )
    assert value(model(types + decision("d", literal(text), kind=kind)), "d") == expected


def test_a_value_that_does_not_fit_says_so() -> None:
    outcome = loaded(model(decision("d", literal('"a"'), kind="number"))).evaluate(
        "decision", "d", {}
    )
    assert [one.message for one in outcome.warnings] == [
        "string is not of the type number, so it counts as null"
    ]


def test_a_result_of_a_table_is_held_to_the_type_of_its_output() -> None:
    written = """<decisionTable hitPolicy="COLLECT"><input><inputExpression><text>1</text>
        </inputExpression></input><output typeRef="{kind}"/><rule><inputEntry><text>-</text>
        </inputEntry><outputEntry><text>"a"</text></outputEntry></rule></decisionTable>"""
    assert value(model(decision("d", written.format(kind="string"))), "d") == ["a"]
    assert value(model(decision("d", written.format(kind="number"))), "d") is None


@pytest.mark.parametrize(
    ("logic", "said"),
    [
        ("", "the decision 'd' has no logic, so it has no value"),
        ("<literalExpression/>", "no expression stands here, so there is no value"),
        (literal(""), "no expression stands here, so there is no value"),
    ],
)
def test_a_decision_with_nothing_in_it_says_so(logic: str, said: str) -> None:
    outcome = loaded(model(decision("d", logic))).evaluate("decision", "d", {})
    assert (outcome.value, [one.message for one in outcome.warnings]) == (None, [said])


def test_a_missing_input_is_named() -> None:
    outcome = loaded(models.LOAN).evaluate("decision", "Rating", {})
    assert "model.dmn:1:" in str(outcome.warnings[0])
    assert "the input 'Firm' was not given" in [one.message for one in outcome.warnings]


def test_a_table_explains_itself_on_request() -> None:
    outcome = loaded(models.LOAN).evaluate("decision", "Offer", {"Firm": FIRM}, explain=True)
    assert [(one.table.name, one.rows) for one in outcome.tables] == [("Rating", (1,))]


def loop(tag: str, source: str, body: str, inner: str = "satisfies") -> str:
    return (
        f'<{tag} iteratorVariable="i"><in>{literal(source)}</in>'
        f"<{inner}>{literal(body)}</{inner}></{tag}>"
    )


LIST = f"<list>{literal('1')}{literal('2')}</list>"
RELATION = (
    f'<relation><column name="a"/><column name="b"/><row>{literal("1")}{literal("2")}</row>'
    "</relation>"
)


def choice(condition: str) -> str:
    return (
        f"<conditional><if>{literal(condition)}</if><then>{literal('1')}</then>"
        f"<else>{literal('2')}</else></conditional>"
    )


FUNCTION = f"<functionDefinition>{parameter('x', 'number')}{literal('x + 1')}</functionDefinition>"
CALL = (
    f"<context><contextEntry><variable name='f'/>{FUNCTION}</contextEntry>"
    f"<contextEntry>{literal('f(2)')}</contextEntry></context>"
)


@pytest.mark.parametrize(
    ("boxed", "expected"),
    [
        (LIST, [1, 2]),
        (RELATION, [{"a": 1, "b": 2}]),
        (choice("true"), 1),
        (choice("false"), 2),
        (choice("null"), 2),
        (choice("1"), None),
        (CALL, 3),
        (loop("for", "[1..3]", "i * count(partial)", "return"), [0, 2, 6]),
        (loop("some", "[1, 2]", "i = 2"), True),
        (loop("every", "[1, 2]", "i &lt; 2"), False),
        (loop("every", "[1, 2]", "i"), None),
        (loop("filter", "[{a: 1}, {a: 2}]", "a &gt; 1", "match"), [{"a": 2}]),
        (loop("filter", "[1, 2]", "item", "match"), None),
    ],
)
def test_boxed_expressions(boxed: str, expected: Any) -> None:
    assert value(model(decision("d", boxed)), "d") == expected


def test_a_condition_that_is_neither_true_nor_false_is_told() -> None:
    outcome = loaded(model(decision("d", choice("1")))).evaluate("decision", "d", {})
    assert [one.message for one in outcome.warnings] == [
        "a condition must be true or false, not number"
    ]


INVOCATION = (
    '<invocation typeRef="{}"><literalExpression><text>f</text></literalExpression>'
    '<binding><parameter name="x" typeRef="{}"/>' + literal("1") + "</binding></invocation>"
)


@pytest.mark.parametrize(
    ("invocation", "argument", "logic", "knows", "decides"),
    [
        ("string", "", "", "", ""),
        ("", "string", "", "", ""),
        ("", "", "string", "", ""),
        ("", "", "", "string", ""),
        ("", "", "", "", "string"),
        ("tText", "", "", "", ""),
        ("", "", "", "tMaker", ""),
    ],
)
def test_a_result_that_is_not_of_its_declared_type_is_null_and_told(
    invocation: str, argument: str, logic: str, knows: str, decides: str
) -> None:
    body = INVOCATION.format(invocation, argument)
    document = model(
        item("tText", "string")
        + '<itemDefinition name="tMaker"><functionItem outputTypeRef="string">'
        '<parameters name="x" typeRef="number"/></functionItem></itemDefinition>'
        + knowledge("f", parameter("x") + literal("x + 1", logic), kind=knows)
        + decision("d", body, "knowledge:f", kind=decides)
    )
    outcome = loaded(document).evaluate("decision", "d", {})
    assert outcome.value is None
    assert "number is not of the type" in str(outcome.warnings[0])


def test_knowledge_may_call_itself_but_not_for_ever() -> None:
    def document(rest: str) -> bytes:
        return model(
            knowledge("f", parameter("n", "number") + literal(rest), "knowledge:f")
            + decision("d", literal("f(5)"), "knowledge:f")
        )

    assert value(document("if n = 0 then 1 else n * f(n - 1)"), "d") == 120
    with pytest.raises(LimitExceeded):
        value(document("f(n + 1)"), "d")


# -- models that use others


B = model(
    item("tAge", "number")
    + models.given("age", "tAge")
    + decision("adult", literal("age &gt;= 18"), "age", kind="boolean")
    + knowledge("older", parameter("years", "tAge") + literal("years + 1")),
    namespace="urn:b",
)
A = model(
    '<import namespace="urn:b" name="Model B" importType="https://www.omg.org/spec/DMN/20230324/'
    'MODEL/"/>'
    + decision(
        "d",
        literal("[Model B.adult, Model B.older(1)]"),
        "decision:urn:b#adult",
        "knowledge:urn:b#older",
    )
    + decision("held", literal('"x"'), kind="Model B.tAge")
)


def test_an_imported_element_is_named_by_its_prefix() -> None:
    both = loaded(A, B)
    assert both.evaluate("decision", "d", {"age": 20}).value == [True, 2]
    assert both.evaluate("decision", "held", {}).value is None
    assert both.evaluate("decision", "Model B.adult", {"age": 2}).value is False


def test_elements_of_an_import_without_a_name_are_at_home() -> None:
    other = model(models.given("x") + decision("y", literal("x + 1"), "x"), namespace="urn:y")
    both = model(
        '<import namespace="urn:y" name="" importType="a/DMN/b"/>'
        '<import namespace="urn:b" name="" importType="a/DMN/b"/>'
        + decision("d", literal("[y, adult]"), "decision:urn:y#y", "decision:urn:b#adult")
    )
    outcome = loaded(both, other, B).evaluate("decision", "d", {"x": 1, "age": 3})
    assert outcome.value == [2, False]


def test_an_input_belongs_to_the_namespace_that_is_given() -> None:
    outcome = loaded(A, B).evaluate("decision", "d", {"age": 20}, namespaces={"age": "urn:c"})
    assert outcome.value == [None, 2]


def test_imports_are_found_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.dmn").write_bytes(A)
    (tmp_path / "b.dmn").write_bytes(B)
    (tmp_path / "broken.dmn").write_text("<not closed")
    assert interchange.load(tmp_path / "a.dmn").evaluate("decision", "d", {"age": 20}).value == [
        True,
        2,
    ]


def test_an_import_that_is_not_there_is_a_problem_and_its_values_are_null() -> None:
    alone = loaded(A)
    assert alone.evaluate("decision", "d", {}).value == [None, None]
    assert {one.code for one in alone.problems} >= {"import", "unknown-reference"}


# -- what is refused


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not well-formed"),
        (b"<definitions", "not well-formed"),
        (b"<html/>", "not a DMN model"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>', "DOCTYPE"),
        (b'<!DOCTYPE d SYSTEM "http://example.org/d.dtd"><d/>', "DOCTYPE"),
        (b"<a>&undefined;</a>", "not well-formed"),
        (b"<a>" * 300 + b"</a>" * 300, "too deep"),
        (b"<a>" + b"<b/>" * 200_001 + b"</a>", "too many"),
        (b"x" * 5_000_001, "not read"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "encoding"),
        (
            model(decision("a", '<decisionTable hitPolicy="UNIQE"/>')),
            "no hit policy 'UNIQE'; did you mean 'UNIQUE'?",
        ),
        (
            model(decision("a", "<decisionTable><rule><inputEntry/></rule></decisionTable>")),
            "1 tests and 0 results",
        ),
        (model(decision("a", "") + decision("a", "")), "two elements have the id 'a'"),
    ],
)
def test_a_document_that_cannot_be_used_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(DefinitionError, match=r".") as refused:
        interchange.read_text(content)
    assert said in str(refused.value)


def test_a_problem_has_its_place_in_the_file() -> None:
    document = model(decision("a", "\n\n  <decisionTable hitPolicy='x'/>"))
    with pytest.raises(DefinitionError) as refused:
        interchange.read_text(document, "rules.dmn")
    assert str(refused.value.problems[0].span) == "rules.dmn:3:3"


def test_a_text_that_is_not_feel_is_null_with_its_place() -> None:
    document = model(decision("a", "<literalExpression><text>\n  1 +</text></literalExpression>"))
    ready = loaded(document)
    outcome = ready.evaluate("decision", "a", {})
    assert outcome.value is None
    assert str(outcome.warnings[0].span).startswith("model.dmn:2:")
    assert [one.code for one in ready.problems] == ["syntax"]


def test_decisions_in_a_circle_are_refused() -> None:
    document = model(
        decision("a", literal("b"), "decision:b") + decision("b", literal("a"), "decision:a")
    )
    with pytest.raises(DefinitionError, match="a -> b -> a"):
        loaded(document)


def test_models_that_import_each_other_are_refused() -> None:
    one = model('<import namespace="urn:b" name="b" importType="x/DMN/"/>', "urn:a")
    two = model('<import namespace="urn:a" name="a" importType="x/DMN/"/>', "urn:b")
    with pytest.raises(DefinitionError, match="circle"):
        loaded(one, two)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFound, match="did you mean 'Offer'"):
        loaded(models.LOAN).evaluate("decision", "Ofer", {})


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_is_read(version: str) -> None:
    assert value(model(decision("d", literal("1 + 1")), version=version), "d") == 2


# -- written and read again


def test_a_model_comes_back_as_it_was(golden: Any) -> None:
    first = interchange.read_text(models.LOAN)
    text = interchange.write(first)
    assert interchange.read_text(text.encode()) == first
    assert interchange.write(interchange.read_text(text.encode())) == text
    golden("loan.dmn", text)


def test_coordinates_that_came_with_a_model_stay() -> None:
    first = interchange.read_text(interchange.write(interchange.read_text(models.LOAN)).encode())
    assert first.diagram is not None
    moved = {**first.diagram.shapes, "Firm": Bounds(900, 900, 100, 50)}
    again = interchange.read_text(
        interchange.write(replace(first, diagram=replace(first.diagram, shapes=moved))).encode()
    )
    assert again.diagram is not None
    assert again.diagram.shapes == moved


def test_newer_elements_are_written_as_dmn_1_5() -> None:
    late = f"<filter><in>{literal('[1]')}</in><match>{literal('true')}</match></filter>"
    text = interchange.write(interchange.read_text(model(decision("d", late))))
    assert VERSIONS["1.5"] in text
    assert VERSIONS["1.3"] in interchange.write(interchange.read_text(models.LOAN))


def test_a_character_that_xml_cannot_hold_is_refused() -> None:
    broken = Model("urn:x", "a\x00b", ())
    with pytest.raises(DefinitionError, match=r"U\+0000"):
        interchange.write(broken)


# -- the drawing


@st.composite
def graphs(draw: st.DrawFn) -> Model:
    """Return models of decisions that need earlier ones."""
    count = draw(st.integers(0, 12))
    elements: list[Any] = []
    for at in range(count):
        needs = draw(st.sets(st.integers(0, at - 1), max_size=4)) if at else set()
        requirements = tuple(
            Requirement("decision", ("urn:g", f"e{one}"), f"r{at}_{one}") for one in sorted(needs)
        )
        name = f"e{at}"
        elements.append(
            Decision(name, Variable(name), requirements=requirements)
            if needs
            else InputData(name, Variable(name))
        )
    return Model("urn:g", "Graph", tuple(elements))


@given(graphs())
@settings(max_examples=50, deadline=None)
def test_shapes_do_not_overlap_and_lines_pass_between_them(drawn: Model) -> None:
    found = layout(drawn)
    assert found.shapes.keys() == {one.id for one in drawn}
    for a, b in combinations(found.shapes.values(), 2):
        assert a.x + a.width <= b.x or b.x + b.width <= a.x or _above(a, b) or _above(b, a)
    for line, start, end in lines_of(drawn):
        others = [box for name, box in found.shapes.items() if name not in {start, end}]
        for (x1, y1), (x2, y2) in pairwise(found.lines[line]):
            for share in range(1, 20):
                x, y = x1 + (x2 - x1) * share / 20, y1 + (y2 - y1) * share / 20
                assert not any(_inside(box, x, y) for box in others)


def _above(a: Bounds, b: Bounds) -> bool:
    return a.y + a.height <= b.y


def _inside(box: Bounds, x: float, y: float) -> bool:
    return box.x < x < box.x + box.width and box.y < y < box.y + box.height


# -- any input


_TAGS = st.sampled_from(
    """
    definitions decision inputData variable literalExpression text context contextEntry
    decisionTable input output rule inputEntry outputEntry inputExpression invocation binding
    parameter relation column row list functionDefinition formalParameter itemDefinition typeRef
    itemComponent allowedValues informationRequirement requiredDecision requiredInput
    businessKnowledgeModel encapsulatedLogic decisionService outputDecision import for in return
    filter match DMNDI DMNDiagram DMNShape Bounds
    """.split()  # noqa: SIM905  # a list of fifty strings is harder to read
)
_KEYS = st.sampled_from(
    """
    id name href typeRef hitPolicy aggregation isCollection namespace kind x width
    iteratorVariable dmnElementRef importType
    """.split()  # noqa: SIM905  # as above
)
_WORDS = ["", "a", "b", "#a", "#b", "number", "urn:test#a", "UNIQUE", "SUM", "true", "1e9999"]
_ATTRIBUTES = st.dictionaries(_KEYS, st.sampled_from(_WORDS), max_size=3)
_TEXTS = st.sampled_from(["", "1", "a + b", "a(", "- ", "[1..", '"', "@", "for", "?"])


def _xml(tag: str, attributes: dict[str, str], inside: str) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{tag}{written}>{inside}</{tag}>"


_TREES = st.recursive(
    st.builds(_xml, _TAGS, _ATTRIBUTES, _TEXTS),
    lambda inner: st.builds(_xml, _TAGS, _ATTRIBUTES, st.lists(inner, max_size=4).map("".join)),
    max_leaves=25,
)


@given(st.lists(_TREES, max_size=5).map("".join))
@settings(max_examples=100, deadline=None)
def test_no_model_brings_an_exception_that_is_not_ours(body: str) -> None:
    try:
        ready = loaded(model(body))
        done = written(ready.model)
        again = interchange.read_text(done.text.encode())
        assert again == ready.model or done.dropped  # an id that XML does not allow comes mended
        assert not written(again).dropped
        assert ready.problems is not None
        for name in ready.names():
            ready.evaluate("decision", name, {"a": 1})
    except EngineError:
        pass


@given(st.binary(max_size=200))
def test_no_bytes_bring_an_exception_that_is_not_ours(content: bytes) -> None:
    with pytest.raises(DefinitionError):
        xml_source.read_bytes("x", b"<<" + content)


# -- a table as a model


@given(tables())
@settings(max_examples=60, deadline=None)
def test_a_table_comes_back_from_xml_as_it_was(table: DecisionTable) -> None:
    values = [one.value for one in table.parameters]
    for example in table.examples:
        values += [*example.given.values(), *example.expect.values()]
    assume(from_python(values) == values)  # no number has more digits than FEEL keeps
    text = interchange.write(interchange.as_model(table))
    assert interchange.table_in(interchange.read_text(text.encode())) == table


def test_a_table_with_parameters_decides_the_same_as_a_model() -> None:
    written = tables_by_hand.table(
        "n: number => out: string",
        "< limit => 'small'",
        ">= limit => 'large'",
        parameters=(TableParameter("limit", 10),),
    )
    ready = loaded(interchange.write(interchange.as_model(written)).encode())
    assert [ready.evaluate("decision", "t", {"n": n}).value for n in (3, 30)] == ["small", "large"]


def test_a_model_without_that_table_says_which_it_has() -> None:
    with pytest.raises(NotFound, match="the model has: Rating; did you mean 'Rating'"):
        interchange.table_in(interchange.read_text(models.LOAN), "Ratings")
