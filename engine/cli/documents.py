"""``render`` and ``documents``: papers from what is on record."""

from pathlib import Path

import click

from engine.cli.command_lines import offered
from engine.cli.options import Asked, asks
from engine.cli.printing import give, out, table, wrapped
from engine.documents import Rendered, format_of
from engine.documents.orders import MEDIA, unknown_format
from engine.language import _, bare, plural, spoken
from engine.source import EngineError
from engine.workbench import Workbench
from engine.workbench.answers import lists
from engine.workbench.files import made_folder, write_file
from engine.workbench.issuing import kept_file, named
from engine.workbench.needs import Need
from engine.workbench.rendering import Paper, every_paper, paper


@click.command()
@click.argument("network")
@click.argument("document", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None)
@click.option("--to", default="", help="md, html, txt, docx or pdf; else the file's ending says.")
@click.option("--draft", is_flag=True, help="Render with marked blanks where facts are missing.")
@click.option("--as-issued", is_flag=True, help="Of an adopted version, the file from before.")
@click.option("--all", "every", is_flag=True, help="Every document that is ready, to folder -o.")
@asks
def render(  # noqa: PLR0913  one parameter for each option of the command
    asked: Asked, network: str, document: str | None, output: Path | None, to: str,
    *, draft: bool, every: bool, as_issued: bool,
) -> None:  # fmt: skip
    """Make DOCUMENT of NETWORK; without -o the text is printed.

    DOCUMENT@2 gives the version that was issued, byte for byte as it is kept; once adopted, with
    the record of that as its annex. PROJECT/DOCUMENT is the paper of one project, such as
    yarn_1/pilot-charter.
    """
    if every == (document is not None):
        raise click.UsageError(_("name a document, or give --all with a folder: -o FOLDER"))
    if document is None:
        _render_all(asked.bench(), network, output, to or "pdf", draft=draft)
        return
    form = to or (format_of(output) if output else "md")
    bench = asked.bench()
    if "@" in document:
        body = kept_file(bench, network, named(document), form, as_issued=as_issued)
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


def _render_all(
    bench: Workbench, network: str, folder: Path | None, form: str, *, draft: bool
) -> None:
    """Write every document that is ready into a folder, and say which are not."""
    if folder is None:
        raise click.UsageError(_("say where to, with -o FOLDER"))
    if form not in MEDIA:
        raise unknown_format(form)
    made_folder(folder)
    left_out = []
    stands = bench.situation(network)
    for name, made in every_paper(bench, stands, to=form, language=spoken(), draft=draft):
        if isinstance(made, EngineError):
            left_out.append(name)
            continue
        write_file(folder / f"{name}.{form}", made.body)
        out(_("wrote {path}").format(path=folder / f"{name}.{form}"))
    if left_out:
        text = _("not ready: {names}; 'consort documents {network}' tells what they miss")
        for line in wrapped(text.format(names=", ".join(left_out), network=network)):
            out(line)


def _mind(made: Rendered) -> None:
    """Tell, beside the paper itself, what its reader has to know of its language."""
    if bare(made.language) != bare(spoken()):
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
    found = lists.documents(asked.bench(), network)
    rows = [[one.id, _stands(one), one.on_record, one.title] for one in found]
    lines = table([_("document"), _("stands"), _("on record"), _("title")], rows)
    for one in found:
        if one.missing:
            lines += ["", _("{document} still needs:").format(document=one.id)]
            lines += [line for need in one.needs for line in _needed(need)]
    give(found, lines)


def _needed(need: Need) -> list[str]:
    """Return facts that are missing, with the command that records them below."""
    named = wrapped(", ".join(need.facts), "    ", "  - ")
    return named + offered([need.possible] if need.possible else [], "    ")


def _stands(one: Paper) -> str:
    if not one.missing:
        return _("ready")
    return plural("misses {count}", "misses {count}", len(one.missing)).format(
        count=len(one.missing)
    )
