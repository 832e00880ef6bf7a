"""``dmn``: run decision models, and the official test kit."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import click

from engine import feel as language
from engine import interchange as models
from engine.cli.check import tell_report
from engine.cli.options import Asked, asks, facts_given, pairs
from engine.cli.printing import give, table
from engine.definitions.check import check as check_files
from engine.dmn.given import given_to_model
from engine.dmn.model_check import problems_of
from engine.interchange.kit import KitVerdict, run_kit
from engine.language import _
from engine.source import DefinitionError, Problem
from engine.workbench.answers import decisions as answers
from engine.workbench.files import write_file


@click.group()
def dmn() -> None:
    """Run DMN models (.dmn files), and the official DMN test kit."""


@dmn.command("run")
@click.argument("model", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("inputs", nargs=-1, metavar="NAME=VALUE...")
@click.option("--decision", default="", help="The decision to make, by name or id.")
@click.option("--bkm", default="", help="The knowledge model to call.")
@click.option("--service", default="", help="The decision service to call.")
@click.option("--context", default="", help="Inputs as JSON, or a file that holds it.")
@asks
def run(asked: Asked, model: Path, inputs: tuple[str, ...], **given: str) -> None:
    """Evaluate a decision of MODEL, the only one unless named; inputs are held to their types."""
    kind, name = _chosen(given)
    asked.definitions()
    loaded = models.load(model)
    problems = problems_of(loaded, kind, name)
    _refuse_languages(problems)
    takes = given_to_model(loaded, kind, name)
    if given["context"]:
        takes.values(facts_given(given["context"]))
    found = loaded.evaluate(kind, name, takes.texts(pairs(inputs)).facts())
    warnings = dict.fromkeys(str(one) for one in (*problems, *found.warnings))
    answer = answers.evaluated(found.value, warnings)
    give(answer, [language.literal(found.value), *answer.warnings])


def _refuse_languages(problems: Iterable[Problem]) -> None:
    """Refuse a decision with texts in another language than FEEL: nothing can come of it."""
    found = [one for one in problems if one.code == "language"]
    if found:
        raise DefinitionError(found)


@dmn.command("check")
@click.argument("models_", metavar="MODEL...", nargs=-1, required=True,
                type=click.Path(exists=True, dir_okay=False, path_type=Path))  # fmt: skip
@asks
def check(asked: Asked, models_: tuple[Path, ...]) -> None:
    """Check MODELs: texts, names, types, requirements and tables, every problem at its place."""
    tell_report(check_files(models_, asked.definitions()))


def _chosen(given: dict[str, str]) -> tuple[str, str]:
    """Return what to evaluate: its kind and name, no name for the only decision."""
    kinds = {"decision": given["decision"], "bkm": given["bkm"],
             "decisionService": given["service"]}  # fmt: skip
    chosen = [(kind, name) for kind, name in kinds.items() if name]
    if len(chosen) > 1:
        raise click.UsageError(_("give one of --decision, --bkm, --service"))
    return chosen[0] if chosen else ("decision", "")


@dmn.command("tck")
@click.argument("kit", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--csv", "target", type=click.Path(dir_okay=False, path_type=Path), default=None,
              help="Write one row a case, as vendors do.")  # fmt: skip
@asks
def tck(asked: Asked, kit: Path, target: Path | None) -> None:  # noqa: ARG001
    """Run the official test kit in the folder KIT: the score by folder."""
    verdicts = list(run_kit(kit, models.load))
    if target is not None:
        write_file(target, _csv(verdicts).encode())
    score = answers.kit_score(verdicts)
    rows = [[one.folder, f"{one.passed}/{one.cases}", _percent(one.passed, one.cases)]
            for one in score.folders]  # fmt: skip
    good, every = score.passed, score.cases
    summary = _("{good} of {every} cases ({percent})").format(
        good=good, every=every, percent=_percent(good, every)
    )
    failures = [f"{v.folder} {v.case}: {v.message}" for v in verdicts if v.status != "SUCCESS"]
    header = [_("folder"), _("cases"), _("score")]
    give(score, [*table(header, rows), *failures[:50], summary])
    if good < every:
        raise click.exceptions.Exit(1)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %"


def _csv(verdicts: list[KitVerdict]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for one in verdicts:
        message = " ".join(one.message.split()).replace('"', "'")
        writer.writerow([one.folder, one.file, one.case, one.status, message])
    return text.getvalue()
