import pytest

from engine.documents import fonts
from engine.documents.fonts import SUBSTITUTE, Needed, name_of, needed, unprintable
from engine.documents.output import produce


def test_texts_in_shipped_scripts_look_for_no_font() -> None:
    assert needed("Société Générale, Ελλάς, Россия, المغرب → 1.234,50 €") == Needed()


def test_a_script_is_set_in_noto_where_the_system_has_it_and_else_its_signs_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(fonts, "PLACES", (str(tmp_path),))
    fonts._noto.cache_clear()
    try:
        assert unprintable("Valley भा भ") == "भा"
        assert name_of("भ") == "U+092D DEVANAGARI LETTER BHA"
        assert needed("x भ").shown("x भ") == f"x {SUBSTITUTE}"
        assert needed("x भ").lacking == {"भ"}
    finally:
        fonts._noto.cache_clear()


def test_no_sign_stops_a_paper(shelf: object, order: object) -> None:
    members = [
        {"firm": name, "representative": "R", "address": "1 Street"}
        for name in ("भारत टेक्सटाइल", "חברה", "会社", "ኢትዮጵያ", "A 😀 ⟶")
    ]
    made = produce(order("attendance", members=members), shelf, "pdf")  # type: ignore[operator, arg-type]
    assert made.body.startswith(b"%PDF")
