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
        ("{% block preambel %}{% endblock %}", "2:1: there is no block 'preambel' to replace; did"),
        ("{% block body %}{{ netwrok }}{% endblock %}", "2:1: document.yml does not declare 'netw"),
        ("{% block body %}{{ network.tilte }}{% endblock %}", "2:1: network has no 'tilte' here"),
        ("{% block body %}{{ x.y z }}{% endblock %}", "2:1: expected token"),
    ],
)
def test_a_wrong_override_is_told_at_its_line(organisation: Any, body: str, sentence: str) -> None:
    shelf = organisation(statutes__en_md='{% extends "core/statutes/en.md.j2" %}\n' + body)
    assert sentence in str(check(shelf, "statutes")[0])


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
    assert "<title>Work plan</title>" in preview(shelf, "workplan").text
