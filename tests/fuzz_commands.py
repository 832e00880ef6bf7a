"""Commands made by chance from the command tree: whatever is typed, no traceback, a sound record.

    python -m tests.fuzz_commands [COMMANDS] [SEED]      (make fuzz)

Each sequence begins with a small network and goes on with commands of the tree: their arguments and
options get what stands on record, what does not, and texts that break programs. A seed makes the
same commands again. What a sequence leaves behind is verified.
"""

import io
import os
import random
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from engine.cli.main import Commands
from engine.cli.script import answer_of
from tests.cli.sessions import LIBRARY

ODD = (
    "", " ", "-", "--", "=", "a=", "=b", "a=b=c", "net", "0", "-1", "1e999", "NaN", "9" * 400,
    "2026-02-30", "0000-00-00", "9999-12-31", "0001-01-01", "today", "null", "[]", "{}", "1/0",
    '{"a": 1}', "'", '"', "\\", "%s", "{0}", "{name}", "{{ 1/0 }}", "<script>", "../../etc/passwd",
    "/dev/null", "~", "*", "a b", "a\nb", "a\tb", "\r", "\x1b[2J\x1b]0;x\x07", "\x9b31m",
    "\u202egnp.exe", "\u2066x", "\u200f\u0627\u0644", "\ufeff", "\ufffe", "e\u0301", "\u0130", "ß",
    "\U0001f469\u200d\U0001f680", "nul\x00byte", "\ud800", "\udcff\udcfe", "x" * 100_000,
    "(" * 5_000, "\u0663", "½", "1,5", "1.234,5",
)  # fmt: skip
"""Texts that break programs: nothing, signs of shells, numbers and days at their ends, what steers
a terminal, what turns the direction of writing, what is no text, and very long ones."""

KNOWN = {
    "network": ("net", "other"), "names": ("net", "other"), "firm": ("anka", "bora"),
    "step": ("call", "meet", "sign"), "task": ("call", "meet", "sign"),
    "phase": ("first", "second"), "criterion": ("enough",), "ballot": ("b",),
    "document": ("charter", "ground-rules"), "type": ("meeting", "joint_fair"),
    "kind": ("meeting",), "fields": ("held_on=2026-03-01", "x=1"),
    "votes": ("anka=yes", "anka=no"), "person": ("Rosa Rep",), "file": ("plain.txt", "picture.png"),
    "files": ("plain.txt",), "decision": ("project_status",), "expression": ("1 + 1", "a > b"),
    "old": ("copy.db",), "new": ("new.db",), "model": ("plain.txt",), "into": ("other", "fresh"),
}  # fmt: skip
"""Values on record or in the folder, by the name of the argument that may want them."""

BEFORE = (
    ("new", "net", "--workflow", "small.plan"),
    ("member", "add", "net", "anka"),
    ("member", "commit", "net", "anka", "--representative", "Rosa Rep"),
    ("member", "add", "net", "bora"),
    ("tick", "net", "call"),
    ("ballot", "open", "net", "b", "--how", "majority", "--quorum", "1"),
    ("new", "other", "--workflow", "small.plan"),
)
LEFT_OUT = {("serve",), ("demo",), ("dmn", "tck"), ("template", "preview")}
"""Commands that go on by themselves, play a story of their own, or open a browser."""
EACH = 25
"""Commands of a sequence."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A command of the tree: its words and what it takes."""

    words: tuple[str, ...]
    takes: tuple[click.Parameter, ...]


def leaves() -> list[Leaf]:
    """Return every command of the tree but those left out."""
    return [one for one in _leaves(Commands(), ()) if one.words not in LEFT_OUT]


def _leaves(group: click.Group, words: tuple[str, ...]) -> Iterator[Leaf]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _leaves(command, (*words, name))
        elif command is not None:
            yield Leaf((*words, name), tuple(command.params))


def made(leaf: Leaf, chance: random.Random) -> list[str]:
    """Return the words of a command, some of them odd."""
    words = list(leaf.words)
    for one in leaf.takes:
        if isinstance(one, click.Argument):
            some = one.nargs if one.nargs > 0 else chance.choice((0, 1, 1, 2))
            words += [value_of(one, chance) for _ in range(some)]
        elif isinstance(one, click.Option) and one.name not in _COMMON:
            words += _option(one, chance)
    if not chance.randrange(12):
        words.insert(chance.randrange(len(words) + 1), chance.choice(ODD))
    return words


