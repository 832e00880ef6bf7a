"""Country profiles (domain.md 4, DT1): what a country asks of each legal form, as data.

A profile is read, never computed with blindly: each value has its source, the profile the date it
was checked and by whom. What is not known is left out. ``facts`` are the inputs that the
decision ``legal_form`` takes from the country.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from engine.definitions.reading.fields import Fields, Reader, Words
from engine.definitions.reading.yaml_source import Mapping_, Node, Plain, read
from engine.language import _
from engine.source import Text, did_you_mean

FIELDS: Final = (
    *("min_members", "capital_min", "paid_in", "cap_per_member", "liability", "liability_kind"),
    *("vote_rule", "surplus_kind"),
    *("surplus_rule", "registry", "notary", "days", "cost", "tax_note", "name_words"),
    *("foreigner_rule", "admission", "bond", "contents"),
)
_PROFILE: Final = (
    *("format", "id", "kind", "country", "checked_on", "reviewer", "note", "facts", "forms"),
    "sources",
)
_FACTS: Final = (
    "country_has_gie",
    "country_has_export_consortium",
    "country_min_cooperative",
)


@dataclass(frozen=True, slots=True)
class FormRequirement:
    """One value of a legal form in a country, with the mark of its source."""

    value: Plain | Words
    source: str


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A legal form as a country has it; fields that are not known are missing."""

    title: Words
    fields: dict[str, FormRequirement]


@dataclass(frozen=True, slots=True)
class CountryProfile:
    """What is known of a country; ``reviewer`` is who in the country checked it, if anybody."""

    code: str
    country: Words
    checked_on: date | None
    reviewer: str
    note: Words
    facts: dict[str, Plain]
    forms: dict[str, LegalForm]
    sources: dict[str, str]


def load_country(source: Path | Text | str) -> CountryProfile:
    """Return the country profile of a YAML file or text.

    Raises:
        NotFound: there is no such file.
        DefinitionError: with every problem and its place.
    """
    reader = Reader()
    fields = reader.fields(read(source), _("country profile"), _PROFILE)
    fields.one_of("format", ("consort/1",))
    fields.one_of("kind", ("country",))
    fields.need("checked_on")
    profile = CountryProfile(
        code=fields.text("id"),
        country=fields.words("country"),
        checked_on=fields.date("checked_on"),
        reviewer=fields.text("reviewer", ""),
        note=fields.words("note", ""),
        facts=dict(_facts(reader, fields)),
        forms={
            entry.key: _form(reader, entry.node) for entry in fields.ids("forms", _("legal form"))
        },
        sources=dict(_sources(reader, fields)),
    )
    _check_marks(reader, fields, profile)
    reader.finish()
    return profile


def _facts(reader: Reader, fields: Fields) -> Iterator[tuple[str, Plain]]:
    node = fields.get("facts") or Mapping_({}, fields.span)
    given = reader.fields(node, _("country profile"), _FACTS)
    for key in given.entries:
        yield key, given.plain(key)


def _form(reader: Reader, node: Node) -> LegalForm:
    fields = reader.fields(node, _("legal form"), ("title", *FIELDS))
    requirements = {
        key: _requirement(reader, entry.node)
        for key, entry in fields.entries.items()
        if key != "title"
    }
    return LegalForm(fields.words("title"), requirements)


def _requirement(reader: Reader, node: Node) -> FormRequirement:
    fields = reader.fields(node, _("requirement"), ("value", "source"))
    value = fields.need("value")
    found: Plain | Words = None
    if isinstance(value, Mapping_):
        found = reader.words(value, _("'value' of this requirement"))
    elif value is not None:
        found = reader.plain(value, _("'value' of this requirement"))
    return FormRequirement(found, fields.text("source"))


def _sources(reader: Reader, fields: Fields) -> Iterator[tuple[str, str]]:
    node = fields.need("sources")
    for entry in reader.open_fields(node, _("sources")).entries.values() if node else ():
        yield entry.key, reader.text(entry.node, _("a source"))


def _check_marks(reader: Reader, fields: Fields, profile: CountryProfile) -> None:
    """Report a requirement whose source is not among the sources listed."""
    for form in profile.forms.values():
        for name, requirement in form.fields.items():
            if requirement.source and requirement.source not in profile.sources:
                message = _("{name} gives the source {mark!r}, which is not listed").format(
                    name=name, mark=requirement.source
                )
                hint = did_you_mean(requirement.source, profile.sources) or _("add it to sources")
                reader.report("unknown-source", message, fields.place("sources"), hint)
