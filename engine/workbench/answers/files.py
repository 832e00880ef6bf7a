"""Files read, checked and written: what is wrong with them, and where something went."""

from dataclasses import dataclass
from pathlib import Path

from engine.case.case import ArticleChange
from engine.definitions.check import Report
from engine.documents import Rendered
from engine.documents.verify import FileVerdict
from engine.workbench.answers.refused import ProblemLine, told


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, in how many files and examples."""

    files: int
    examples: int
    problems: tuple[ProblemLine, ...]


@dataclass(frozen=True, slots=True)
class Wrote:
    """Where something was written."""

    path: str


@dataclass(frozen=True, slots=True)
class FileStanding:
    """Whether a file is an issued or adopted text; of an altered one the articles that differ."""

    standing: str
    sentence: str
    document: str
    text: str
    altered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """How two versions of a document differ: how many articles, and each change."""

    changed: int
    added: int
    removed: int
    renumbered: int
    changes: tuple[ArticleChange, ...]


def checked(report: Report) -> Checked:
    """Return what a check found."""
    return Checked(report.files, report.examples, told(report.problems))


def wrote(path: Path) -> Wrote:
    """Return where something was written."""
    return Wrote(str(path))


def compared(made: Rendered) -> Compared:
    """Return how two versions differ, as it was counted when they were compared."""
    found = made.values
    return Compared(
        found["changed"], found["added"], found["removed"], found["renumbered"],
        made.changes,
    )  # fmt: skip


def file_standing(verdict: FileVerdict) -> FileStanding:
    """Return what a file is among the texts on record."""
    issue = verdict.issue
    return FileStanding(
        verdict.standing, verdict.sentence, issue.document if issue else "",
        issue.text_digest if issue else "", tuple(verdict.altered),
    )  # fmt: skip
