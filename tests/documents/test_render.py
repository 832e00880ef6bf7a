from typing import Any

import pytest

from engine.documents import Order
from engine.documents.filling import tree
from engine.documents.output import produce
from engine.documents.text import plain
from engine.source import DefinitionError, NotFound, Rejected

FIRMS = [{"firm": "Atlas", "representative": "Amina"}]
FACTS: dict[str, Any] = {"network": {"title": "Eight"}, "members": FIRMS}


def said(letter: Any, body: str, facts: dict[str, Any] | None = None, **more: Any) -> str:
    filled = tree(Order("letter_x", FACTS if facts is None else facts, **more), letter(body))
    return plain(filled.tree, filled.labels).removeprefix("Letter\n\n").strip()


def wrong(letter: Any, body: str, facts: dict[str, Any] | None = None) -> str:
    with pytest.raises((DefinitionError, Rejected)) as caught:
        said(letter, body, facts)
    return str(caught.value).split("/org/")[-1]


def test_values_print_as_the_text_they_are(letter: Any) -> None:
    facts = {**FACTS, "network": {"title": "A*B* {#x .article} [a](b) | <b> & \\ ::: 1. `c`"}}
    assert said(letter, "Dear {{ network.title }}", facts) == (
        "Dear A*B* {#x .article} [a](b) | <b> & \\ ::: 1. `c`"
    )


def test_a_line_that_ends_in_a_tag_keeps_its_end(letter: Any) -> None:
    body = "- one{% if true %} more{% endif %}\n\nnew{% if true %} text{% endif %}\n"
    assert said(letter, body) == "- one more\n\nnew text"


def test_articles_clauses_and_references_count_themselves(letter: Any) -> None:
    body = (
        "# One {#one .chapter}\n\n## First {#first .article}\n\n1. See [](#second-b).\n1. b\n\n"
        "## Second {#second .article}\n\n1. x\n\n1. y {#second-b}\n\nAs [](#first){.short} says.\n"
    )
    assert said(letter, body) == (
        "Chapter\xa01. One\n\nArticle\xa01. First\n\n1.1 See Article\xa02.2.\n\n1.2 b\n\n"
        "Article\xa02. Second\n\n2.1 x\n\n2.2 y\n\nAs Art.\xa01 says."
    )


def test_a_missing_fact_is_told_at_its_line(letter: Any) -> None:
    facts = {"network": {"title": "Eight"}, "members": [{"firm": "Atlas"}]}
    body = "one\n\n{% for member in members %}\n- {{ member.representative }}\n{% endfor %}\n"
    assert wrong(letter, body, facts) == (
        "cannot render 'Letter': "
        "letter_x/en.md.j2:4: members[0].representative (representative) is not recorded; "
        "record them, or render a draft with marked blanks"
    )


def test_what_no_line_asks_for_is_not_missing(letter: Any) -> None:
    assert said(letter, "Only {{ network.title }}", {"network": {"title": "Eight"}}) == "Only Eight"


def test_a_draft_marks_its_blanks(letter: Any) -> None:
    body = "{{ network.title }}: {% for one in members %}{{ one.firm }}{% endfor %}"
    filled = tree(Order("letter_x", {}, draft=True), letter(body))
    assert "[missing: full name]: [missing: firm]" in plain(filled.tree, filled.labels)
    assert [one.path for one in filled.missing] == ["network.title", "members"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("a\n{{ netwrok.title }}", "letter_x/en.md.j2:2:1: 'netwrok' is undefined; only facts"),
        ("a\n{{ network.nmae }}", "letter_x/en.md.j2:2:1: 'dict object' has no attribute 'nmae'"),
        ("a\n{% if %}", "letter_x/en.md.j2:2:1: the template cannot be read: Expected an expr"),
        ("\n{{ members }}", "letter_x/en.md.j2:2:1: the template fails: a list cannot be printed"),
        ("{{ ''.__class__ }}", "letter_x/en.md.j2:1:1: a template may not do this: access to"),
        ("{% include '../../x' %}", "letter_x/en.md.j2:1:1: the template '../../x' is refused"),
        ("{% include 'nothing' %}", "letter_x/en.md.j2:1:1: there is no template 'nothing'"),
        ("{{ fail('no firms') }}", "letter_x/en.md.j2:1:1: the template fails: no firms"),
    ],
)
def test_a_wrong_template_is_told_at_its_line(letter: Any, body: str, sentence: str) -> None:
    assert sentence in wrong(letter, body)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("::: crads\nx\n:::", "there is no division 'crads'; did you mean 'cards'?"),
        ("# T {#t .artcle}", "there is no class 'artcle' here; did you mean 'article'?"),
        ("# T {.article}", "a heading of class article needs an id that never changes"),
        ("[](#nowhere)", "a reference leads to 'nowhere', which is no id here"),
        ("# A {#a}\n\n# B {#a}", "the id 'a' is used twice"),
        ("[x](javascript:alert)", "a link may not go to"),
        ("---\ntitel: x\n---\n", "the front matter has no 'titel'; did you mean 'title'?"),
    ],
)
def test_what_leaves_the_dialect_is_told(letter: Any, body: str, sentence: str) -> None:
    assert sentence in wrong(letter, body)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({**FACTS, "members": "Atlas"}, "members is 'Atlas'; expected: list"),
        ({**FACTS, "members": [{"firm": ["x"]}]}, "members[0].firm is \"['x']\"; expected: text"),
        ({**FACTS, "network": {"title": "x" * 100_001}}, "network.title has 100001 characters"),
        ({**FACTS, "members": FIRMS * 5001}, "members has 5001 rows; a document may have 5000"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_by_name(
    letter: Any, facts: dict[str, Any], sentence: str
) -> None:
    assert sentence in wrong(letter, "x", facts)


def test_the_language_falls_back_and_says_so(letter: Any) -> None:
    shelf = letter("Hello")
    assert tree(Order("letter_x", FACTS, language="es_MX"), shelf).language == "en"
    with pytest.raises(NotFound, match="there is no document 'letter_y'; did you mean 'letter_x'"):
        tree(Order("letter_y", FACTS), shelf)


def test_an_organisation_replaces_a_block_and_keeps_the_rest(
    organisation: Any, sample: Any
) -> None:
    shelf = organisation(
        statutes__en_md='{% extends "core/statutes/en.md.j2" %}\n'
        "{% block preamble %}{{ super() }}\nWe met in {{ network.territory }}.\n{% endblock %}\n"
    )
    text = produce(Order("statutes", sample("statutes")), shelf, "md").text
    assert "We met in Northern Valley." in text
    assert "### Article\xa01. Name" in text


def test_links_and_paths_out_of_the_folders_are_refused(letter: Any, tmp_path: Any) -> None:
    shelf = letter("{% include 'letter_x/secret.md.j2' %}")
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "org/letter_x/secret.md.j2").symlink_to(tmp_path / "secret")
    with pytest.raises(DefinitionError, match="it is a link"):
        tree(Order("letter_x", FACTS), shelf)


def test_an_unknown_format_is_refused(shelf: Any) -> None:
    with pytest.raises(Rejected, match="there is no such format; did you mean 'docx'"):
        produce(Order("statutes", {}), shelf, "doc")
