from pathlib import Path
from typing import Any

import pytest

from engine.documents import Templates
from engine.documents.author import check, new, preview

SHIPPED = Templates(Path(__file__).parents[2] / "templates").documents()


@pytest.mark.parametrize("document", SHIPPED)
def test_every_shipped_document_is_right(shelf: Templates, document: str) -> None:
    assert [str(one) for one in check(shelf, document)] == []


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            "{% block preambel %}{% endblock %}",
            "2:10: there is no block 'preambel' to",
        ),
        (
            "{% block body %}{{ netwrok }}{% endblock %}",
            "2:20: document.yml does not declare",
        ),
        ("{% block body %}{{ network.tilte }}{% endblock %}", "2:28: network has no 'tilte' here"),
        ("{% block body %}{{ x.y z }}{% endblock %}", "2:1: the template cannot be read: expected"),
        (
            "{% block body %}{{ today|dya }}{% endblock %}",
            "2:26: there is no filter 'dya'",
        ),
        ("{% block body %}{% if 1 is evne %}{% endif %}{% endblock %}", "2:28: there is no test"),
    ],
)
def test_a_wrong_override_is_told_at_its_line(organisation: Any, body: str, sentence: str) -> None:
    shelf = organisation(statutes__en_md='{% extends "core/statutes/en.md.j2" %}\n' + body)
    assert sentence in str(check(shelf, "statutes")[0])


def test_each_mistake_of_a_text_is_told_where_its_word_stands(organisation: Any) -> None:
    body = "{{ netwrok }} {{ network.titel }}\n{{ netwrok|upperr }}\n"
    told = [str(one) for one in check(organisation(statutes__en_md=body), "statutes")]
    assert [one.partition("en.md.j2:")[2][:5] for one in told] == ["2:12:", "1:26:"]
    body = body.replace("upperr", "upper")
    told = [str(one) for one in check(organisation(statutes__en_md=body), "statutes")]
    assert [one.partition("en.md.j2:")[2][:5] for one in told] == ["1:4: ", "2:4: ", "1:26:"]


def test_shared_macros_that_never_end_are_stopped_at_their_line(organisation: Any) -> None:
    shelf = organisation(statutes__en_md="one\n")
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    (shelf.over[0] / "_macros.md.j2").write_text(f"first\n{loop}\n", "utf-8")
    (told,) = check(shelf, "statutes")
    assert "_macros.md.j2:2:1: the template was stopped: it works too long" in str(told)


def test_a_template_nested_without_end_and_one_that_reads_elsewhere_are_told(
    organisation: Any,
) -> None:
    deep = "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}"
    shelf = organisation(statutes__en_md=deep)
    assert "nested too deeply" in str(check(shelf, "statutes")[0])
    shelf = organisation(statutes__en_md='one\n{% include "../../../etc/passwd" %}')
    assert "en.md.j2:2:1" in str(check(shelf, "statutes")[0])
    assert "named by its path inside the folder" in str(check(shelf, "statutes")[0])


def test_a_new_override_begins_right_and_a_second_is_refused(
    organisation: Any, tmp_path: Any
) -> None:
    folder = tmp_path / "templates"
    path = new(folder, organisation(), "statutes", "en")
    shelf = Templates(organisation().core, (folder,))
    assert path.name == "en.md.j2"
    assert check(shelf, "statutes") == ()
    with pytest.raises(Exception, match="it is there already"):
        new(folder, shelf, "statutes", "en")


def test_a_preview_needs_no_facts(shelf: Templates) -> None:
    assert "<title>Work plan · " in preview(shelf, "workplan").text
