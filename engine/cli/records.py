"""``record`` and ``records``: what people write down."""

from datetime import date
from functools import partial
from typing import Any

import click

from engine.case import messages as m
from engine.cli.forms import FormCommand, filled, form_wanted, show_form
from engine.cli.options import Asked, Day, asks, because, keyed, pairs, tell_done
from engine.cli.printing import give, table, wrapped
from engine.language import _
from engine.workbench.answers import forms, lists


@click.command(cls=FormCommand)
@click.argument("network")
@click.argument("kind", metavar="TYPE")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE...")
@click.option("--project", "scope", default="", help="Of this project.")
@click.option("--date", "on", type=Day(), default=None, help="The day it is about.")
@click.option(
    "--replace", "replaces", type=int, default=0, help="Number of the record it corrects."
)
@click.option("--withdraw", type=int, default=0, help="Take this record back instead.")
@click.option("--again", is_flag=True, help="It is so, although something speaks against it.")
@click.option("--ask", is_flag=True, help="Ask for each field.")
@because
@keyed
@asks
def record(  # noqa: PLR0913  one argument for each option of the command
    asked: Asked,
    *,
    network: str,
    kind: str,
    fields: tuple[str, ...],
    scope: str,
    on: date | None,
    replaces: int,
    withdraw: int,
    again: bool,
    ask: bool,
    because: str,
    key: str,
) -> None:
    """Write a record of TYPE down in NETWORK: a meeting, hours, a survey, a budget line.

    With NETWORK and TYPE, --help shows the fields, their choices and an example.
    """
    bench, given = asked.bench(), pairs(fields)
    if form_wanted():
        show_form(forms.record_form(bench, network, kind, scope), bench.today())
        return
    if not withdraw and not replaces:
        given = filled(partial(forms.record_form, bench, network, kind, scope), given, ask=ask)
    command: m.Command = m.RecordFact(kind, given, scope, on, replaces, because, again)
    if withdraw:
        command = m.WithdrawRecord(withdraw, kind, because, scope)
    tell_done(bench.execute(network, command, key))


@click.command()
@click.argument("network")
@click.argument("kind", metavar="[TYPE]", required=False)
@click.option("--project", "scope", default="", help="Of this project.")
@click.option("--confidential", is_flag=True, help="Show confidential fields too.")
@asks
def records(
    asked: Asked, network: str, kind: str | None, scope: str, *, confidential: bool
) -> None:
    """Show the records of TYPE in NETWORK, or how many there are of each type."""
    bench = asked.bench()
    if kind is None:
        counts = lists.record_counts(bench, network, scope)
        rows = [[one.type, str(one.records), one.title] for one in counts]
        give(counts, table([_("type"), _("records"), _("title")], rows))
        return
    found = lists.records(bench, network, kind, scope, confidential=confidential)
    lines = [line for one in found for line in _record_lines(one)]
    give(found, lines or [_("nothing written down yet")])


def _record_lines(one: lists.RecordLine) -> list[str]:
    rest = ", ".join(f"{name}: {_flat(value)}" for name, value in one.fields.items())
    if one.replaced:
        rest += _(" (replaced by a later one)")
    return wrapped(rest, " " * 6, f"{one.number:>4}  {one.on}  ")


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{k}={v}" for k, v in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
