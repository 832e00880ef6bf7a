"""``dmn``: run decision models, and the official test kit."""

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import click

from engine import feel as language
from engine import interchange as models
from engine.cli.options import Asked, asks, facts_given
from engine.cli.printing import give, plain, table
from engine.interchange.kit import Verdict, run_kit
from engine.language import _
from engine.source import DefinitionError
from engine.workbench.files import write_file


@click.group()
def dmn() -> None:
    """Run DMN models (.dmn files), and the official DMN test kit."""


@dmn.command("run")
@click.argument("model", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("inputs", nargs=-1, metavar="NAME=VALUE...")
@click.option("--decision", default="", help="The decision to make.")
@click.option("--bkm", default="", help="The knowledge model to call.")
@click.option("--service", default="", help="The decision service to call.")
@click.option("--context", default="", help="Inputs as JSON, or a file that holds it.")
@asks
def run(asked: Asked, model: Path, inputs: tuple[str, ...], **given: str) -> None:
    """Evaluate a decision of MODEL; inputs are FEEL values, a bare word is text."""
    kinds = {"decision": given["decision"], "bkm": given["bkm"],
             "decisionService": given["service"]}  # fmt: skip
    chosen = [(kind, name) for kind, name in kinds.items() if name]
    if len(chosen) != 1:
        raise click.UsageError(_("say what to evaluate: one of --decision, --bkm, --service"))
    kind, name = chosen[0]
    asked.definitions()
    found = models.load(model).evaluate(kind, name, _inputs(inputs, given["context"]))
    warnings = [str(one) for one in found.warnings]
    data = {"value": plain(language.to_python(found.value)), "warnings": warnings}
    give(data, [language.literal(found.value), *warnings])


def _inputs(written: tuple[str, ...], context: str) -> dict[str, Any]:
    facts = language.from_python(facts_given(context)) if context else {}
    for text in written:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.UsageError(_("{text!r}: write it as NAME=VALUE").format(text=text))
        facts[name.strip()] = _feel_value(value)
    return facts


def _feel_value(text: str) -> Any:
    try:
        expression = language.parse(text)
    except DefinitionError:
        return text
    if expression.remarks:  # a bare word is a name nobody knows: it is meant as text
        return text
    return language.evaluate(expression, {}).value


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
    whole, passed = (
        Counter(v.folder for v in verdicts),
        Counter(v.folder for v in verdicts if v.status == "SUCCESS"),
    )
    rows = [[name, f"{passed[name]}/{count}", _percent(passed[name], count)]
            for name, count in whole.items()]  # fmt: skip
    good, every = passed.total(), whole.total()
    summary = _("{good} of {every} cases ({percent})").format(
        good=good, every=every, percent=_percent(good, every)
    )
    failures = [f"{v.folder} {v.case}: {v.message}" for v in verdicts if v.status != "SUCCESS"]
    header = [_("folder"), _("cases"), _("score")]
    data = {
        "passed": good,
        "cases": every,
        "folders": {n: [passed[n], c] for n, c in whole.items()},
    }
    give(data, [*table(header, rows), *failures[:50], summary])
    if good < every:
        raise click.exceptions.Exit(1)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %"


def _csv(verdicts: list[Verdict]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for one in verdicts:
        message = " ".join(one.message.split()).replace('"', "'")
        writer.writerow([one.folder, one.file, one.case, one.status, message])
    return text.getvalue()
