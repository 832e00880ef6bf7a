"""The papers as an office finds them: every hint works, every fact can be recorded, packs count."""

import re
from pathlib import Path

import pytest

from engine.cli.command_lines import FORMS
from engine.definitions.library import Library, default_folders
from engine.definitions.table_json import table_of
from engine.definitions.workflow import Field, FieldKind, Kind, RecordType, Workflow
from engine.documents import Fact, contract
from engine.documents.contract import paths
from engine.documents.filters import FILTERS, FUNCTIONS
from engine.language import in_language
from engine.method_facts.keeping import DONE_BY, Keeping
from engine.method_facts.made import MADE
from engine.possible import TargetKind
from engine.runtime.matters import OF_EVERY_MATTER, TABLE
from engine.workbench.rendering import templates_of

DOCS = Path(__file__).parent.parent / "docs"
GIVEN = {"today", "version"}
"""Facts that whoever renders gives."""

LIBRARY = Library(default_folders())
SHELF = templates_of(LIBRARY)
NETWORK = LIBRARY.workflow("unido.export_network")
PLANS: tuple[Workflow, ...] = (NETWORK, *LIBRARY.projects().values())


def kinds_of(keeping: Keeping) -> list[RecordType]:
    """Return the record types meant: of the network, or of the kinds of project that have it."""
    plans = PLANS[1:] if keeping.scope is Kind.PROJECT else PLANS[:1]
    return [plan.records[keeping.kept_in] for plan in plans if keeping.kept_in in plan.records]


def facts_of(document: str) -> dict[str, Fact]:
    return dict(contract(SHELF, document).facts)


@pytest.mark.parametrize("document", SHELF.documents())
def test_every_record_a_fact_is_kept_in_is_kept_by_a_plan(document: str) -> None:
    nowhere = {
        path: fact.keeping
        for path, fact in paths(facts_of(document))
        if fact.keeping.kept_in and not kinds_of(fact.keeping)
    }
    assert nowhere == {}


@pytest.mark.parametrize("document", SHELF.documents())
def test_every_fact_of_a_document_can_be_recorded(document: str) -> None:
    unfed = []
    for name, fact in facts_of(document).items():
        if name in MADE or name in GIVEN:
            continue
        kinds = kinds_of(fact.keeping)
        known = {field for kind in kinds for field in kind.fields}
        wanted = set(fact.fields) if fact.fields else {name} if fact.type != "list" else set()
        unfed += [f"{name}.{field}" for field in sorted(wanted - known) if kinds]
        unfed += [f"{name}: nothing records it" for _ in [1] if fact.keeping == Keeping()]
    assert unfed == []


@pytest.mark.parametrize("document", SHELF.documents())
def test_every_fact_of_a_document_has_the_type_its_record_keeps(document: str) -> None:
    wrong = []
    for name, fact in facts_of(document).items():
        around = kinds_of(fact.keeping)
        for inner in fact.fields.values():
            kinds = kinds_of(inner.keeping) or around
            kept = [kind.fields[inner.name] for kind in kinds if inner.name in kind.fields]
            wrong += [f"{name}.{inner.name}" for one in kept if not _fits(inner, one)]
    assert sorted(set(wrong)) == []


@pytest.mark.parametrize("done_by", DONE_BY)
def test_whatever_brings_a_fact_about_is_a_command(done_by: str) -> None:
    kind, _dot, verb = done_by.partition(".")
    assert (TargetKind(kind), verb) in FORMS


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
def test_every_fact_an_objection_names_is_one_of_its_document(language: str) -> None:
    text = SHELF.text(f"catalogue/{language}.md.j2").body
    named = re.findall(r"objection\(.*, \"(\w+)\", firm=", text)
    assert len(named) == text.count("objection(") == 7
    assert set(named) <= facts_of("catalogue").keys()


def _fits(fact: Fact, kept: Field) -> bool:
    if kept.many:
        return fact.type == "list"
    number = fact.type in {"number", "money", "percent"}
    match kept.kind:
        case FieldKind.NUMBER | FieldKind.MONEY:
            return number or fact.type == "text"
        case FieldKind.DATE | FieldKind.PICTURE:
            return fact.type == str(kept.kind)
        case FieldKind.YES_NO:
            return fact.type in {"truth", "text"}
        case _:
            return not number and fact.type not in {"date", "picture", "list"}


def test_a_country_pack_counts_before_the_shipped_text_and_after_the_organisation(
    tmp_path: Path,
) -> None:
    own = tmp_path / "own"
    pack = own / "templates" / "countries" / "ma" / "statutes"
    pack.mkdir(parents=True)
    (pack / "en.md.j2").write_text('{% extends "core/statutes/en.md.j2" %}', encoding="utf-8")
    library = Library((own, *default_folders()))
    in_morocco, elsewhere = templates_of(library, "MA"), templates_of(library, "PE")
    assert in_morocco.find("statutes/en.md.j2") == pack / "en.md.j2"
    assert elsewhere.find("statutes/en.md.j2") == SHELF.find("statutes/en.md.j2")
    (own / "templates" / "statutes").mkdir()
    (own / "templates" / "statutes" / "en.md.j2").write_text("mine", encoding="utf-8")
    assert templates_of(library, "MA").find("statutes/en.md.j2") != pack / "en.md.j2"


def test_a_country_code_that_is_a_path_opens_no_folder() -> None:
    assert templates_of(LIBRARY, "../style") == SHELF


def test_the_reference_lists_every_document_with_what_it_asks_for() -> None:
    page = (DOCS / "reference" / "documents.md").read_text(encoding="utf-8")
    for document in SHELF.documents():
        agreed = contract(SHELF, document)
        given = {"network", *GIVEN}
        asked = [f"`{n}`" for n, f in agreed.facts.items() if not f.optional and n not in given]
        title = in_language(agreed.title, "en")
        assert f"| `{document}` | {title} | {', '.join(asked) or 'nothing'} |" in page


def test_the_how_to_tells_every_filter_and_function_of_templates() -> None:
    page = (DOCS / "how-to-add-a-template.md").read_text(encoding="utf-8")
    own = {*FILTERS, *FUNCTIONS} - {"md", "yaml"}
    assert {name for name in own if not re.search(rf"\b{name}\b", page)} == set()


def test_the_statutes_say_every_value_that_rules_of_decisions_take_from_a_text() -> None:
    agreed = contract(SHELF, "statutes")
    table = table_of(NETWORK.tables[TABLE])
    named = {
        row.results[at].text.strip('"')
        for at, output in enumerate(table.outputs)
        for row in table.rows
        if output.name.startswith("text_")
    }
    assert named - {"null"} | {*OF_EVERY_MATTER.values()} <= agreed.values.keys()
    assert agreed.clauses.keys() <= agreed.values.keys()
    assert {"changes_percent", "exclusion_percent", "majority_percent"} <= agreed.clauses.keys()
