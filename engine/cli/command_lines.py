"""What can be done as a command line: the one place where a ``Possible`` gets its shell form.

Each verb for each kind of thing has its form here: the words of the command, with the places where
network, id and some of the wants stand. What else is needed or known becomes options. A blank, what
the person has still to say, stands in capitals: ``--because TEXT``, ``held_on=DATE``.
"""

import shlex
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from engine.cli.printing import width
from engine.possible import Possible, Target, TargetKind, Want, WantKind
from engine.runtime.offers import MOVES

_GROUPED: Final = (
    TargetKind.PHASE, TargetKind.CRITERION, TargetKind.MEMBER, TargetKind.PROJECT,
    TargetKind.BALLOT,
)  # fmt: skip
"""Kinds of thing whose moves stand under a command of their own name."""

FORMS: Final[Mapping[tuple[TargetKind, str], str]] = {
    **{
        (kind, verb): f"{kind} {verb} {{network}} {{id}}"
        for kind, verb in MOVES
        if kind in _GROUPED
    },
    **{
        (TargetKind.NETWORK, verb): f"{verb.replace('_', '-')} {{network}}"
        for kind, verb in MOVES
        if kind is TargetKind.NETWORK
    },
    (TargetKind.NETWORK, "split"): "split {network} {into}",
    (TargetKind.NETWORK, "merge"): "merge {network} {into}",
    (TargetKind.NETWORK, "begin"): "new {id}",
    (TargetKind.NETWORK, "list"): "list",
    (TargetKind.NETWORK, "show"): "status {network}",
    (TargetKind.NETWORK, "next"): "next {network}",
    (TargetKind.NETWORK, "verify"): "verify {network}",
    (TargetKind.NETWORK, "rebuild"): "rebuild {network}",
    (TargetKind.PHASE, "explain"): "why {network} {id}",
    (TargetKind.TASK, "tick"): "tick {network} {id}",
    (TargetKind.TASK, "untick"): "untick {network} {id}",
    (TargetKind.TASK, "waive"): "waive {network} {id}",
    (TargetKind.TASK, "reopen"): "reopen-task {network} {id}",
    (TargetKind.PARAMETER, "list"): "parameter list {network}",
    (TargetKind.PARAMETER, "set"): "parameter set {network} {id} {value}",
    (TargetKind.MEMBER, "add"): "member add {network} {id}",
    (TargetKind.PROJECT, "add"): "project add {network} {id}",
    (TargetKind.RECORD, "record"): "record {network} {id}",
    (TargetKind.RECORD, "list"): "records {network} {id}",
    (TargetKind.RECORD, "withdraw"): "record {network} {id} --withdraw {number}",
    (TargetKind.BALLOT, "vote"): "ballot vote {network} {id} FIRM=VOTE",
    (TargetKind.BALLOT, "open"): "ballot open {network} {id}",
    (TargetKind.DOCUMENT, "issue"): "issue {network} {id}",
    (TargetKind.DOCUMENT, "adopt"): "adopt {network} {id}",
    (TargetKind.DOCUMENT, "render"): "render {network} {id}",
    (TargetKind.DOCUMENT, "check"): "template check {id}",
    (TargetKind.DOCUMENT, "list"): "documents {network}",
    (TargetKind.DEFINITION, "check"): "check {id}",
    (TargetKind.DATABASE, "salvage"): "salvage OLD NEW",
    (TargetKind.DATABASE, "restore"): "restore FILE",
}

_BLANKS: Final[Mapping[WantKind, str]] = {
    WantKind.TEXT: "TEXT",
    WantKind.NUMBER: "NUMBER",
    WantKind.MONEY: "AMOUNT",
    WantKind.YES_NO: "yes|no",
    WantKind.DATE: "DATE",
    WantKind.YEAR_DAY: "DD/MM",
    WantKind.MEMBER: "FIRM",
    WantKind.PROJECT: "PROJECT",
    WantKind.PERSON: "NAME",
    WantKind.PICTURE: "FILE",
    WantKind.BALLOT: "BALLOT",
    WantKind.SCORES: "NUMBER",
    WantKind.REFERENCE: "KEY",
    WantKind.PROOF: "REF",
}
_NAMED: Final = frozenset({"into", "type", "subject", "value"})
"""Texts whose blank says what they are."""
_OPTIONS: Final = {"subject": "on"}
"""Wants whose option has another name."""
_UNNAMED: Final = {TargetKind.MEMBER: "FIRM", TargetKind.RECORD: "TYPE"}
"""Blanks of things that people know under another name than that of their kind."""
_FEW: Final = 4
"""Choices up to which a blank names them all."""


