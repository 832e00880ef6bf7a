import dataclasses
from typing import Any

import pytest

from engine.documents import Order, render, render_many
from engine.documents.sandbox import LIMITS
from engine.source import DefinitionError, EngineError, LimitExceeded, Rejected

FACTS: dict[str, Any] = {"network": {"title": "Eight"}, "members": [{"firm": "Atlas"}]}
TIGHT = dataclasses.replace(LIMITS, template_seconds=1, seconds=3, memory=1_000_000_000)


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
    with pytest.raises(Rejected, match="is not recorded: consort member commit"):
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
