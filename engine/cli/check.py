"""``check``: plan and rule files, every problem with its place, and their examples as tests."""

from pathlib import Path

import click

from engine.cli.options import Asked, asks, library_folders
from engine.cli.printing import give
from engine.definitions.check import Report
from engine.definitions.check import check as check_files
from engine.definitions.library import Library
from engine.definitions.reading.sources import LIMITS
from engine.feel.budget import allow
from engine.language import _, plural
from engine.workbench.answers.files import checked


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@asks
def check(asked: Asked, paths: tuple[Path, ...]) -> None:
    """Check the files or folders PATHS: every problem at once, and their examples."""
    library = Library(library_folders(asked.library))
    if not any(path.name == LIMITS or (path / LIMITS).is_file() for path in paths):
        allow(library.limits())  # else those among the files hold, and are told of with the rest
    report = check_files(paths, library)
    tell_report(report)


def tell_report(report: Report) -> None:
    """Print what a check of files found.

    Raises:
        Exit: with the status 2 when there is an error.
    """
    summary = [
        plural("{count} file", "{count} files", report.files).format(count=report.files),
        plural("{count} example", "{count} examples", report.examples).format(
            count=report.examples
        ),
        plural("{count} problem", "{count} problems", len(report.problems)).format(
            count=len(report.problems)
        ),
    ]
    give(
        checked(report),
        [*(p.drawn() for p in report.problems), _("checked: ") + ", ".join(summary)],
    )
    if any(problem.severity == "error" for problem in report.problems):
        raise click.exceptions.Exit(2)
