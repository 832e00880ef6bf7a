"""The catalogues: what people read, in every language that is spoken here.

``make words`` finds the sentences, brings every .po up to date and compiles it.
"""

import ast
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from engine.case.lifecycle import LIFECYCLES
from engine.case.messages import EVENTS
from engine.case.voting import WAYS
from engine.case.words import SAID, WISHED, said, wished
from engine.definitions.library import Library, default_folders
from engine.language import CATALOGUES, DOMAIN, speak
from engine.runtime.assess import Verdict

LANGUAGES = sorted(path.parent.parent.name for path in CATALOGUES.glob(f"*/*/{DOMAIN}.po"))
STATES = {state for one in LIFECYCLES.values() for state in one.states}
VERBS = {move.verb for one in LIFECYCLES.values() for move in one.moves}
ANSWERS = {"ready", "ready_with_conditions", "not_ready", "green", "amber", "red", "override"}


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name if path.suffix == ".po" else None)


def _po(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _texts(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the source sentences of a message and its translations, plural forms and all."""
    given, said_so = message.id, message.string
    return (
        (given,) if isinstance(given, str) else tuple(given),
        (said_so,) if isinstance(said_so, str) else tuple(said_so or ()),
    )


def _holes(text: str) -> set[tuple[str, str]]:
    found = Formatter().parse(text)
    return {
        (name, conversion or "")
        for _text, name, _spec, conversion in found
        if name and name.isidentifier()
    }


def _messages(language: str) -> Iterator[Message]:
    return (message for message in _catalogue(_po(language)) if message.id)


def test_no_sentence_hides_from_the_list_in_a_formatted_string() -> None:
    sources = CATALOGUES.parent.rglob("*.py")
    hidden = [
        f"{source.name}:{node.lineno}"
        for source in sources
        for outer in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(outer, ast.JoinedStr)
        for node in ast.walk(outer)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
    ]
    assert hidden == []


def _extracted() -> set[tuple[str | None, str]]:
    """Return every sentence of the sources, found by the names that ``make words`` gives."""
    makefile = (CATALOGUES.parents[1] / "Makefile").read_text(encoding="utf-8")
    given = re.search(r"addprefix -k ,([^)]*)\)", makefile)
    assert given is not None
    found = extract_from_dir(
        CATALOGUES.parent,
        keywords=parse_keywords(given[1].split()),
        method_map=[("**.py", "python"), ("**/web/pages/*.html", "jinja2")],
    )
    return {(context, _first(text)) for _file, _line, text, _comments, context in found}


def _first(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else text[0]


def test_the_list_has_every_sentence_of_the_sources_and_no_other() -> None:
    pot = _catalogue(CATALOGUES / f"{DOMAIN}.pot")
    listed = {(m.context, _first(m.id)) for m in pot if m.id}
    assert _extracted() == listed, "run make words"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_in_all_its_forms(language: str) -> None:
    bare = [message.id for message in _messages(language) if not all(_texts(message)[1] or ("",))]
    assert bare == []


def test_spanish_is_spoken() -> None:
    assert "es" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_compiled_catalogue_is_what_its_text_compiles_to(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, _catalogue(_po(language)))
    kept = _po(language).with_suffix(".mo").read_bytes()
    assert kept == compiled.getvalue(), "run make words"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_holes_of_its_sentence(language: str) -> None:
    wrong = []
    for message in _messages(language):
        sources, translations = _texts(message)
        holes = _holes(sources[-1])
        wrong += [text for text in translations if text and _holes(text) != holes]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_guess(language: str) -> None:
    assert [message.id for message in _messages(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_sentences_of_the_list(language: str) -> None:
    listed = {(m.context, m.id) for m in _catalogue(CATALOGUES / f"{DOMAIN}.pot") if m.id}
    assert {(m.context, m.id) for m in _messages(language)} == listed, "run make words"


@pytest.mark.parametrize("word", sorted(STATES | {*Verdict} | {*WAYS} | {*EVENTS} | ANSWERS))
def test_every_word_that_is_said_can_be_translated(word: str) -> None:
    assert word in SAID


@pytest.mark.parametrize("verb", sorted(VERBS | {"confirm", "revoke", "waive", "hand_over"}))
def test_every_verb_can_be_translated(verb: str) -> None:
    assert verb in WISHED


def test_every_role_and_phase_of_the_method_can_be_translated() -> None:
    method = Library(default_folders()).workflow("unido.export_network")
    assert {*method.roles, *method.phases} <= {*SAID}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_tables_is_translated(language: str) -> None:
    found = {(m.context, m.id): m.string for m in _messages(language)}
    wanted = [(None, word) for word in SAID.values()] + [("verb", word) for word in WISHED.values()]
    assert [one for one in wanted if not found.get(one)] == []


def test_a_state_and_a_verb_of_one_english_word_are_told_apart() -> None:
    speak("es")
    try:
        assert (said("open"), wished("open")) == ("abierta", "abrir")
    finally:
        speak("en")
