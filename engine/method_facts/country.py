"""What is known of the network's country, and what it asks of the legal form chosen there."""

from decimal import Decimal
from typing import Any, Final, TypeGuard

from engine.language import _, choose
from engine.method_facts.recorded import Row, single
from engine.method_facts.sources import Sources

FORMS: Final = {
    "N": ("network_agreement",),
    "A": ("association",),
    "C": ("cooperative",),
    "L": ("company", "nonprofit_company"),
    "G": ("interest_group", "export_consortium"),
}
"""Legal forms as documents name them, and what country profiles call them, the nearest first."""

TAKEN: Final = {
    "name_words": "name_words",
    "registry": "registry",
    "notary": "notary",
    "tax_note": "tax_note",
    "liability": "liability_kind",
    "surplus": "surplus_kind",
}
"""What a document takes over as it stands, by its own name for it."""

SHARES: Final = {"paid_in_percent": "paid_in", "cap_percent": "cap_per_member"}
"""Shares of one, which documents want in percent."""

COUNTED: Final = ("min_members", "capital_min")
"""What it takes over only as a number: some profiles have words there, such as "4 to 5 firms"."""


def country(sources: Sources) -> Row | None:
    """Return the profile of the country on record, and what it asks of the form chosen."""
    profile = sources.country(str(single(sources, "network").get("country") or ""))
    if profile is None:
        return None
    name = choose(profile.country)
    names = FORMS.get(str(form(sources)), ())
    chosen = next((profile.forms[one] for one in names if one in profile.forms), None)
    asked = {key: one.value for key, one in chosen.fields.items()} if chosen else {}
    return {
        "id": profile.code,
        "name": name,
        "law": _("the law of {country}").format(country=name),
        "source": "; ".join(profile.sources.values()),
        "checked_on": profile.checked_on,
        **({"form_title": choose(chosen.title)} if chosen else {}),
        **_asked(asked),
    }


def _asked(asked: Row) -> Row:
    """Return what the country asks of a form, under the names of documents."""
    words = {own: asked[theirs] for own, theirs in TAKEN.items() if theirs in asked}
    return {
        **{key: choose(one) if isinstance(one, dict) else one for key, one in words.items()},
        **{key: asked[key] for key in COUNTED if _counted(asked.get(key))},
        **{own: 100 * share for own, key in SHARES.items() if _counted(share := asked.get(key))},
    }


def form(sources: Sources) -> Any:
    """Return the legal form on record: a letter, as documents name it."""
    return single(sources, "legal_form").get("form")


def _counted(value: Any) -> TypeGuard[int | Decimal]:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
