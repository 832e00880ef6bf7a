"""Documents on record: issued, adopted by a ballot, compared, superseded, recognised."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.case.case import ArticleChange
from engine.case.words import change_told
from engine.cli.script import answer_of
from engine.language import speaking
from engine.store import open_store
from tests.cli.sessions import LIBRARY

SHEET = """\
format: consort/1
document: charter
title: {en: Charter}
kind: legal
languages: [en]
needs:
  network: [title]
  members: [firm]
  rules: [quorum_percent, majority_percent]
  version:
  today:
defaults:
  rules.quorum_percent: 60
  rules.majority_percent: 67
values:
  quorum_percent: rules.quorum_percent
  majority_percent: rules.majority_percent
"""
TEXT = """\
{{ front(title="Charter", date=today) }}
# Name {#name}

The network is called {{ network.title }}.

# Members {#members}

{% for member in members %}
- {{ member.firm }}
{% endfor %}

# Votes {#votes}

{{ rules.quorum_percent }} percent of the members are a quorum.
"""

Ask = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library of one plan and one document."""
    folder = tmp_path_factory.mktemp("issuing")
    shutil.copytree(LIBRARY / "workflows", folder / "library" / "workflows")
    charter = folder / "library" / "templates" / "charter"
    charter.mkdir(parents=True)
    (charter / "document.yml").write_text(SHEET, encoding="utf-8")
    (charter / "en.md.j2").write_text(TEXT, encoding="utf-8")
    return folder


def asked(home: Path, day: str, line: str) -> tuple[int, str]:
    words = [word.replace("OUT", str(home)) for word in line.split()]
    common = ["--db", f"sqlite:///{home / 'a.db'}", "--library", str(home / "library")]
    status, printed = answer_of([*words, *common, "--today", day, "--lang", "en"])
    return status, printed.replace(str(home), "OUT")


@pytest.fixture(scope="module")
def told(home: Path) -> list[str]:
    """The whole life of a charter, command by command, with what was answered."""
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("COLUMNS", "80")
        surroundings.delenv("CONSORT_ACTOR", raising=False)
        return [_answered(home, raw) for raw in LIFE.strip().splitlines()]


def _answered(home: Path, raw: str) -> str:
    day, line = raw.split(" ", 1)
    status, printed = asked(home, day, line)
    return f"$ consort {line}\n{printed.rstrip()}\n[exit {status}]"


LIFE = """
2026-03-01 new net --workflow small.plan
2026-03-01 member add net anka
2026-03-01 member commit net anka
2026-03-01 member add net bora
2026-03-01 member commit net bora
2026-03-01 adopt net charter --ballot b
2026-03-01 issue net charter -o OUT/v1.docx -o OUT/v1.pdf
2026-03-01 adopt net charter
2026-03-01 ballot open net b --how majority --on charter
2026-03-01 adopt net charter --ballot b
2026-03-01 ballot vote net b anka=yes bora=yes
2026-03-01 ballot close net b
2026-03-01 adopt net charter --ballot b
2026-03-02 member add net dora
2026-03-02 member commit net dora
2026-03-02 issue net charter -o OUT/v2.html
2026-03-02 redline net charter@1 charter@2
2026-03-02 redline net charter@2 --against OUT/v1.docx
2026-03-02 adopt net charter --ballot b
2026-03-02 ballot open net c --how majority --on charter@2
2026-03-02 ballot vote net c anka=yes bora=yes
2026-03-02 ballot close net c
2026-03-02 adopt net charter@2 --ballot c
2026-03-02 verify-document OUT/v1.pdf
2026-03-02 verify-document OUT/v2.html
2026-03-02 verify-document OUT/library/templates/charter/en.md.j2
2026-03-02 render net charter@1 -o OUT/again.pdf --as-issued
2026-03-02 render net charter@2 -o OUT/adopted.pdf
2026-03-02 render net charter@2 -o OUT/adopted.html
2026-03-02 render net charter@2 -o OUT/adopted.docx
2026-03-02 verify-document OUT/adopted.pdf
2026-03-02 render net charter@9 -o OUT/nine.pdf
2026-03-02 redline net charter@x charter@2
2026-03-02 rebuild
2026-03-02 verify
"""


def test_the_life_of_a_charter(told: list[str], golden: Callable[[str, str], None]) -> None:
    golden("sessions/issuing.txt", "\n\n".join(told))


@pytest.mark.usefixtures("told")
def test_an_issued_version_comes_back_byte_for_byte(home: Path) -> None:
    assert (home / "again.pdf").read_bytes() == (home / "v1.pdf").read_bytes()


