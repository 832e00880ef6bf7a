"""Deciding on records: writing something down, correcting it, taking it back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, assert_never

from engine.case import messages as m
from engine.definitions.workflow import RecordType
from engine.language import _, choose
from engine.possible import Possible, TargetKind, Want, WantKind
from engine.runtime import offers
from engine.runtime.deciding.checks import broken, recorded_already
from engine.runtime.deciding.fields import out_of_time, read_fields
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
    """Decide ``record``: the fields fit their type and each other; a correction has a reason."""
    situation = network.within(command.scope)
    kind = record_type(situation, command.type)
    wish = _("record {title!r}").format(title=choose(kind.title))
    replaces = (command.replaces,) if command.replaces else ()
    before = standing_single(situation, kind)
    if command.replaces:
        before = _standing(situation, kind, command.replaces, wish)
    fields, reasons = read_fields(situation, kind, before | command.fields)
    reasons += _reasons(situation, kind, command)
    if not reasons:
        reasons = against(situation, kind, fields, command)
    if reasons:
        hint, able = _fields_of(kind), [_said_again(situation, kind, command)]
        raise refuse(Reason.INVALID, wish, reasons, hint, able)
    number = network.case.record_count + 1
    return [
        m.FactRecorded(
            number, kind.id, fields, command.scope, command.on, replaces, command.because
        )
    ]


AGAIN: Final = Want("again", WantKind.YES_NO, needed=False)
"""It is so, although something speaks against it."""


def _said_again(situation: Situation, kind: RecordType, command: m.RecordFact) -> Possible:
    """Return the writing down of a record, with what else can be said: why, and that it is so."""
    wants: list[Want] = [replace(offers.BECAUSE, needed=True)] if command.replaces else []
    offer = offers.record(situation, kind)
    return replace(offer, title="", wants=(*offer.wants, *wants, AGAIN))


def _reasons(situation: Situation, kind: RecordType, command: m.RecordFact) -> list[str]:
    reasons = []
    if not command.fields and kind.fields:
        reasons.append(_("nothing is said: give at least one FIELD=VALUE"))
    if command.replaces and not command.because:
        reasons.append(_("it needs a reason in words"))
    if command.on and (wrong := out_of_time(situation, command.on)):
        reasons.append(wrong)
    return reasons


def against(
    situation: Situation, kind: RecordType, fields: Mapping[str, Any], command: m.RecordFact
) -> list[str]:
    """Return what speaks against a record: its checks, and another one that says the same."""
    reasons = broken(situation, kind.checks.values(), kind, fields, again=command.again)
    same = recorded_already(situation, kind, fields, command.replaces)
    if same is None:
        return reasons
    if kind.frozen:
        reasons.append(
            _("it is frozen: record {number} has it; correct that one with a reason").format(
                number=same.id
            )
        )
    elif not command.again:
        reasons.append(
            _("record {number} of {day} says the same; if it happened twice, say it again").format(
                number=same.id, day=same.on
            )
        )
    return reasons


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
    withdrawn = m.RecordWithdrawn(command.record, kind.id, command.because, command.scope)
    return [withdrawn, *_unticked(situation, command)]


def _unticked(situation: Situation, command: m.WithdrawRecord) -> Iterator[m.Event]:
    """Yield the end of every tick that leant on a record: a step is not done without it."""
    for name, progress in situation.case.tasks.items():
        for tick in progress.recent:
            if command.record in {tick.record, tick.leans_on}:
                yield m.TaskMoved(name, "untick", command.scope, tick.target, command.because)


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
