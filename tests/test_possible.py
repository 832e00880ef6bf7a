"""What can be done is said without shell words, and every command line it becomes is a real one."""

import ast
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from babel.messages.pofile import read_po

from engine.case import messages as m
from engine.case.lifecycle import LIFECYCLES
from engine.cli.command_lines import FORMS, command_line, command_lines
from engine.cli.main import consort
from engine.definitions.library import Library, default_folders
from engine.definitions.workflow import Workflow
from engine.language import CATALOGUES, DOMAIN
from engine.possible import Possible, PossibleAnswer, Target, TargetKind, Want, WantKind
from engine.runtime import offers
from engine.runtime.deciding.decide import begin, decide
from engine.runtime.health import choices
from engine.runtime.situation import Situation
from engine.runtime.telling.explain import helpful

ENGINE = CATALOGUES.parent
SHELL = re.compile(r"(?<![\w-])--[a-z]|\bconsort [a-z]")


def parsed(line: str) -> click.Context:
    """Return what click makes of a command line; a wrong option or a missing word raises."""
    program, *words = shlex.split(line)
    assert program == "consort"
    context = click.Context(consort, info_name=program)
    command: click.Command = consort
    while isinstance(command, click.Group):
        name, found, words = command.resolve_command(context, words)
        assert found is not None, line
        command = found
        if isinstance(command, click.Group):
            context = click.Context(command, info_name=name, parent=context)
    return command.make_context(command.name, words, parent=context)


def test_no_sentence_from_below_the_command_line_speaks_shell() -> None:
    with (CATALOGUES / f"{DOMAIN}.pot").open("rb") as file:
        listed = [message for message in read_po(file) if message.id]
    found = [
        (path, text)
        for message in listed
        for path, _line in message.locations
        for text in ([message.id] if isinstance(message.id, str) else message.id)
        if not path.startswith("engine/cli/") and SHELL.search(text)
    ]
    assert found == []


def test_no_text_from_below_the_command_line_speaks_shell() -> None:
    found = [
        f"{path.relative_to(ENGINE)}:{node.lineno}"
        for path in ENGINE.rglob("*.py")
        if path.relative_to(ENGINE).parts[0] != "cli"
        for node in _texts(ast.parse(path.read_text(encoding="utf-8")))
        if SHELL.search(re.sub("--[a-z]+:", "", node.value))  # a style sheet's own names end so
    ]
    assert found == []


