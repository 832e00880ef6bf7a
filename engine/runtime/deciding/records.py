"""Deciding on records: writing something down, correcting it, taking it back."""

from dataclasses import replace
from typing import assert_never

from engine.case import messages as m
from engine.definitions.workflow import RecordType
from engine.language import _, choose
from engine.possible import TargetKind
from engine.runtime import offers
from engine.runtime.deciding.fields import read_fields
from engine.runtime.situation import Situation
from engine.source import Reason, did_you_mean, refuse


def of_records(situation: Situation, command: m.OfRecords) -> list[m.Event]:
    """Decide one of these commands."""
    match command:
        case m.RecordFact():
            return record_fact(situation, command)
        case m.WithdrawRecord():
            return withdraw_record(situation, command)
        case _:
            assert_never(command)


def record_fact(network: Situation, command: m.RecordFact) -> list[m.Event]:
    """Decide ``record``: the fields must fit their type; a correction names a standing record."""
    situation = network.within(command.scope)
    kind = record_type(situation, command.type)
    wish = _("record {title!r}").format(title=choose(kind.title))
    replaces = (command.replaces,) if command.replaces else ()
    before = standing_single(situation, kind)
    if command.replaces:
        before = _standing(situation, kind, command.replaces, wish)
    fields, reasons = read_fields(situation, kind, before | command.fields)
    if reasons:
        hint, able = _fields_of(kind), [replace(offers.record(situation, kind), title="")]
        raise refuse(Reason.INVALID, wish, reasons, hint, able)
    number = network.case.record_count + 1
    return [m.FactRecorded(number, kind.id, fields, command.scope, command.on, replaces)]


def standing_single(situation: Situation, kind: RecordType) -> dict[str, object]:
    """Return what a record that stands once says so far: new fields are added to it."""
    records = situation.case.records[kind.id] if kind.single else ()
    return dict(records[-1].fields) if records else {}


def withdraw_record(network: Situation, command: m.WithdrawRecord) -> list[m.Event]:
    """Decide the taking back of a record that stands."""
    situation = network.within(command.scope)
    kind = record_type(situation, command.type)
    wish = _("take back record {number} of {title!r}").format(
        number=command.record, title=choose(kind.title)
    )
    offer = offers.move(situation, TargetKind.RECORD, kind.id, "withdraw")
    if reasons := offers.lacking(offer, command):
        able = offers.instead(offer, command, reasons)
        raise refuse(Reason.MISSING, wish, reasons, possible=able)
    _standing(situation, kind, command.record, wish)
    return [m.RecordWithdrawn(command.record, kind.id, command.because, command.scope)]


def record_type(situation: Situation, name: str) -> RecordType:
    """Return a record type by its id. Refuses an unknown one with the nearest."""
    known = situation.workflow.records
    if name in known:
        return known[name]
    hint = did_you_mean(name, known) or _("there are {known}").format(known=", ".join(known))
    raise refuse(
        Reason.UNKNOWN,
        _("record {name!r}").format(name=name),
        _("{title!r} has no such record").format(title=choose(situation.workflow.title)),
        hint,
    )


def _standing(situation: Situation, kind: RecordType, number: int, wish: str) -> dict[str, object]:
    for record in situation.case.records[kind.id]:
        if record.id == number:
            return dict(record.fields)
    raise refuse(
        Reason.UNKNOWN,
        wish,
        _("there is no record {number} of this kind").format(number=number),
        possible=[
            offers.looking(situation, TargetKind.RECORD, kind.id, _("look at those that stand"))
        ],
    )


def _fields_of(kind: RecordType) -> str:
    names = [f"{f.id}*" if f.required else f.id for f in kind.fields.values()]
    return _("its fields are {fields} (* needed)").format(fields=", ".join(names))