_COMMON = {"db", "today", "library", "help"}


def _option(one: click.Option, chance: random.Random) -> list[str]:
    if chance.random() > (0.9 if one.required else 0.25):
        return []
    flag = chance.choice((*one.opts, *one.secondary_opts))
    if one.is_flag or one.count:
        return [flag]
    return [flag, *(value_of(one, chance) for _ in range(max(1, one.nargs)))]


def value_of(one: click.Parameter, chance: random.Random) -> str:
    """Return a value for an argument or option: mostly a likely one."""
    if chance.random() < 0.3:
        return chance.choice(ODD)
    if isinstance(one.type, click.Choice):
        return str(chance.choice(list(one.type.choices)))
    if isinstance(one.type, click.Path | click.File):
        return chance.choice(("plain.txt", "picture.png", "folder", "nothing", "out.txt"))
    if isinstance(one.type, click.types.IntParamType):
        return str(chance.choice((0, 1, 2, 50, -1)))
    if one.type.name == "date":
        return chance.choice(("2026-03-01", "2026-03-03", "today"))
    known = list(KNOWN.get(one.name or "", ()))
    return chance.choice(known or list(chance.choice(list(KNOWN.values()))))


def common(folder: Path) -> list[str]:
    """Return what every command gets: the database of its sequence, a day, a library."""
    url = f"sqlite:///{folder / 'a.db'}"
    return ["--db", url, "--today", "2026-03-02", "--library", str(LIBRARY)]


def prepare(folder: Path) -> None:
    """Make a small network, and files that commands may be given."""
    (folder / "plain.txt").write_text("plain", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n" * 9)
    (folder / "folder").mkdir()
    for words in BEFORE:
        status, said = answer_of([*words, *common(folder)])
        if status:
            raise AssertionError(said)
    (folder / "copy.db").write_bytes((folder / "a.db").read_bytes())


def play(seed: int, count: int = EACH) -> list[str]:
    """Play a sequence in a folder of its own; return its tracebacks, with the words typed."""
    chance, found, here = random.Random(seed), [], Path.cwd()  # noqa: S311 - seeded
    every = leaves()
    folder = _folder()
    os.chdir(folder)
    try:
        prepare(folder)
        for _ in range(count):
            words = made(chance.choice(every), chance)
            found += _tried([*words, *common(folder)], seed)
        found += _tried(["verify", *common(folder)], seed, sound=True)
    finally:
        os.chdir(here)
    return found


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
"""Folders go with this process: the one that makes papers goes on where it was started."""


def _folder() -> Path:
    _KEPT.append(tempfile.TemporaryDirectory())
    return Path(_KEPT[-1].name)


def _tried(words: list[str], seed: int, *, sound: bool = False) -> list[str]:
    here, sys.stdin = sys.stdin, io.StringIO()  # whoever asks hears nothing
    try:
        status, said = answer_of(words)
    except BaseException:  # noqa: BLE001  whatever comes through is what we look for
        shown = [ascii(word)[:80] for word in words[:-6]]
        return [f"seed {seed}: {' '.join(shown)}\n{traceback.format_exc()}"]
    finally:
        sys.stdin = here
    wrong = status not in {0, 1, 2} or (sound and status)
    return [f"seed {seed}: {words[0]} ended with {status}: {said[:500]}"] if wrong else []


def main(commands: int = 20_000, first: int = 0) -> int:
    """Play sequences until so many commands were tried; return how many tracebacks there were."""
    count = 0
    for number in range(-(-commands // EACH)):
        for one in play(first + number):
            count += 1
            sys.stdout.write("\n".join(line[:300] for line in one.splitlines()[-30:]) + "\n")
    sys.stdout.write(f"{commands} commands from seed {first}: {count} tracebacks\n")
    return count


if __name__ == "__main__":
    sys.exit(min(1, main(*map(int, sys.argv[1:]))))