def test_no_text_of_the_shipped_method_speaks_shell() -> None:
    found = [
        f"{path.name}:{number}"
        for folder in default_folders()
        for kind in ("workflows", "rules", "templates")
        for path in sorted((folder / kind).rglob("*.y*ml"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if SHELL.search(line)
    ]
    assert found == []


class Said(NamedTuple):
    value: str
    lineno: int


def _texts(tree: ast.Module) -> Iterator[Said]:
    """Yield the texts of a module that are no docstring, each with its line."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield Said(node.value, node.lineno)


# --- every form is a command ---------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "verb"), sorted(FORMS))
def test_a_form_is_a_command_that_takes_what_it_wants(kind: TargetKind, verb: str) -> None:
    given = (Want("value"), Want("into"), Want("number", WantKind.NUMBER, given="3"))
    used = tuple(one for one in given if f"{{{one.name}}}" in FORMS[kind, verb])
    own = (Want("type"),) if (kind, verb) == (TargetKind.PROJECT, "add") else ()
    wants = {one.name: one for one in (*used, *own, *offers.MOVES.get((kind, verb), ()))}
    filled = tuple(_filled(one) for one in wants.values())
    parsed(command_line(Possible(verb, Target(kind, "a", "net"), filled)))


def _filled(want: Want) -> Want:
    answers = {WantKind.NUMBER: "3", WantKind.CHOICE: "a", WantKind.DATE: "2026-01-31"}
    given = answers.get(want.kind, "one or two words")
    return Want(want.name, want.kind, needed=True, choices=want.choices, given=given)


def test_every_move_of_the_table_has_a_form_and_is_in_its_lifecycle() -> None:
    assert offers.MOVES.keys() <= FORMS.keys()
    own = {
        (TargetKind.NETWORK, "hand_over"), (TargetKind.NETWORK, "split"),
        (TargetKind.NETWORK, "merge"), (TargetKind.PARAMETER, "set"),
        (TargetKind.RECORD, "withdraw"), (TargetKind.CRITERION, "confirm"),
        (TargetKind.CRITERION, "revoke"), (TargetKind.CRITERION, "waive"),
        (TargetKind.BALLOT, "close"), (TargetKind.MEMBER, "represent"),
    }  # fmt: skip
    known = {
        (TargetKind(kind), move.verb) for kind, one in LIFECYCLES.items() for move in one.moves
    }
    assert offers.MOVES.keys() - own <= known


def test_every_possible_that_is_written_out_has_a_form() -> None:
    found = {
        (target.args[0].attr.lower(), verb.value)
        for path in ENGINE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Possible" and node.args
        for verb, target in [node.args[:2]]
        if isinstance(verb, ast.Constant) and isinstance(target, ast.Call) and target.args
        if isinstance(target.args[0], ast.Attribute)
    }
    assert len(found) > 3
    assert found <= {(kind.value, verb) for kind, verb in FORMS}


# --- what stands on a line -----------------------------------------------------------------------


XY = (PossibleAnswer("x", ""), PossibleAnswer("y", ""))


def possible(*wants: Want, verb: str = "record", kind: TargetKind = TargetKind.RECORD) -> Possible:
    return Possible(verb, Target(kind, "thing", "net"), wants)


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (possible(Want("held_on", WantKind.DATE, field=True)),
         "consort record net thing held_on=DATE"),
        (possible(Want("a", field=True, needed=False), Want("b", field=True, needed=False)),
         "consort record net thing a=TEXT"),
        (possible(Want("kind", WantKind.CHOICE, field=True, choices=XY)),
         "consort record net thing 'kind=x|y'"),
        (possible(Want("points", WantKind.SCORES, field=True, choices=(PossibleAnswer("x", ""),))),
         "consort record net thing points.x=NUMBER"),
        (possible(Want("because", given="it's done"), verb="untick", kind=TargetKind.TASK),
         "consort untick net thing --because 'it'\"'\"'s done'"),
        (possible(Want("proof", WantKind.PROOF, choices=(PossibleAnswer("minutes", ""),)),
                  Want("note", needed=False), verb="tick", kind=TargetKind.TASK),
         "consort tick net thing --proof minutes=REF"),
        (possible(Want("override", WantKind.YES_NO, given="yes"), verb="complete",
                  kind=TargetKind.PHASE), "consort phase complete net thing --override"),
        (possible(Want("agreed", WantKind.MEMBER, many=True, least=2), verb="skip",
                  kind=TargetKind.PHASE),
         "consort phase skip net thing --agreed FIRM --agreed FIRM"),
        (Possible("list", Target(TargetKind.NETWORK)), "consort list"),
        (Possible("begin", Target(TargetKind.NETWORK, "x y")), "consort new 'x y'"),
        (Possible("render", Target(TargetKind.DOCUMENT, "charter", "net", "yarn")),
         "consort render net yarn/charter"),
        (Possible("record", Target(TargetKind.RECORD, "quote", "net", "yarn"),
                  (Want("price", WantKind.MONEY, field=True),)),
         "consort record net quote price=AMOUNT --project yarn"),
        (Possible("open", Target(TargetKind.BALLOT)), "consort ballot open NETWORK BALLOT"),
    ],
)  # fmt: skip
def test_a_possible_as_a_command_line(made: Possible, line: str) -> None:
    assert command_line(made) == line


def test_a_long_command_is_broken_between_options_and_reads_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    wants = tuple(Want(f"field_number_{n}", WantKind.DATE, field=True) for n in range(9))
    lines = command_lines(possible(*wants), "    ")
    assert len(lines) > 1
    assert max(map(len, lines)) <= 80
    joined = "\n".join(lines).replace("$ ", "", 1).replace("\\\n", "")
    assert shlex.split(joined) == shlex.split(command_line(possible(*wants)))


# --- what the sessions and stories show ----------------------------------------------------------

GOLDEN = Path(__file__).parent / "golden"
SHOWN = sorted([*GOLDEN.glob("sessions/*.txt"), *GOLDEN.glob("stories/*.txt")])


def hints(text: str) -> Iterator[str]:
    """Yield the commands that a transcript offers: indented, unlike those that were typed."""
    for found in re.finditer(r"^ +\$ (consort(?:.*\\\n)*.*)$", text, re.MULTILINE):
        yield found[1].replace("\\\n", "")


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.stem)
def test_every_hint_that_is_shown_is_a_whole_command(page: Path) -> None:
    for line in hints(page.read_text(encoding="utf-8")):
        parsed(re.sub(r"\bDATE\b", "2026-03-02", line))  # the one blank that click looks at


def test_the_sessions_and_stories_show_many_hints() -> None:
    assert sum(1 for page in SHOWN for _line in hints(page.read_text(encoding="utf-8"))) > 200


def test_a_hint_that_is_no_command_is_noticed() -> None:
    for wrong in ("consort tick net call --becuse TEXT", "consort phase leave net first",
                  "consort member leave net", "consort tock net call"):  # fmt: skip
        with pytest.raises(click.UsageError):
            parsed(wrong)


# --- every step and condition of the shipped method ----------------------------------------------

LIBRARY = Library(default_folders())
METHODS = [LIBRARY.workflow("unido.export_network"), *LIBRARY.projects().values()]


def _situation(workflow: Workflow) -> Situation:
    """Return a network on a plan a moment after it began, with one firm in it."""
    opening = m.OpenNetwork("net", "Net", workflow.digest, workflow.id)
    begun = begin(workflow, opening, date(2026, 3, 2)).after
    return decide(begun, m.AddMember("anka", "Anka Ltd")).after


@pytest.mark.parametrize("workflow", METHODS, ids=lambda one: one.id)
def test_what_helps_a_step_or_condition_is_a_command_that_parses(workflow: Workflow) -> None:
    situation = _situation(workflow)
    found = [offers.tick(situation, task) for task in workflow.tasks.values()]
    found += [offers.record(situation, kind) for kind in workflow.records.values()]
    for criterion in (*workflow.criteria.values(), *workflow.entry.values()):
        found += helpful(situation, criterion)
    assert len(found) > len(workflow.tasks)
    for one in (*found, *choices(situation)):
        parsed(command_line(_with_answers(one)))


def _with_answers(one: Possible) -> Possible:
    """Return the same with the blanks filled that click itself reads: numbers and dates."""
    return one.with_given(
        **{want.name: _filled(want).given for want in one.wants if want.kind is WantKind.DATE}
    )