def command_line(possible: Possible) -> str:
    """Return the command that does it, quoted for a shell, with a blank for what is still open."""
    return " ".join(part for part in _parts(possible))


def command_lines(possible: Possible, indent: str = "") -> list[str]:
    """Return the command in lines that fit, each but the last ending in a backslash."""
    room = width() - len(indent) - len("$ ") - len(" \\")
    lines, line = [], ""
    for part in _parts(possible):
        if line and len(line) + 1 + len(part) > room:
            lines.append(line)
            line = "    " + part
        else:
            line = f"{line} {part}" if line else part
    lines.append(line)
    begin = [f"{indent}$ ", *([f"{indent}  "] * (len(lines) - 1))]
    end = [*([" \\"] * (len(lines) - 1)), ""]
    return [f"{b}{text}{e}" for b, text, e in zip(begin, lines, end, strict=True)]


def offered(possible: Iterable[Possible], indent: str = "  ") -> list[str]:
    """Return the commands of several things that can be done, one below the other."""
    return [line for one in possible for line in command_lines(one, indent)]


def _parts(possible: Possible) -> Iterator[str]:
    """Yield the words of a command; an option and its value are one part."""
    wants = {want.name: want for want in possible.wants if not want.field}
    yield "consort"
    for word in FORMS[TargetKind(possible.target.kind), possible.verb].split():
        name = word.strip("{}")
        if name == word:
            yield word
        elif name in wants:
            yield shlex.quote(_value(wants.pop(name)))
        else:
            yield shlex.quote(_place(possible.target, name))
    for want in wants.values():
        if want.needed or want.given:
            yield from [_option(want)] * want.least
    yield from _fields(possible)
    if possible.target.scope and possible.target.kind is TargetKind.RECORD:
        yield f"--project {shlex.quote(possible.target.scope)}"


def _place(target: Target, name: str) -> str:
    if name == "network":
        return target.network or "NETWORK"
    known = target.id or _UNNAMED.get(target.kind, target.kind.upper())
    inside = target.scope and target.kind is not TargetKind.RECORD
    return f"{target.scope}/{known}" if inside else known


def word_of(want: Want) -> str:
    """Return how an answer is given: ``held_on=DATE``, ``--for FIRM``, with what is known of it."""
    return _field(want) if want.field else _option(want)


def _option(want: Want) -> str:
    option = f"--{_OPTIONS.get(want.name, want.name.replace('_', '-'))}"
    return option if want.kind is WantKind.YES_NO else f"{option} {shlex.quote(_value(want))}"


def _fields(possible: Possible) -> Iterator[str]:
    fields = [want for want in possible.wants if want.field]
    chosen = [want for want in fields if want.needed or want.given]
    if possible.verb == "record":
        yield from (shlex.quote(_field(want)) for want in chosen or fields[:1])
    else:
        yield from (f"--set {shlex.quote(_field(want))}" for want in chosen)


def _field(want: Want) -> str:
    if want.kind is WantKind.SCORES:
        one = want.choices[0].value if want.choices else "NAME"
        return f"{want.name}.{one}={want.given or _BLANKS[want.kind]}"
    return f"{want.name}={_value(want)}"


def _value(want: Want) -> str:
    """Return what is known, or a blank; a proof names its kind, a short list of choices itself."""
    told = want.given or blank(want)
    if want.kind is WantKind.PROOF and want.choices:
        return f"{want.choices[0].value}={told}"
    return told


def blank(want: Want) -> str:
    """Return what stands for an answer still open: its kind in capitals, or a few choices."""
    if want.kind is not WantKind.CHOICE:
        named = want.name in _NAMED and not want.field
        return want.name.upper() if named else _BLANKS[want.kind]
    if len(want.choices) > _FEW:
        return want.name.upper()
    return "|".join(choice.value for choice in want.choices)
