"""``template`` and ``sign``: for those who write templates, and those who sign what came out."""

import sys
import tempfile
from pathlib import Path

import click

from engine.cli.issuing import FILE, TARGET
from engine.cli.options import Asked, asks, library_folders
from engine.cli.printing import give
from engine.definitions.library import Library
from engine.documents import Templates, author, format_of
from engine.documents.sign import sign as signed
from engine.language import _, spoken
from engine.source import DefinitionError
from engine.workbench.answers.files import wrote
from engine.workbench.answers.refused import WrongFiles
from engine.workbench.files import write_file
from engine.workbench.rendering import TEMPLATES, templates_of


@click.group()
def template() -> None:
    """Begin, check and preview your own versions of the shipped documents."""


def _shelf(asked: Asked) -> Templates:
    return templates_of(Library(library_folders(asked.library)))


@template.command("new")
@click.argument("document")
@asks
def new(asked: Asked, document: str) -> None:
    """Begin your own version of DOCUMENT in the folder given with --library."""
    if not asked.library:
        raise click.UsageError(_("say where your own files are kept, with --library FOLDER"))
    path = author.new(Path(asked.library) / TEMPLATES, _shelf(asked), document, spoken())
    text = _("begun: {path}; it extends the shipped document, change its blocks")
    give(wrote(path), [text.format(path=path)])


@template.command("check")
@click.argument("document")
@click.option("--write", is_flag=True, help="Take what the sample prints now as right.")
@asks
def check(asked: Asked, document: str, *, write: bool) -> None:
    """Check names, blocks and the sample of DOCUMENT; every problem at its line."""
    problems = author.check(_shelf(asked), document, write=write)
    if problems:
        raise DefinitionError(problems)
    give(WrongFiles(()), [_("{document}: nothing wrong").format(document=document)])


@template.command("preview")
@click.argument("document")
@click.option("-o", "--output", type=TARGET, default=None, help="The file to write.")
@click.option("--open/--no-open", "shown", default=None, help="Show it (default: at a terminal).")
@asks
def preview(asked: Asked, document: str, output: Path | None, *, shown: bool | None) -> None:
    """Make DOCUMENT from its sample facts and show it in the browser, or the program of -o FILE."""
    to = format_of(output) if output else "html"
    made = author.preview(_shelf(asked), document, spoken(), to)
    path = output or Path(tempfile.mkdtemp(prefix="consort-")) / f"{document}.html"
    write_file(path, made.body)
    give(wrote(path), [str(path)])
    if sys.stdout.isatty() if shown is None else shown:
        click.launch(str(path))


@click.command()
@click.argument("file", type=FILE)
@click.option("--key", type=FILE, required=True, help="Key and certificate (PKCS#12).")
@click.option("--name", default="Signature1", help="Name of the signature; one for each signer.")
@click.option("--because", default="", help="What the signature is for.")
@click.option("--password", envvar="CONSORT_KEY_PASSWORD", prompt=True, hide_input=True)
@click.option("-o", "--output", type=TARGET, default=None, help="Else FILE itself is replaced.")
@asks
def sign(
    _asked: Asked, file: Path, key: Path, name: str, because: str, password: str,
    output: Path | None,
) -> None:  # fmt: skip
    """Sign a PDF FILE; earlier signatures stay valid. Needs the extra 'sign'."""
    body = signed(file.read_bytes(), key, password, field=name, because=because)
    write_file(output or file, body)
    path = output or file
    give(wrote(path), [_("signed: {path}").format(path=path)])
