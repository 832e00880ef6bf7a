"""The typed things people write down: ``records:`` of a workflow file (CMMN case file items)."""

from typing import Final

from engine.definitions.reading.checks import read_checks
from engine.definitions.reading.fields import Fields, Reader
from engine.definitions.reading.parameters import optional_number
from engine.definitions.reading.places import place_of
from engine.definitions.reading.yaml_source import Entry
from engine.definitions.workflow import Field, FieldKind, RecordType
from engine.language import _

RECORD: Final = ("title", "key", "single", "frozen", "fields", "checks", "was")
FIELD: Final = (
    *(
        "type",
        "of",
        "to",
        "title",
        "required",
        "unit",
        "low",
        "high",
        "happened",
        "past",
        "confidential",
        "source",
        "was",
    ),
)
MANY: Final = "list of "
TAKEN: Final = frozenset({"id", "recorded_on"})
"""Names that every record has by itself, so no field may bear them."""

_WITH_WORDS: Final = frozenset({FieldKind.CHOICE, FieldKind.SCORES})
_NUMERIC: Final = frozenset({FieldKind.NUMBER, FieldKind.MONEY, FieldKind.SCORES})
_TYPES: Final = (*FieldKind, *(MANY + kind for kind in FieldKind))


def read_records(workflow: Fields) -> dict[str, RecordType]:
    """Return the record types of a workflow by id; problems go to its reader."""
    entries = workflow.ids("records", _("record"))
    return {entry.key: _record(workflow.reader, entry) for entry in entries}


def _record(reader: Reader, entry: Entry) -> RecordType:
    fields = reader.fields(entry.node, _("record"), RECORD)
    fields.need("fields")
    record = RecordType(
        id=entry.key,
        title=fields.words("title"),
        fields={one.key: _field(reader, one) for one in fields.ids("fields", _("field"))},
        key=fields.texts("key"),
        single=fields.boolean("single", default=False),
        frozen=fields.boolean("frozen", default=False),
        checks=read_checks(fields),
        place=place_of(entry.span),
    )
    if record.single and record.key:
        message = _("a record that stands once has no need of a key")
        hint = _("delete 'key' or 'single'")
        reader.report("contradiction", message, fields.entries["key"].span, hint)
    if record.frozen and not record.key:
        message = _("a frozen record needs a key: what is not written anew")
        reader.report("missing-key", message, fields.entries["frozen"].span, _("add 'key'"))
    return record


def _field(reader: Reader, entry: Entry) -> Field:
    fields = reader.fields(entry.node, _("field"), FIELD)
    written = fields.one_of("type", _TYPES, None) or FieldKind.TEXT.value
    kind = FieldKind(written.removeprefix(MANY))
    field = Field(
        id=entry.key,
        kind=kind,
        title=fields.words("title", ""),
        many=written.startswith(MANY),
        of=fields.texts("of"),
        to=fields.text("to", ""),
        required=fields.boolean("required", default=False),
        unit=fields.text("unit", ""),
        low=optional_number(fields, "low"),
        high=optional_number(fields, "high"),
        happened=fields.boolean("happened", default=False),
        past=fields.boolean("past", default=False),
        confidential=fields.boolean("confidential", default=False),
        source=fields.text("source", ""),
    )
    if entry.key in TAKEN:
        message = _("every record has {name!r} by itself").format(name=entry.key)
        reader.report("name-taken", message, entry.span, _("choose another name"))
    _check_fitting(fields, field)
    return field


def _check_fitting(fields: Fields, field: Field) -> None:
    """Report what does not go with the field's type."""
    if field.kind is FieldKind.CHOICE and "of" not in fields:
        message = _("a choice has to say what can be chosen")
        hint = _("add 'of: [first, second]'")
        fields.reader.report("missing-key", message, fields.place("type"), hint)
    if field.kind is FieldKind.REFERENCE and "to" not in fields:
        message = _("a reference has to say to which record it leads")
        hint = _("add 'to: record_type'")
        fields.reader.report("missing-key", message, fields.place("type"), hint)
    unfit = [("of", field.kind in _WITH_WORDS), ("to", field.kind is FieldKind.REFERENCE)]
    unfit += [(key, field.kind is FieldKind.DATE) for key in ("happened", "past")]
    unfit += [(key, field.kind in _NUMERIC) for key in ("low", "high")]
    for key, fits in unfit:
        if key in fields and not fits:
            message = _("a field of type {type!r} has no {key!r}").format(
                type=str(field.kind), key=key
            )
            fields.reader.report("wrong-type", message, fields.entries[key].span, _("delete it"))
    for word in {word for word in field.of if field.of.count(word) > 1}:
        message = _("{word!r} is in the list twice").format(word=word)
        fields.reader.report("duplicate-id", message, fields.place("of"), _("keep one"))
