"""``render`` and ``documents``: papers from what is on record."""

from pathlib import Path

import click

from engine.cli.options import Asked, asks
from engine.cli.printing import give, out, table, wrapped
from engine.documents import Rendered, format_of
from engine.language import _, plural, spoken
from engine.workbench.issuing import kept_file, named
from engine.workbench.papers import Paper, paper, papers
from engine.workbench.written import write_file


@click.command()
@click.argument("network")
@click.argument("document")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=None)
@click.option("--to", default="", help="md, html, txt, docx or pdf; else the file's ending says.")
@click.option("--draft", is_flag=True, help="Render with marked blanks where facts are missing.")
@asks
def render(
    asked: Asked, network: str, document: str, output: Path | None, to: str, *, draft: bool
) -> None:
    """Make DOCUMENT of NETWORK; without -o the text is printed.

    DOCUMENT@2 gives the version that was issued, byte for byte as it is kept. PROJECT/DOCUMENT
    is the paper of one project, such as yarn_1/pilot-charter.
    """
    form = to or (format_of(output) if output else "md")
    bench = asked.bench()
    if "@" in document:
        body = kept_file(bench, network, named(document), form)
    else:
        stands = bench.situation(network)
        made = paper(bench, stands, document, to=form, language=spoken(), draft=draft)
        body = made.body
        _mind(made)
    if output is None:
        out(body.decode() if form in {"md", "html", "txt"} else _binary(form))
        return
    write_file(output, body)
    out(_("wrote {path}").format(path=output))


def _mind(made: Rendered) -> None:
    """Tell, beside the paper itself, what its reader has to know of its language."""
    if made.language.split("_")[0] != spoken().split("_")[0]:
        text = _("there is no text of it in {wanted!r}; this one is in {language!r}")
        click.echo(text.format(wanted=spoken(), language=made.language), err=True)
    if made.review:
        text = _("the text in {language!r}: {review}")
        click.echo(text.format(language=made.language, review=_(made.review)), err=True)


def _binary(form: str) -> str:
    raise click.UsageError(
        _("{form} is no text; write it to a file with -o FILE.{form}").format(form=form)
    )


@click.command()
@click.argument("network")
@asks
def documents(asked: Asked, network: str) -> None:
    """List the documents of NETWORK: ready, or what is missing and what records it."""
    bench = asked.bench()
    situation = bench.situation(network)
    found = papers(bench, situation, spoken())
    rows = [[one.id, _stands(one), one.on_record, one.title] for one in found]
    lines = table([_("document"), _("stands"), _("on record"), _("title")], rows)
    for one in found:
        if one.missing:
            lines += ["", _("{document} still needs:").format(document=one.id)]
            lines += [line for hint in one.hints for line in wrapped(hint, "    ", "  - ")]
    give(found, lines)


def _stands(one: Paper) -> str:
    if not one.missing:
        return _("ready")
    return plural("misses {count}", "misses {count}", len(one.missing)).format(
        count=len(one.missing)
    )
