"""A refused command leaves no trace: database and kept files byte for byte as they were.

Every command of the tree is here with arguments it must refuse. One that only reads is refused (or
answers) as well, and must not write either; one that is added without a line here fails.
"""

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from engine.cli.main import COMMANDS, Commands
from engine.cli.script import answer_of
from tests.cli.sessions import LIBRARY

BEFORE = """
new net --workflow small.plan --facilitator "Ada First"
member add net anka
member commit net anka --representative "Rosa Rep"
member add net bora
member commit net bora
tick net call
ballot open net b --how majority --quorum 1
ballot vote net b anka=yes
new other --workflow small.plan
""".strip().splitlines()

GHOST = '--as "Ghost Actor"'
WRONG = {
    "new": f'new net --facilitator "Ghost Person" {GHOST}',
    "new a plan of a project": f"new fresh --workflow unido.joint_fair {GHOST}",
    "list": "list --facilitator Nobody",
    "todo": "todo --limit 0",
    "portfolio": "portfolio --unknown",
    "refresh": "refresh --unknown",
    "status": "status nowhere",
    "status of a step": "status net nothing_of_the_kind",
    "why": "why net nothing_of_the_kind",
    "next": "next net --for nobody",
    "member add": f"member add net anka {GHOST}",
    "member list": "member list nowhere",
    "member commit": f'member commit net nobody --representative "Ghost Person" {GHOST}',
    "member activate": f'member activate net cyd --substitute "Ghost Person" {GHOST}',
    "member represent": f'member represent net anka --representative "Ghost Person" {GHOST}',
    "member rename": f"member rename net anka --name anka --because x {GHOST}",
    "member remove": f"member remove net anka --because x {GHOST}",
    "member suspend": f'member suspend net anka --representative "Ghost Person" {GHOST}',
    "member leave": f"member leave net anka --reason bored {GHOST}",
    "member exclude": f"member exclude net anka {GHOST}",
    "tick": f"tick net meet --proof nosuchkind=FOLDER/private.txt {GHOST}",
    "tick a link": f"tick net meet --proof minutes=FOLDER/link {GHOST}",
    "tick with fields": f"tick net meet --proof minutes=FOLDER/private.txt --set chair=G {GHOST}",
    "untick": f"untick net meet --because x {GHOST}",
    "waive": f"waive net call {GHOST}",
    "reopen-task": f"reopen-task net nothing --because x {GHOST}",
    "record": f'record net meeting held_on=never chair="Ghost Person" {GHOST}',
    "record of a project": f'record net meeting --project none chair="Ghost Person" {GHOST}',
    "records": "records net nothing",
    "phase open": f"phase open net second {GHOST}",
    "phase complete": f"phase complete net first {GHOST}",
    "phase reopen": f"phase reopen net first --because x {GHOST}",
    "phase skip": f"phase skip net first {GHOST}",
    "phase suspend": f"phase suspend net first {GHOST}",
    "phase resume": f"phase resume net first {GHOST}",
    "criterion confirm": f"criterion confirm net enough --because x {GHOST}",
    "criterion revoke": f"criterion revoke net enough --because x {GHOST}",
    "criterion waive": f"criterion waive net enough {GHOST}",
    "parameter list": "parameter list nowhere",
    "parameter set": f"parameter set net min_members 99 --because x {GHOST}",
    "project types": "project types --unknown",
    "project list": "project list nowhere",
    "project add": f"project add net fair --type joint_fair --leader nobody {GHOST}",
    "project approve": f"project approve net none {GHOST}",
    "project reject": f"project reject net none {GHOST}",
    "project start": f"project start net none {GHOST}",
    "project deliver": f"project deliver net none {GHOST}",
    "project evaluate": f"project evaluate net none {GHOST}",
    "project hold": f"project hold net none {GHOST}",
    "project resume": f"project resume net none {GHOST}",
    "project abandon": f"project abandon net none {GHOST}",
    "ballot open": f"ballot open net b {GHOST}",
    "ballot vote": f"ballot vote net b bora=yes nobody=yes {GHOST}",
    "ballot vote with a word": f"ballot vote net b bora=yes anka=perhaps {GHOST}",
    "ballot close": f"ballot close net c {GHOST}",
    "ballot withdraw": f"ballot withdraw net b {GHOST}",
    "ballot show": "ballot show nowhere",
    "groups": "groups net",
    "split": f"split net third --firm nobody --because x --decision b {GHOST}",
    "split into itself": f"split net net --firm anka --because x --decision b {GHOST}",
    "merge": f"merge net other --because x {GHOST}",
    "suspend": f"suspend net {GHOST}",
    "resume": f"resume net --because x {GHOST}",
    "hand-over": f'hand-over net --to "Ghost Person" {GHOST}',
    "change": f"change net --currency XYZ --because x {GHOST}",
    "close": f"close net {GHOST}",
    "dissolve": f"dissolve net --because x {GHOST}",
    "history": "history nowhere",
    "verify": "verify nowhere",
    "rebuild": "rebuild nowhere",
    "backup": "backup FOLDER/private.txt",
    "restore": "restore FOLDER/private.txt",
    "salvage": "salvage FOLDER/private.txt FOLDER/a.db",
    "forget": 'forget "Ghost Person" --yes',
    "render": "render net charter -o FOLDER/out.pdf",
    "documents": "documents nowhere",
    "issue": f"issue net charter {GHOST}",
    "adopt": f"adopt net charter --ballot b {GHOST}",
    "redline": "redline net charter@1 charter@2",
    "verify-document": "verify-document FOLDER/private.txt",
    "template new": "template new nothing_of_the_kind",
    "template check": "template check nothing_of_the_kind",
    "template preview": "template preview nothing_of_the_kind",
    "sign": "sign FOLDER/private.txt --key FOLDER/nothing",
    "check": "check FOLDER/private.txt",
    "draw": "draw nowhere",
    "feel": 'feel "1 +"',
    "decide": "decide nothing_of_the_kind",
    "decision list": "decision list --unknown",
    "decision show": "decision show nothing_of_the_kind",
    "decision check": "decision check nothing_of_the_kind",
    "decision export": "decision export nothing_of_the_kind -o FOLDER/x.dmn",
    "decision import": "decision import FOLDER/private.txt -o FOLDER/x.yaml",
    "dmn run": "dmn run FOLDER/private.txt",
    "dmn check": "dmn check FOLDER/private.txt",
    "dmn tck": "dmn tck FOLDER/private.txt",
    "cluster add": "cluster add 'two words'",
    "cluster change": "cluster change nowhere --sector lace",
    "cluster show": "cluster show nowhere",
    "cluster list": "cluster list --unknown",
    "org add": "org add 'two words'",
    "org list": "org list --unknown",
    "org show": "org show nowhere",
    "user add": "user add 'two words'",
    "user list": "user list --unknown",
    "user link": "user link nobody",
    "user role": "user role nobody reader",
    "user remove": "user remove nobody",
    "serve": "serve --port 0",
    "demo": "demo --out FOLDER/private.txt",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two networks in a database, and a file that must not be copied."""
    folder = tmp_path_factory.mktemp("refused")
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.delenv("CONSORT_ACTOR", raising=False)
        for line in BEFORE:
            status, printed = ask(folder, line)
            assert status == 0, printed
    (folder / "private.txt").write_text("private minutes 4711", encoding="utf-8")
    (folder / "link").symlink_to(folder / "private.txt")
    return folder


def ask(folder: Path, line: str) -> tuple[int, str]:
    words = [word.replace("FOLDER", str(folder)) for word in shlex.split(line)]
    common = ["--db", f"sqlite:///{folder / 'a.db'}", "--library", str(LIBRARY)]
    return answer_of([*words, *common, "--today", "2026-03-02", "--lang", "en"])


def kept(folder: Path) -> dict[str, bytes]:
    """Return every byte of database and proofs, but for SQLite's marks of who is reading."""
    paths = [*folder.glob("a.db*"), *folder.glob("a.db.proofs/**/*")]
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(paths)
        if path.is_file() and path.suffix != ".db-shm"
    }


def leaves(group: click.Group, prefix: str = "") -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from leaves(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}"


def test_every_command_is_here() -> None:
    missing = [name for name in leaves(Commands()) if name not in WRONG]
    assert not missing
    assert len(COMMANDS) > 30


@pytest.mark.parametrize("wrong", WRONG)
def test_a_refused_command_leaves_database_and_files_as_they_were(wrong: str, home: Path) -> None:
    before = kept(home)
    status, printed = ask(home, WRONG[wrong])
    assert status in {1, 2}, printed
    assert kept(home) == before


def test_the_folder_of_this_test_would_show_a_copied_file(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "copy", symlinks=True)
    before = kept(tmp_path / "copy")
    given = "tick net meet --proof minutes=FOLDER/private.txt --set held_on=2026-03-01"
    assert ask(tmp_path / "copy", given)[0] == 0
    after = kept(tmp_path / "copy")
    assert any(b"4711" in body for name, body in after.items() if name not in before)
