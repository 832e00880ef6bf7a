"""The papers as an office finds them: every hint works, every fact can be recorded, packs count."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from engine.cli.main import consort
from engine.definitions.library import Library, default_folders
from engine.definitions.workflow import Field, FieldKind, RecordType, Workflow
from engine.documents import Fact, contract
from engine.documents.contract import paths
from engine.documents.filters import FILTERS, FUNCTIONS
from engine.language import in_language
from engine.workbench.made import MADE
from engine.workbench.recorded import RECORDED
from engine.workbench.rendering import templates_of

DOCS = Path(__file__).parent.parent / "docs"
LIBRARY = Library(default_folders())
SHELF = templates_of(LIBRARY)
NETWORK = LIBRARY.workflow("unido.export_network")
PLANS: tuple[Workflow, ...] = (NETWORK, *LIBRARY.projects().values())
GIVEN = re.compile(r"(?<![.\w])(\w+)=")


def kept_in(hint: str) -> list[RecordType]:
    """Return the record types that a hint can mean: of the network, or of kinds of project."""
    found = RECORDED.match(hint)
    plans = PLANS[1:] if "--project" in hint else PLANS[:1]
    return [one.records[found[1]] for one in plans if found and found[1] in one.records]


def hints(document: str) -> Iterator[tuple[str, Fact]]:
    for _path, fact in paths(contract(SHELF, document).facts):
        if fact.record:
            yield fact.record, fact


@pytest.mark.parametrize("document", SHELF.documents())
def test_every_hint_of_a_document_is_a_command_that_can_be_given(document: str) -> None:
    wrong = []
    for hint, _fact in hints(document):
        kinds = kept_in(hint)
        if RECORDED.match(hint) and not kinds:
            wrong.append(f"no plan keeps such records: {hint}")
        fields = {name for kind in kinds for name in kind.fields}
        named = set(GIVEN.findall(hint)) - {"FIELD"}
        wrong += [f"{hint}: no field {name!r}" for name in sorted(named - fields) if kinds]
    assert sorted(set(wrong)) == []


@pytest.mark.parametrize("document", SHELF.documents())
def test_every_hint_names_a_command_and_options_that_exist(document: str) -> None:
    hinted = {hint for hint, _fact in hints(document) if hint.startswith("consort ")}
    assert {hint: fault for hint in sorted(hinted) if (fault := _fault(hint))} == {}


def _fault(hint: str) -> str:
    """Return what the command line would not take of a hint."""
    group: click.Command = consort
    words = hint.split("(", maxsplit=1)[0].split()[1:]
    context = click.Context(group)
    while isinstance(group, click.Group):
        name = words.pop(0)
        found = group.get_command(context, name)
        if found is None:
            return f"no command {name!r}"
        group = found
    options = {name for one in group.params for name in one.opts if name.startswith("--")}
    wrong = [word for word in words if word.startswith("--") and word not in options]
    if "tick" in hint and words[1] not in NETWORK.tasks:
        wrong.append(words[1])
    return ", ".join(wrong)


@pytest.mark.parametrize("document", SHELF.documents())
def test_every_fact_of_a_document_can_be_recorded(document: str) -> None:
    unfed = []
    for name, fact in contract(SHELF, document).facts.items():
        if name in MADE:
            continue
        kinds = kept_in(fact.record)
        known = {field for kind in kinds for field in kind.fields}
        wanted = set(fact.fields) if fact.fields else {name} if fact.type != "list" else set()
        unfed += [f"{name}.{field}" for field in sorted(wanted - known) if kinds]
        unfed += [f"{name}: nothing records it" for _ in [1] if not fact.record]
    assert unfed == []


@pytest.mark.parametrize("document", SHELF.documents())
def test_every_fact_of_a_document_has_the_type_its_record_keeps(document: str) -> None:
    wrong = []
    for name, fact in contract(SHELF, document).facts.items():
        hints = {inner.record for inner in fact.fields.values()} | {fact.record}
        kinds = [kind for hint in hints for kind in kept_in(_registered(hint))]
        for inner in fact.fields.values():
            kept = [kind.fields[inner.name] for kind in kinds if inner.name in kind.fields]
            wrong += [f"{name}.{inner.name}" for one in kept if not _fits(inner, one)]
    assert sorted(set(wrong)) == []


def _registered(hint: str) -> str:
    """Return the record that ``member add`` fills in as the record it is."""
    return hint.replace("consort member add NETWORK FIRM", "consort record NETWORK registration")


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
        given = {"network", "today", "version"}
        asked = [f"`{n}`" for n, f in agreed.facts.items() if not f.optional and n not in given]
        title = in_language(agreed.title, "en")
        assert f"| `{document}` | {title} | {', '.join(asked) or 'nothing'} |" in page


def test_the_how_to_tells_every_filter_and_function_of_templates() -> None:
    page = (DOCS / "how-to-add-a-template.md").read_text(encoding="utf-8")
    own = {*FILTERS, *FUNCTIONS} - {"md", "yaml"}
    assert {name for name in own if not re.search(rf"\b{name}\b", page)} == set()
