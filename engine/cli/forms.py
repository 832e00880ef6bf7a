"""Forms: what ``record`` and ``tick`` ask for, shown by ``--help`` and filled by ``--ask``.

A form is a ``Possible``; what is wanted, its kind and its choices are decided where hints are made.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import click

from engine.cli.command_lines import blank, command_lines, word_of
from engine.cli.printing import give, wrapped
from engine.language import _
from engine.possible import Possible, PossibleAnswer, Want, WantKind

WANTS_FORM: Final = "consort.form"
"""Where a command keeps that ``--help`` asks for the form of what it names."""

_EXAMPLES: Final[Mapping[WantKind, str]] = {
    WantKind.NUMBER: "1",
    WantKind.MONEY: "100",
    WantKind.YES_NO: "yes",
    WantKind.YEAR_DAY: "31/12",
    WantKind.SCORES: "3",
}
"""Answers of an example, where no choice is known; else its blank stands for it."""


class FormCommand(click.Command):
    """A command whose ``--help`` shows the form of what its arguments name, once they are given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as ever; ``--help`` behind all required arguments is kept for the command."""
        rest = [word for word in args if word != "--help"]
        if rest != args and self._named(ctx, rest):
            ctx.meta[WANTS_FORM] = True
            return super().parse_args(ctx, rest)
        return super().parse_args(ctx, args)

    def _named(self, ctx: click.Context, words: list[str]) -> bool:
        needed = [p.name for p in self.params if isinstance(p, click.Argument) and p.required]
        context = click.Context(self, info_name=ctx.info_name, resilient_parsing=True)
        values, _rest, _order = self.make_parser(context).parse_args(args=list(words))
        return all(isinstance(values.get(name or ""), str) for name in needed)


def form_wanted() -> bool:
    """Whether ``--help`` asks for a form."""
    return bool(click.get_current_context().meta.get(WANTS_FORM))


def show_form(form: Possible, today: date) -> None:
    """Print a form: each thing it asks for, its kind and choices, and a line as an example."""
    give(form, [*wrapped(form.title), "", *_want_lines(form), "", _("For example:"),
                *command_lines(_example(form, today), "  ")])  # fmt: skip


def _want_lines(form: Possible) -> Iterator[str]:
    for want in form.wants:
        told = [_("needed") if want.needed else _("may be left out")]
        told += [_("several, with commas between")] if want.many else []
        begin = word_of(replace(want, given=""))
        yield from wrapped(f"{begin}  {want.title} ({'; '.join(told)})", " " * 6, "  ")
        for choice in want.choices:
            yield from wrapped(f"{choice.value}: {_said(choice)}", " " * 10, " " * 6)


def _example(form: Possible, today: date) -> Possible:
    """Return a form with answers to what is needed; of a record, to one field at least."""
    fields = [one.name for one in form.wants if one.field]
    first = fields[:1] if not any(one.needed and one.field for one in form.wants) else []
    return form.with_given(
        **{w.name: _answer(w, today) for w in form.wants if w.needed or w.name in first}
    )


def _answer(want: Want, today: date) -> str:
    if want.kind is WantKind.DATE:
        return today.isoformat()
    if want.kind in {WantKind.SCORES, WantKind.PROOF} or not want.choices:
        return _EXAMPLES.get(want.kind, "")
    return want.choices[0].value


def filled(form: Callable[[], Possible], given: Mapping[str, str], *, ask: bool) -> dict[str, str]:
    """Return the answers given and, where they are asked for one by one, those to the rest.

    They are asked for by ``ask``, or where a person sits and something that is needed is missing.
    An empty answer leaves out what may be left out; what is needed is asked again.
    """
    if not ask and not (sys.stdin.isatty() and sys.stdout.isatty()):
        return dict(given)
    said = {name.split(".")[0] for name in given}
    open_ = [one for one in form().wants if one.name not in said and (one.needed or one.field)]
    answers = dict(given)
    if ask or any(one.needed for one in open_):
        for want in open_:
            answers |= _asked(want)
    return answers


def _asked(want: Want) -> dict[str, str]:
    if want.kind is not WantKind.SCORES or not want.choices:
        answer = _prompted(want, want.title)
        return {want.name: answer} if answer else {}
    each = ((one, _prompted(want, f"{want.title}: {_said(one)}")) for one in want.choices)
    return {f"{want.name}.{one.value}": answer for one, answer in each if answer}


def _said(answer: PossibleAnswer) -> str:
    return answer.title or answer.value


def _prompted(want: Want, title: str) -> str:
    """Return an answer to a question; its choices are told first."""
    for choice in want.choices if want.kind is not WantKind.SCORES else ():
        click.echo(f"  {choice.value}: {_said(choice)}", err=True)
    shown: Any = None if want.needed and not want.given else want.given
    question = f"{title} [{blank(replace(want, given=''))}]"
    return str(click.prompt(question, default=shown, show_default=bool(shown), err=True))
