import dataclasses
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from engine.documents import Order, Templates, render, render_many
from engine.documents.confinement import Confinement, confined
from engine.documents.environment import room
from engine.documents.pictures import file_of
from engine.documents.sandbox import LIMITS, taken_in
from engine.source import DefinitionError, EngineError, LimitExceeded, Rejected
from engine.workbench.files import write_file

FACTS: dict[str, Any] = {"network": {"title": "Eight"}, "members": [{"firm": "Atlas"}]}
TIGHT = dataclasses.replace(
    LIMITS, template_seconds=1, template_output=100_000, seconds=3, memory=1_000_000_000
)
PRINTS_MUCH = """{% macro a() %}{% for i in range(99999) %}{{ 'xxxx' }}---{% endfor %}{% endmacro %}
{{ a() }}"""


def test_a_room_cannot_be_built_or_used_where_nothing_bounds_it(shelf: Templates) -> None:
    with pytest.raises(RuntimeError, match="outside of confined"):
        room(shelf, Confinement())
    with confined() as inside:
        made = room(shelf, inside)
        assert made.from_string("{{ 1 + 1 }}").render() == "2"
    with pytest.raises(RuntimeError, match="outside of confined"):
        room(shelf, inside)
    with pytest.raises(RuntimeError, match="outside of confined"):
        made.from_string("{{ 1 }}")


def test_a_picture_is_opened_by_the_worker(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (3_000, 10), "red").save(out, "PNG")
    kept = taken_in("a.png", out.getvalue())
    assert Image.open(io.BytesIO(kept)).size == (2_000, 7)
    with pytest.raises(DefinitionError, match=r"'a\.png' is refused: it is not a PNG or JPEG"):
        taken_in("a.png", b"GIF89a")
    (tmp_path / "link.png").symlink_to(tmp_path / "b.png")
    with pytest.raises(DefinitionError, match="it is a link"):
        file_of(tmp_path / "link.png")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            "a\n{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "en.md.j2:2:1: the template was stopped: it works too long",
        ),
        ("a\n{{ 9 ** (9 ** 9) }}", "en.md.j2:2:1: a template may not do this: ** is not allowed"),
        ("a\n{{ 'x' * 10000000000 }}", "en.md.j2:2:1: a template may not do this: * is not allow"),
        ("a\n{{ 'x'.ljust(10000000000) }}", "en.md.j2:2:1: the template was stopped: it needs too"),
        ("a\n{{ '%0999999999d' % 1 }}", "en.md.j2:2:1: a template may not do this: % is not"),
        (
            "{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}",
            "en.md.j2:1:1: the template was stopped: it calls itself without end",
        ),
        ("a\n{{ ''.__class__.__mro__ }}", "en.md.j2:2:1: a template may not do this"),
        ("a\n{{ network.title.format.__globals__ }}", "en.md.j2:2:1: a template may not do this"),
        ("a\n{{ range(100000000) }}", "en.md.j2:2:1: the template fails: Range too big"),
        ("a\n{{ '{0}'.format(word) }}", "en.md.j2:2:1: a template may not do this: format is not"),
        ("a\n{{ [word]|string }}", "en.md.j2:2:1: the template fails: a list cannot be printed"),
        ("a\n{{ word|upper }}", "en.md.j2:2:1: the template fails: a function cannot be printed"),
        (
            "a\n{% for a in range(99999) %}\n{{ 'xxxxxxxxxxxxxxxxxxx' }}\n{% endfor %}",
            "en.md.j2:2:1: the template was stopped: it prints too much",
        ),
        (PRINTS_MUCH, "the template was stopped: it prints too much"),
    ],
)
def test_a_greedy_template_is_stopped_at_its_line(letter: Any, body: str, sentence: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        render(Order("letter_x", FACTS), letter(body), "md", TIGHT)
    assert sentence in str(caught.value)


def test_doubling_a_text_without_end_is_stopped(letter: Any) -> None:
    body = (
        "{% set box = namespace(text='xxxxxxxxxx') %}"
        "{% for at in range(64) %}{% set box.text = box.text ~ box.text %}{% endfor %}"
        "{{ box.text }}"
    )
    with pytest.raises((DefinitionError, LimitExceeded), match=r"memory|too long|may have"):
        render(Order("letter_x", FACTS), letter(body), "md", TIGHT)


def test_the_next_order_after_a_stopped_one_is_served(letter: Any) -> None:
    with pytest.raises(EngineError):
        render(Order("letter_x", FACTS), letter("{{ 'x'.ljust(10000000000) }}"), "md", TIGHT)
    made = render(Order("letter_x", FACTS), letter("Dear {{ network.title }}"), "md")
    assert made.text == "# Letter\n\nDear Eight\n"


def test_refusals_and_places_come_through_the_cage_as_they_are(letter: Any) -> None:
    with pytest.raises(Rejected, match="is not recorded; record them"):
        render(
            Order("letter_x", FACTS),
            letter("{% for m in members %}{{ m.representative }}{% endfor %}"),
        )
    with pytest.raises(DefinitionError) as caught:
        render(Order("letter_x", FACTS), letter("one\n{{ nobody }}\n"))
    assert caught.value.problems[0].drawn().endswith("    {{ nobody }}\n    ^^^^^^^^^^^^")


def test_many_documents_come_back_in_their_order_and_one_failure_stops_none(letter: Any) -> None:
    shelf = letter("Dear {{ network.title }}")
    orders = [
        (Order("letter_x", {**FACTS, "network": {"title": name} if name else {}}), "md")
        for name in ("One", "", "Three")
    ]
    first, second, third = render_many(orders, shelf, workers=2)
    assert not isinstance(first, EngineError)
    assert "Dear One" in first.text
    assert isinstance(second, Rejected)
    assert not isinstance(third, EngineError)
    assert "Dear Three" in third.text


def test_a_file_that_cannot_be_written_leaves_none_behind(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(Rejected, match="cannot write"):
        write_file(tmp_path / "there", b"x")
    assert [one.name for one in tmp_path.iterdir()] == ["there"]