@pytest.mark.usefixtures("told")
def test_an_adopted_text_is_printed_with_the_record_of_it_and_known_again(home: Path) -> None:
    page = (home / "adopted.html").read_text(encoding="utf-8")
    assert "Adopted on 2 March 2026, ballot c" in page
    assert "Record of adoption" in page
    assert "{+dora+}" in page
    saved = home / "saved.docx"
    with zipfile.ZipFile(home / "adopted.docx") as old, zipfile.ZipFile(saved, "w", 8) as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry))
    status, printed = asked(home, "2026-03-02", "verify-document OUT/saved.docx")
    assert status == 0
    assert printed.startswith("adopted: charter, version 2 of net: it was packed again")
    (home / "printed.html").write_text(page + "\n", encoding="utf-8")
    assert asked(home, "2026-03-02", "verify-document OUT/printed.html")[1].startswith("copy: ")


@pytest.mark.usefixtures("told")
def test_an_altered_file_is_told_from_the_one_on_record_and_from_a_copy(home: Path) -> None:
    (home / "other.pdf").write_bytes((home / "v1.pdf").read_bytes() + b"x")
    status, printed = asked(home, "2026-03-02", "verify-document OUT/other.pdf")
    assert status == 1
    assert printed.startswith("copy: charter, version 1 of net: this is not the file on record")
    (home / "other.pdf").write_bytes((home / "v1.pdf").read_bytes()[:-3_000])
    status, printed = asked(home, "2026-03-02", "verify-document OUT/other.pdf")
    assert status == 1
    assert printed.startswith(("altered: ", "unknown: "))


@pytest.mark.usefixtures("told")
def test_the_adopted_text_says_how_the_next_ballot_is_counted(home: Path) -> None:
    _status, printed = asked(home, "2026-03-02", "ballot show net --format json")
    assert '"majority": "67 % of the votes for and against (charter, version 1)"' in printed
    assert '"quorum": "60 % of those entitled must take part"' in printed


@pytest.mark.usefixtures("told")
def test_what_is_missing_names_the_network_in_the_command(home: Path) -> None:
    status, printed = asked(home, "2026-03-02", "render net statutes")
    assert status == 1
    assert "$ consort member commit net FIRM --representative NAME" in printed
    assert "$ consort render net statutes --draft" in printed
    assert "NETWORK" not in printed


@pytest.mark.usefixtures("told")
def test_everything_that_is_ready_goes_into_one_folder(home: Path) -> None:
    status, printed = asked(home, "2026-03-02", "render net --all -o OUT/papers --to docx")
    made = sorted(path.name for path in (home / "papers").iterdir())
    assert status == 0
    assert "charter.docx" in made
    assert f"wrote OUT/papers/{made[0]}" in printed
    assert "not ready: " in printed
    assert "statutes" in printed.partition("not ready: ")[2]
    assert "statutes.docx" not in made
    assert asked(home, "2026-03-02", "render net --all")[0] == 2
    assert asked(home, "2026-03-02", "render net charter --all -o OUT/papers")[0] == 2
    asked(home, "2026-03-02", "render net --all --draft -o OUT/drafts --to md")
    assert (home / "drafts" / "statutes.md").is_file()
    assert asked(home, "2026-03-02", "render net")[0] == 2
    refused = asked(home, "2026-03-02", "render net --all -o OUT/a.db/x")
    assert refused[0] == 1
    assert refused[1].startswith("cannot write OUT/a.db/x: ")


@pytest.mark.usefixtures("told")
def test_an_adoption_keeps_what_changed_as_data_not_as_a_sentence(home: Path) -> None:
    with open_store(f"sqlite:///{home / 'a.db'}") as store:
        adoption = store.load("net").documents["charter"].versions[2].adoption
    assert adoption is not None
    assert adoption.changes == (ArticleChange("changed", "Members", "", ""),)
    with speaking("es"):
        assert change_told(adoption.changes[0]) == "cambiado: Members"


@pytest.mark.usefixtures("told")
def test_an_adoption_with_the_same_key_is_done_once(home: Path) -> None:
    for line in ("issue net charter", "ballot open net k --how majority --on charter@3",
                 "ballot vote net k anka=yes bora=yes", "ballot close net k"):  # fmt: skip
        assert asked(home, "2026-03-03", line)[0] == 0
    once = "adopt net charter@3 --ballot k --key once --format json"
    first, again = (json.loads(asked(home, "2026-03-03", once)[1]) for _time in range(2))
    assert again == first | {"repeated": True}
    assert asked(home, "2026-03-03", once.replace("once", "other"))[0] == 1
