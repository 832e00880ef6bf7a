"""What a document needs to know: the sheet ``document.yml`` and the dictionary ``_facts.yml``.

``_facts.yml`` says once for every document what a fact is called, what type it has and where it is
kept; ``document.yml`` lists what its text uses::

    needs:
      network: [name, title, seat?]     a record, with the fields used; ? means may be absent
      members: [name, representative]   a list of records
      form:                             a single value

A template sees nothing else. A needed fact that nobody recorded becomes a ``Missing``, which says
where it would be kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

from engine.definitions.reading.fields import Fields, Reader, Words
from engine.definitions.reading.yaml_source import (
    Entry,
    Mapping_,
    Node,
    Scalar,
    Sequence,
    plain,
    read,
)
from engine.definitions.workflow import Kind
from engine.documents.template_folders import SHEET, Templates
from engine.language import _
from engine.method_facts.keeping import DONE_BY, Keeping
from engine.source import did_you_mean

FACTS: Final = "_facts.yml"
TYPES: Final = (
    "text", "number", "money", "percent", "date", "truth", "choice", "picture", "record", "list",
)  # fmt: skip
KINDS: Final = ("plan", "legal", "catalogue", "record", "letter", "report", "form")
_KEEPING: Final = ("kept_in", "scope", "done_by")
BLOCKS: Final = ("cover", "preamble", "body", "annex", "signatures", "footer_note")


@dataclass(frozen=True)
class Fact:
    """One fact: its type, its name for people and where it is kept."""

    name: str
    type: str
    title: Words
    keeping: Keeping = field(default_factory=Keeping)
    choices: tuple[str, ...] = ()
    fields: Mapping[str, "Fact"] = field(default_factory=dict)
    optional: bool = False
    at_least: int = 0


@dataclass(frozen=True)
class Contract:
    """One document: how it is called, what it is, what it needs and what may be replaced in it."""

    document: str
    title: Words
    kind: str
    languages: tuple[str, ...]
    facts: Mapping[str, Fact]
    blocks: tuple[str, ...] = BLOCKS
    review: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)


def contract(shelf: Templates, document: str) -> Contract:
    """Return the contract of a document.

    Raises:
        NotFound: there is no such document.
        DefinitionError: the sheet or the dictionary is wrong, every problem with its place.
    """
    if not shelf.find(f"{document}/{SHEET}"):
        shelf.template(document, "en")
    text = shelf.text(f"{document}/{SHEET}")
    known = dictionary(shelf)
    key = f"contract {document}"
    if key not in shelf.kept:
        reader = Reader()
        shelf.kept[key] = _contract(reader, read(text), document, known)
        reader.finish()
    found: Contract = shelf.kept[key]
    return found


def dictionary(shelf: Templates) -> Mapping[str, Fact]:
    """Return every fact documents may need, by name."""
    texts = [shelf.text(name) for name in (f"core/{FACTS}", FACTS) if shelf.find(name)]
    if FACTS not in shelf.kept:
        reader = Reader()
        facts: dict[str, Fact] = {}
        for text in texts:
            facts |= _facts(reader, read(text))
        reader.finish()
        shelf.kept[FACTS] = facts
    known: Mapping[str, Fact] = shelf.kept[FACTS]
    return known


def paths(facts: Mapping[str, Fact], before: str = "") -> Iterator[tuple[str, Fact]]:
    """Yield every fact with its dotted path; fields of a list stand under ``name[]``."""
    for name, fact in facts.items():
        path = f"{before}{name}"
        yield path, fact
        if fact.fields:
            yield from paths(fact.fields, f"{path}[]." if fact.type == "list" else f"{path}.")


def with_defaults(agreed: Contract, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts with what the document says where nobody chose otherwise.

    A default is a value, or one value for each word of another fact (``{by: form, N: 67}``).
    """
    facts = dict(given)
    for path, default in agreed.defaults.items():
        value = default
        if isinstance(default, Mapping):
            value = default.get(str(at_path(facts, str(default.get("by")))))
        if value is not None and at_path(facts, path) is None:
            record, _dot, name = path.rpartition(".")
            inner = facts.get(record)
            if record:
                facts[record] = {**(inner if isinstance(inner, Mapping) else {}), name: value}
            else:
                facts[name] = value
    return facts


