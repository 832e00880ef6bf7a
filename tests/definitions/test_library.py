"""A library of folders: what is nearer counts, and asking for one thing reads no other."""

from pathlib import Path

import pytest

from engine.definitions.check import check
from engine.definitions.library import Library, default_folders, shipped_folder
from engine.definitions.reading.table_yaml import load_table
from engine.interchange import as_model, write
from engine.source import DefinitionError, NotFound

PLAN = """\
format: consort/1
id: test.plan
version: {version}
kind: network
title: {title}
uses: [test.measures]
phases:
  first:
    title: First
    complete:
      enough: {{say: Enough firms, when: firms > 2}}
"""
MEASURES = """\
format: consort/1
id: test.measures
kind: measures
title: Measures
measures:
  firms: {value: count(members)}
examples:
  - {given: {members: [{id: a}]}, expect: {firms: 1}}
"""


def _folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        file = path / name.replace("__", "/")
        file = file.with_suffix(".yaml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    plan = PLAN.format(version="1.4.0", title="Shipped")
    return _folder(tmp_path / "shipped", workflows__plan=plan, rules__measures=MEASURES)


def test_the_nearer_of_two_files_with_one_id_counts(shipped: Path, tmp_path: Path) -> None:
    own = _folder(tmp_path / "own", workflows__plan=PLAN.format(version="2.0.0", title="Own"))
    assert Library((own, shipped)).workflow("test.plan").title == "Own"
    assert Library((shipped,)).workflow("test.plan").title == "Shipped"


def test_a_file_may_extend_the_shipped_one_of_its_own_id(shipped: Path, tmp_path: Path) -> None:
    layer = "format: consort/1\nid: test.plan\nversion: 1.4.1\nextends: test.plan@1\ntitle: Ours\n"
    own = _folder(tmp_path / "own", workflows__any_name=layer)
    library = Library((own, shipped))
    plan = library.workflow("test.plan")
    assert (plan.title, plan.version, list(plan.criteria)) == ("Ours", "1.4.1", ["enough"])
    told = library.layers_of("test.plan", "title")
    assert [f"{one.span} {one.text}" for one in told] == [
        "workflows/plan.yaml:5:8 Shipped",
        "own/workflows/any_name.yaml:5:8 Ours",
    ]


def test_rules_can_be_extended_like_workflows(shipped: Path, tmp_path: Path) -> None:
    layer = (
        "format: consort/1\nid: test.measures\nextends: test.measures\n"
        "measures: {firms: {value: '2 * count(members)'}}\n"
        "examples: [{given: {members: [{id: a}]}, expect: {firms: 2}}]\n"
    )
    own = _folder(tmp_path / "own", rules__measures=layer)
    library = Library((own, shipped))
    firms = library.workflow("test.plan").measures["firms"]
    assert firms.value.text == "2 * count(members)"
    assert str(firms.value.place) == "own/rules/measures.yaml:4:28"
    report = check([own], library)
    assert (report.problems, report.examples) == ((), 1)


def test_asking_for_one_definition_reads_no_other(shipped: Path) -> None:
    _folder(shipped, workflows__broken="format: consort/1\nid: test.broken\nkind: network\n: [")
    library = Library((shipped,))
    assert library.workflow("test.plan").title == "Shipped"
    with pytest.raises(DefinitionError, match=r"workflows/broken.yaml:4"):
        library.workflow("test.broken")


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        ("workflow", "the library has no definition 'test.plam'; did you mean 'test.plan'?"),
        ("rules", "the library has no definition 'test.plam'; did you mean 'test.plan'?"),
        ("decision", "there is no decision 'test.plam'"),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest(ask: str, sentence: str, shipped: Path) -> None:
    with pytest.raises(NotFound) as error:
        getattr(Library((shipped,)), ask)("test.plam")
    assert str(error.value) == sentence


def test_folders_of_a_kind_come_nearest_first(shipped: Path, tmp_path: Path) -> None:
    for name in ("own", "shipped"):
        (tmp_path / name / "templates").mkdir(parents=True)
    library = Library((tmp_path / "own", shipped))
    assert library.folder("templates") == tmp_path / "own" / "templates"
    assert library.folders_of("templates") == (
        tmp_path / "own" / "templates",
        shipped / "templates",
    )
    assert library.folder("workflows") == shipped / "workflows"
    with pytest.raises(NotFound, match="there is no folder 'stories' in"):
        library.folder("stories")


def test_the_shipped_folder_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert default_folders() == (shipped_folder(),)
    (tmp_path / "workflows").mkdir()
    assert default_folders() == (tmp_path, shipped_folder())
    monkeypatch.chdir(shipped_folder())
    assert default_folders() == (shipped_folder(),)


def test_a_path_that_leads_nowhere_is_told(shipped: Path) -> None:
    with pytest.raises(NotFound, match="there is no file or folder nowhere"):
        check([Path("nowhere")], Library((shipped,)))


def test_what_uses_broken_rules_is_not_blamed_for_their_names(
    shipped: Path, tmp_path: Path
) -> None:
    own = _folder(tmp_path / "own", rules__measures=MEASURES.replace("count(members)", "count("))
    with pytest.raises(DefinitionError) as error:
        Library((own, shipped)).workflow("test.plan")
    assert [str(problem) for problem in error.value.problems] == [
        "own/rules/measures.yaml:6:24: the formula ends too early; expected a value"
    ]


def test_a_decision_table_may_stand_in_a_dmn_file(shipped: Path, tmp_path: Path) -> None:
    table = (
        "format: consort/1\nid: test.fee\ndecision: fee\nhit: first\n"
        "inputs: {size: {type: number}}\noutputs: {fee: {type: number}}\n"
        "rows: [{if: {size: < 10}, then: {fee: 5}}, {then: {fee: 8}}]\n"
        "examples: [{given: {size: 3}, expect: {fee: 5}}]\n"
    )
    plan = PLAN.format(version="1.0.0", title="Fees").replace("[test.measures]", "[test.fee]")
    plan = plan.replace("firms > 2", "'fee(size: count(members)) > 5'")
    own = _folder(tmp_path / "own", workflows__plan=plan, rules__unused=MEASURES)
    (own / "rules" / "fee.dmn").write_text(write(as_model(load_table(table))), encoding="utf-8")
    library = Library((own, shipped))
    assert library.decision("fee") == library.rules("test.fee")
    assert list(library.workflow("test.plan").tables) == ["fee"]
    report = check([own], library)
    assert ([str(one) for one in report.problems], report.files, report.examples) == ([], 3, 2)


def test_nothing_can_extend_a_dmn_file(shipped: Path, tmp_path: Path) -> None:
    model = '<definitions><decision name="a"><decisionTable id="test.a"/></decision></definitions>'
    layer = "format: consort/1\nid: test.b\nextends: test.a\n"
    own = _folder(tmp_path / "own", rules__b=layer)
    (own / "rules" / "a.dmn").write_text(model, encoding="utf-8")
    library = Library((own, shipped))
    assert library.index["test.a"][0].decision == "a"
    with pytest.raises(DefinitionError, match=r"b.yaml:3:10: the library has no definition"):
        library.rules("test.b")


def test_a_folder_named_like_a_definition_is_passed_by(shipped: Path) -> None:
    (shipped / "rules" / "old.yaml").mkdir()
    assert Library((shipped,)).workflow("test.plan").title == "Shipped"


def test_a_file_that_cannot_be_read_is_told(shipped: Path) -> None:
    with pytest.raises(NotFound, match=r"cannot read .*gone.yaml: No such file"):
        Library((shipped,), files=(shipped / "gone.yaml",)).workflow("test.plan")


def test_rules_are_no_workflow(shipped: Path) -> None:
    with pytest.raises(NotFound, match=r"^'test.measures' is no workflow"):
        Library((shipped,)).workflow("test.measures")
