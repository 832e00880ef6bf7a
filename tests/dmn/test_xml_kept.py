"""What a model has no field for comes back when it is written, and all that is written is valid."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from engine import interchange
from engine.definitions.library import Library, default_folders
from engine.dmn.model import Bounds
from engine.dmn.table import TableParameter
from engine.feel import from_python
from engine.interchange.xml_writer import written
from tests.dmn import models
from tests.dmn.models import decision, literal, model
from tests.dmn.tables import table

SHARED = Path(__file__).parents[3] / "shared"
SCHEMAS = SHARED / "dmn-xsd"
FOREIGN = SHARED / "dmn-foreign"
VENDOR = (
    b'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="Test"'
    b' xmlns:camunda="http://camunda.org/schema/1.0/dmn" xmlns:dmndi="https://www.omg.org/spec/DMN/'
    b'20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:bioc='
    b'"http://bpmn.io/schema/bpmn/biocolor/1.0" namespace="urn:test" exporter="Modeler">'
    b'<decision id="a" name="a" camunda:historyTimeToLive="P5D"><extensionElements>'
    b'<camunda:note kind="x">by <camunda:who>Ana</camunda:who></camunda:note></extensionElements>'
    b'<variable id="v" name="a"/><decisionOwner href="#unit"/><decisionTable id="t">'
    b'<input id="i" label="Age" camunda:inputVariable="age"><inputExpression id="e"><text>1</text>'
    b'</inputExpression></input><output id="o" label="Result in %" name="r"/><rule id="r1">'
    b'<inputEntry id="c" camunda:mark="1"><text>1</text></inputEntry><outputEntry id="u"><text>2'
    b'</text></outputEntry></rule></decisionTable></decision><organizationUnit id="unit" name="HQ"'
    b'/><dmndi:DMNDI><dmndi:DMNDiagram id="one" name="First"><dmndi:DMNShape id="s" bioc:fill="red"'
    b' dmnElementRef="a"><dc:Bounds x="1" y="2" width="3" height="4"/></dmndi:DMNShape>'
    b'</dmndi:DMNDiagram><dmndi:DMNDiagram id="two" name="Second"/></dmndi:DMNDI></definitions>'
)


@pytest.mark.parametrize(
    "kept",
    [
        'exporter="Modeler"',
        'camunda:historyTimeToLive="P5D"',
        '<camunda:note kind="x">by',
        "<camunda:who>Ana</camunda:who>",
        '<decisionOwner href="#unit"',
        '<organizationUnit id="unit" name="HQ"',
        'label="Result in %"',
        'camunda:inputVariable="age"',
        'camunda:mark="1"',
        'bioc:fill="red"',
        'name="Second"',
        'xmlns:camunda="http://camunda.org/schema/1.0/dmn"',
    ],
)
def test_what_others_wrote_comes_back(kept: str) -> None:
    assert kept in interchange.write(interchange.read_text(VENDOR))


def test_it_comes_back_again_and_again() -> None:
    once = interchange.write(interchange.read_text(VENDOR))
    assert interchange.write(interchange.read_text(once.encode())) == once


def test_what_cannot_stand_in_the_xml_is_told() -> None:
    body = decision("a", '<x:odd xmlns:x="urn:x"/>' + literal("1"))
    text, dropped = written(interchange.read_text(model(body)))
    assert [one.message for one in dropped] == ["'odd' cannot be kept when the model is written"]
    assert "odd" not in text


def test_a_drawing_that_no_longer_holds_is_made_anew() -> None:
    first = interchange.read_text(VENDOR)
    assert first.diagram is not None
    moved = replace(first.diagram, shapes={"a": Bounds(9, 9, 9, 9)})
    text = interchange.write(replace(first, diagram=moved))
    assert 'name="Second"' not in text
    without = interchange.write(replace(first, elements=()))
    assert 'dmnElementRef="a"' not in without


# -- parameters of a table of ours


def test_parameters_are_decisions_that_editors_show_and_may_change() -> None:
    ours = table("x: number => y", "< limit => 1", parameters=(TableParameter("limit", 12),))
    text = interchange.write(interchange.as_model(ours))
    assert "<context" not in text
    assert interchange.table_in(interchange.read_text(text.encode())).parameters == ours.parameters
    changed = interchange.read_text(text.replace("<text>12</text>", "<text>20</text>").encode())
    assert interchange.table_in(changed).parameters[0].value == 20


@pytest.mark.parametrize(("x", "value"), [(11, 1), (12, None)])
def test_another_engine_knows_the_parameters_too(x: int, value: object) -> None:
    ours = table("x: number => y", "< limit => 1", parameters=(TableParameter("limit", 12),))
    read = interchange.read_text(interchange.write(interchange.as_model(ours)).encode())
    plain = interchange.DecisionModel(read)
    assert plain.evaluate("decision", "t", {"x": x}).value == value
    assert plain.evaluate("decision", "limit", {}).value == from_python(12)


# -- the schemas of the standard


def _schemas() -> dict[str, etree.XMLSchema]:
    files = {"20191111": "DMN13.xsd", "20230324": "DMN15.xsd"}
    return {key: etree.XMLSchema(etree.parse(SCHEMAS / name)) for key, name in files.items()}


def _texts() -> Iterator[tuple[str, str]]:
    for name, document in (("loan", models.LOAN), ("vendor", VENDOR)):
        yield name, interchange.write(interchange.read_text(document))
    library = Library(default_folders())
    for source in library.sources("decision"):
        yield source.decision, interchange.write(interchange.as_model(library.decision(source.id)))
    for path in sorted(FOREIGN.rglob("*.dmn")):
        if not any(path.name.endswith(name) for name in WITHOUT_OUTPUT):
            yield path.name, interchange.write(interchange.read(path))


WITHOUT_OUTPUT = ("no-output.dmn", "one-input.dmn", "replace~replace.dmn")
"""Foreign models with a table that has no output, which the standard does not allow."""


@pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the schemas of the standard are not beside the repository"
)
def test_all_that_is_written_is_valid() -> None:
    schemas = _schemas()
    wrong = []
    for name, text in _texts():
        document = etree.fromstring(text.encode())
        version = etree.QName(document).namespace.split("/")[-3]
        if not schemas[version].validate(document):
            wrong.append((name, str(schemas[version].error_log.last_error)))
    assert wrong == []


STRANGE_IDS = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="1st model"
 name="m" namespace="urn:m"><inputData id="the age" name="age"><variable id="v 1" name="age"/>
</inputData><inputData id="the_age" name="other"><variable id="v2" name="other"/></inputData>
<decision id="7" name="d"><variable id="v:3" name="d"/>
<informationRequirement id="r 1"><requiredInput href="#the age"/></informationRequirement>
<informationRequirement id="r_1"><requiredInput href="#the_age"/></informationRequirement>
<literalExpression id="e"><text>age + other</text></literalExpression></decision></definitions>"""


def test_ids_that_xml_does_not_allow_are_mended_wherever_they_are_named() -> None:
    done = written(interchange.read_text(STRANGE_IDS))
    again = interchange.read_text(done.text.encode())
    model = interchange.DecisionModel(again)
    assert model.evaluate("decision", "d", {"age": 2, "other": 3}).value == from_python(5)
    assert len(set(re.findall(r'\bid="([^"]*)"', done.text))) == done.text.count(' id="')
    told = [str(one) for one in done.dropped]
    assert "the id 'the age' cannot be one in XML; it is written as 'the_age_2'" in told
    assert "the id '7' cannot be one in XML; it is written as '_7'" in told
    assert "the id 'v:3' cannot be one in XML; it is written as 'v_3'" in told


@pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the schemas of the standard are not beside the repository"
)
def test_a_model_with_mended_ids_is_valid() -> None:
    schema = _schemas()["20191111"]
    text = interchange.write(interchange.read_text(STRANGE_IDS))
    assert schema.validate(etree.fromstring(text.encode())), schema.error_log.last_error
    assert not schema.validate(etree.fromstring(STRANGE_IDS))


def test_ids_that_fit_stay() -> None:
    assert not written(interchange.read_text(models.LOAN)).dropped