def values_of(agreed: Contract, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that a text hands to the engine once it is adopted.

    A value is the path of a fact, or says for each word of another fact what the text says then,
    and the path of what it takes ``otherwise`` (``{by: form, N: 100, otherwise: rules.x}``).
    """
    return {name: _value(one, facts) for name, one in agreed.values.items()}


def _value(said: Any, facts: Mapping[str, Any]) -> Any:
    if not isinstance(said, Mapping):
        return at_path(facts, str(said))
    word = str(at_path(facts, str(said["by"])))
    if word in said:
        return said[word]
    return at_path(facts, str(said["otherwise"])) if "otherwise" in said else None


def at_path(facts: Mapping[str, Any], path: str) -> Any:
    """Return the value at a dotted path, or None."""
    found: Any = facts
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _contract(reader: Reader, node: Node, document: str, known: Mapping[str, Fact]) -> Contract:
    keys = (
        "format", "document", "title", "kind", "languages", "needs", "facts", "blocks", "review",
        "values", "clauses", "defaults",
    )  # fmt: skip
    sheet = reader.fields(node, _("document"), keys)
    sheet.one_of("format", ("consort/1",))
    sheet.one_of("document", (document,), document)
    own = _facts(reader, sheet.get("facts"))
    return Contract(
        document=document,
        title=sheet.words("title"),
        kind=sheet.one_of("kind", KINDS),
        languages=sheet.texts("languages") or ("en",),
        facts=_needs(reader, sheet.need("needs"), {**known, **own}),
        blocks=(*BLOCKS, *(name for name in sheet.texts("blocks") if name not in BLOCKS)),
        review=_texts(reader, sheet, "review"),
        values=_plain(sheet, "values"),
        clauses=_texts(reader, sheet, "clauses"),
        defaults=_plain(sheet, "defaults"),
    )


def _plain(sheet: Fields, key: str) -> Mapping[str, Any]:
    node = sheet.get(key)
    return {} if node is None else cast("dict[str, Any]", plain(node))


def _texts(reader: Reader, sheet: Fields, key: str) -> Mapping[str, str]:
    node = sheet.get(key)
    entries = reader.open_fields(node, key).entries if node else {}
    return {name: reader.text(entry.node, name) for name, entry in entries.items()}


def _facts(reader: Reader, node: Node | None) -> dict[str, Fact]:
    if node is None:
        return {}
    return {entry.key: _fact(reader, entry, Keeping()) for entry in reader.ids(node, _("fact"))}


def _fact(reader: Reader, entry: Entry, around: Keeping) -> Fact:
    """Read one fact; a field that says nothing else is kept where its record is."""
    keys = ("type", "title", *_KEEPING, "of", "fields", "optional", "at_least")
    sheet = reader.fields(entry.node, _("fact"), keys)
    keeping = _keeping(sheet, around)
    node = sheet.get("fields")
    inner = tuple(reader.ids(node, _("field"))) if node else ()
    return Fact(
        name=entry.key,
        type=sheet.one_of("type", TYPES, "text"),
        title=sheet.words("title", entry.key),
        keeping=keeping,
        choices=sheet.texts("of"),
        fields={one.key: _fact(reader, one, keeping) for one in inner},
        optional=sheet.boolean("optional", default=False),
        at_least=sheet.integer("at_least", 0),
    )


def _keeping(sheet: Fields, around: Keeping) -> Keeping:
    scope = Kind(sheet.one_of("scope", tuple(Kind), around.scope))
    if "kept_in" in sheet:
        return Keeping(sheet.text("kept_in"), scope)
    if "done_by" in sheet:
        return Keeping("", scope, sheet.one_of("done_by", DONE_BY))
    return replace(around, scope=scope)


def _needs(reader: Reader, node: Node | None, known: Mapping[str, Fact]) -> dict[str, Fact]:
    if node is None:
        return {}
    entries = reader.open_fields(node, _("list of needed facts")).entries
    chosen = (_chosen(reader, entry, known) for entry in entries.values())
    return {fact.name: fact for fact in chosen if fact}


def _chosen(reader: Reader, entry: Entry, known: Mapping[str, Fact]) -> Fact | None:
    """Return the fact of the dictionary with only the fields this document uses."""
    name = entry.key.removesuffix("?")
    if name not in known:
        message = _("no fact is called {name!r}").format(name=name)
        hint = did_you_mean(name, known) or _("facts are listed in _facts.yml")
        reader.report("unknown-fact", message, entry.span, hint)
        return None
    fact = known[name]
    fact = replace(fact, optional=fact.optional or entry.key.endswith("?"))
    match entry.node:
        case Mapping_(entries=entries):
            inner = [_chosen(reader, one, fact.fields) for one in entries.values()]
        case Sequence(items=items):
            inner = [
                _chosen(reader, one, fact.fields) for item in items for one in _one(reader, item)
            ]
        case Scalar(value=None):
            return fact
        case node:
            reader.wrong_type(node, name, _("a list of fields"))
            return fact
    return replace(fact, fields={one.name: one for one in inner if one})


def _one(reader: Reader, node: Node) -> tuple[Entry, ...]:
    """Return the entries a list item stands for: ``name`` or ``name: [fields]``."""
    match node:
        case Mapping_(entries=entries):
            return tuple(entries.values())
        case Scalar(value=str(), raw=raw):
            nothing = Scalar(None, "", node.span)
            return (Entry(raw, node.span, nothing),)
        case _:
            reader.wrong_type(node, _("a needed field"), _("a name"))
            return ()
