"""``render`` and ``documents``: papers from what is on record."""

from pathlib import Path

import click

from engine.cli.options import Asked, asks
from engine.cli.printing import give, out, table
from engine.language import _, spoken
from engine.workbench.papers import paper, papers
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
    """Make DOCUMENT of NETWORK; without -o the text is printed."""
    form = to or (output.suffix.lstrip(".") if output else "md")
    bench = asked.bench()
    made = paper(bench, bench.situation(network), document, to=form, language=spoken(), draft=draft)
    if output is None:
        out(made.body.decode() if form in {"md", "html", "txt"} else _binary(form))
        return
    write_file(output, made.body)
    out(_("wrote {path}").format(path=output))


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
    found = papers(bench, bench.situation(network), spoken())
    rows = [[one.id, _("ready") if not one.missing else _("misses {count}").format(
        count=len(one.missing)), one.title] for one in found]  # fmt: skip
    lines = table([_("document"), _("stands"), _("title")], rows)
    for one in found:
        if one.missing:
            lines += ["", f"{one.id}:", *(f"  - {text}" for text in one.missing[:6])]
    give(found, lines)
