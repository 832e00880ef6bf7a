"""``tick``, ``untick``, ``waive``, ``reopen-task``: steps of the plan."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from engine.case import messages as m
from engine.cli.forms import FormCommand, filled, form_wanted, show_form
from engine.cli.options import Asked, Day, asks, because, keyed, pairs, tell_done
from engine.language import _
from engine.source import Reason, refuse
from engine.workbench.answers.forms import tick_form

SUFFIX = range(2, 6)
"""How many letters and digits behind a dot, the first a letter, make a name that of a file."""


@click.command(cls=FormCommand)
@click.argument("network")
@click.argument("task")
@click.option("--for", "target", default="", help="The firm or project it was done for.")
@click.option("--proof", multiple=True, metavar="KIND=REF", help="Evidence; a file is kept.")
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help="What was found out.")
@click.option("--note", default="", help="A short remark.")
@click.option("--date", "on", type=Day(), default=None, help="The day it was done.")
@click.option("--again", is_flag=True, help="It is so, although something speaks against it.")
@click.option("--ask", is_flag=True, help="Ask for each thing it needs.")
@keyed
@asks
def tick(  # noqa: PLR0913  one argument for each option of the command
    asked: Asked,
    *,
    network: str,
    task: str,
    target: str,
    proof: tuple[str, ...],
    fields: tuple[str, ...],
    note: str,
    on: date | None,
    again: bool,
    ask: bool,
    key: str,
) -> None:
    """Tick TASK of NETWORK off: an id, a code like P1-05, or a part of its title."""
    bench, form = asked.bench(), partial(tick_form, asked.bench(), network, task)
    if form_wanted():
        show_form(form(), bench.today())
        return
    given = pairs(fields, "--set")
    named = list(pairs(proof, "--proof").items())
    told = {name: "yes" for name, one in (("for", target), ("proof", named)) if one}
    answers = filled(form, {**given, **told}, ask=ask)
    target = target or answers.get("for", "")
    if not named and "proof" in answers:
        named = list(pairs((answers["proof"],), "--proof").items())
    given = {name: one for name, one in answers.items() if name not in _ANSWERED_APART}
    proofs = tuple(_proof(kind, reference) for kind, reference in named)
    command = m.TickTask(task, "", target, on, proofs, given, note, again)
    tell_done(bench.execute(network, command, key))


_ANSWERED_APART = frozenset({"for", "proof", "date"})
"""What a tick is told besides the fields of its record."""


def _proof(kind: str, reference: str) -> m.Proof | m.Attachment:
    """Return a proof; a reference that is a file is kept."""
    path = Path(reference)
    if reference and path.is_file():
        return m.Attachment(kind, path)
    if _like_a_file(reference) and "://" not in reference:
        wish = _("keep {reference!r} as proof").format(reference=reference)
        why = _("there is no such file, and it is named like one")
        raise refuse(Reason.UNKNOWN, wish, why, _("give a file, or a reference without suffix"))
    return m.Proof(kind, reference)


def _like_a_file(reference: str) -> bool:
    """Whether a reference with a folder or a suffix is meant for a file."""
    _stem, dot, suffix = reference.rpartition(".")
    ends = dot and len(suffix) in SUFFIX and suffix.isascii() and suffix.isalnum()
    return "/" in reference or "\\" in reference or bool(ends and suffix[0].isalpha())


def _moving(name: str, verb: str, doc: str) -> click.Command:
    @click.command(name)
    @click.argument("network")
    @click.argument("task")
    @click.option("--for", "target", default="", help="Only for this firm or project.")
    @because
    @keyed
    @asks
    def moved(asked: Asked, network: str, task: str, key: str, **given: Any) -> None:
        command = m.MoveTask(verb, task, **given)
        tell_done(asked.bench().execute(network, command, key))

    moved.help = doc
    return moved


untick = _moving("untick", "untick", "Take the last tick of TASK back, with a reason.")
waive = _moving("waive", "waive", "Do without TASK, with a reason.")
reopen_task = _moving("reopen-task", "reopen", "Open TASK again from the start, with a reason.")
