"""``feel``, ``decide``, ``decision``: the rule language and the decision tables by hand."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from engine import feel as language
from engine.cli.options import Asked, asks, facts_given, pairs
from engine.cli.printing import give, heading, out, table, wrapped
from engine.definitions.library import Library
from engine.dmn.adoption import adopted
from engine.dmn.analysis import check as analyse
from engine.dmn.decide import TableAnswer, prepare
from engine.dmn.examples import check_examples
from engine.dmn.explain import explain
from engine.dmn.given import given_to_table, still_needed
from engine.dmn.table import Cell, DecisionTable, Input
from engine.language import _, choose
from engine.workbench.answers import decisions as answers
from engine.workbench.files import write_file
from engine.workbench.table_files import find_table, read_table, table_bytes


@click.command()
@click.argument("expression")
@click.option("--context", default="{}", help="Facts as JSON, or a file that holds it.")
@click.option("--trace", is_flag=True, help="Show the value of every part.")
@asks
def feel(asked: Asked, expression: str, context: str, *, trace: bool) -> None:
    """Evaluate EXPRESSION of the rule language; a null always says why."""
    asked.definitions()
    facts = facts_given(context)
    parsed = language.parse(expression, tuple(facts))
    found = language.evaluate(parsed, facts, trace=trace)
    warnings = _told(parsed, found)
    lines = [language.literal(found.value), *warnings]
    lines += [f"  {seen.text} = {language.literal(seen.value)}" for seen in found.trace]
    give(answers.evaluated(found.value, warnings, found.trace), lines)


def _told(parsed: language.Expression, found: language.Evaluation) -> list[str]:
    """Return what is odd in a text, then why its value is null, each once."""
    odd = {(str(one.span), one.message): str(one) for one in parsed.remarks}
    null = {(str(one.span), one.message): str(one) for one in found.warnings}
    return [*(null | odd).values()]


@click.command()
@click.argument("rule")
@click.argument("inputs", nargs=-1, metavar="NAME=VALUE...")
@click.option("--explain", "explained", is_flag=True, help="Why each other row did not match.")
@asks
def decide(asked: Asked, rule: str, inputs: tuple[str, ...], *, explained: bool) -> None:
    """Ask the decision table RULE; in a terminal it asks for what is missing."""
    found = _asked_for(asked.definitions().decision(rule))
    prepared = prepare(found)
    facts = given_to_table(prepared).texts(_texts(found, pairs(inputs))).facts()
    decision = prepared.decide(facts, explain=explained)
    if decision.unknown:
        raise still_needed(found, decision.unknown)
    give(answers.decided(decision), _decision_lines(decision, explained=explained))


def _asked_for(found: DecisionTable) -> DecisionTable:
    """Return a table that is given its inputs themselves, not the facts they are made of."""
    inputs = tuple(replace(one, expression=Cell(one.name)) for one in found.inputs)
    return replace(found, inputs=inputs)


def _texts(found: DecisionTable, given: dict[str, str]) -> dict[str, str]:
    """Return what is given, in a terminal asked for where it is not."""
    if not sys.stdin.isatty():
        return given
    missing = [one for one in found.inputs if one.name not in given]
    return given | {one.name: _asked(one) for one in missing}


def _asked(one: Input) -> str:
    text: str = click.prompt(choose(one.ask) or one.name, default="", show_default=False)
    return text


def _decision_lines(decision: TableAnswer, *, explained: bool) -> list[str]:
    outputs = decision.outputs.items()
    lines = [f"{name or decision.table.name} = {language.to_text(one)}" for name, one in outputs]
    lines = lines or [language.literal(decision.value)]
    for number, row in zip(decision.rows, decision.why(), strict=False):
        lines += wrapped(
            _("row {row}: {why}").format(row=number, why=choose(row.why)), "    ", "  "
        )
    lines += [f"  {one}" for one in decision.warnings]
    return [*lines, *(explain(decision).splitlines() if explained else ())]


@click.group()
def decision() -> None:
    """List, show, check decision tables; export and import them as spreadsheets or DMN."""


@decision.command("list")
@asks
def list_decisions(asked: Asked) -> None:
    """List the decision tables of the library."""
    library = asked.definitions()
    sources = library.sources("decision")
    found = [answers.table_line(library.decision(source.id)) for source in sources]
    rows = [[one.decision, one.hit, one.question] for one in found]
    give(found, table([_("decision"), _("hit"), _("question")], rows))


@decision.command("show")
@click.argument("rule")
@asks
def show(asked: Asked, rule: str) -> None:
    """Show the decision table RULE: question, inputs, rows with reasons."""
    found = asked.definitions().decision(rule)
    lines = [*heading(choose(found.title) or found.name), choose(found.question), ""]
    lines += table([_("input"), _("question")], [[i.name, choose(i.ask)] for i in found.inputs])
    for number, row in enumerate(found.rows, 1):
        lines += ["", *_row_lines(found, number)]
        lines += wrapped(f"{choose(row.why)} {row.source}", "    ", "    ")
    give(answers.table_shown(found), lines)


def _row_lines(found: DecisionTable, number: int) -> list[str]:
    row = found.rows[number - 1]
    tests = [f"{one.name} {cell.text}" for one, cell in zip(found.inputs, row.tests, strict=True)
             if cell.text != "-"]  # fmt: skip
    results = [f"{one.name} = {cell.text}".lstrip(" =")
               for one, cell in zip(found.outputs, row.results, strict=True)]  # fmt: skip
    when = _(" and ").join(tests) or _("always")
    text = f"{when}: {', '.join(results)}"
    return wrapped(text, "    ", f"{number:>3} ")


@decision.command("check")
@click.argument("rules", nargs=-1)
@asks
def check(asked: Asked, rules: tuple[str, ...]) -> None:
    """Check RULES (names or files; default: all) for gaps, overlaps, dead rows; run examples."""
    library = asked.definitions()
    names = rules or tuple(source.id for source in library.sources("decision"))
    problems = [p for name in names for p in _problems(_named(library, name))]
    count = _("tables checked: {count}; problems: {problems}").format(
        count=len(names), problems=len(problems)
    )
    answer = answers.tables_checked(len(names), problems)
    give(answer, [*(problem.drawn() for problem in problems), count])
    if any(problem.severity == "error" for problem in problems):
        raise click.exceptions.Exit(2)


def _named(library: Library, word: str) -> DecisionTable:
    """Return a decision table by its name in the library, or from a file."""
    path = Path(word)
    return read_table(path) if path.suffix and path.is_file() else library.decision(word)


def _problems(found: DecisionTable) -> list[Any]:
    return [*analyse(found), *check_examples(found)]


@decision.command("export")
@click.argument("rule")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@asks
def export(asked: Asked, rule: str, output: Path) -> None:
    """Write the table RULE as FILE.xlsx, FILE.csv, FILE.dmn or FILE.yaml."""
    found = asked.definitions().decision(rule)
    write_file(output, table_bytes(found, output))
    out(_("wrote {path}").format(path=output))


@decision.command("import")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--decision", "name", default="", help="Which table, where SOURCE has several.")
@asks
def import_(asked: Asked, source: Path, output: Path, name: str) -> None:
    """Read a table from SOURCE (.xlsx, .csv, .dmn or .yaml), check it and write it as OUTPUT.

    Names become ids, and a table without examples gets one for each row: look through them.
    """
    asked.definitions()
    found = find_table(source, name)
    taken = adopted(found.table)
    content = table_bytes(taken.table, output)
    problems = _problems(taken.table)
    for line in (*found.told, *taken.told, *(problem.drawn() for problem in problems)):
        click.echo(line, err=True)
    write_file(output, content)
    out(_("wrote {path}; problems: {problems}").format(path=output, problems=len(problems)))
