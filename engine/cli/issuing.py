"""``issue``, ``adopt``, ``redline``, ``verify-document``: exact texts, decided on and proved."""

from pathlib import Path
from typing import Final

import click

from engine.cli.options import Asked, asks, keyed, tell_done, told_of
from engine.cli.printing import give, out, wants_json, wrapped
from engine.documents import format_of
from engine.documents.verify import LARGEST, Standing
from engine.language import _
from engine.source import Reason, refuse
from engine.workbench import issuing
from engine.workbench.answers import files
from engine.workbench.files import write_file

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SEALED_AT: Final = "consort verify-document "
"""What stands before the seal in the QR code where no address of an own page is given."""
TARGET = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("network")
@click.argument("document")
@click.option("--note", default="", help="What is new, or what it is for.")
@click.option("-o", "--output", multiple=True, type=TARGET, help="Also write it; may be repeated.")
@click.option("--verify-at", default="", metavar="URL", help="Own page that checks the QR code.")
@keyed
@asks
def issue(  # noqa: PLR0913, PLR0917  one parameter for each option of the command
    asked: Asked, network: str, document: str, note: str, output: tuple[Path, ...],
    verify_at: str, key: str,
) -> None:  # fmt: skip
    """Put the next version of DOCUMENT on record, with fingerprint and QR code.

    'consort render NETWORK DOCUMENT@2 -o FILE' writes an issued version again, byte for byte.
    """
    forms = {path: format_of(path) for path in output}
    bench = asked.bench()
    done = issuing.issue(bench, network, document, note, key, verify_at or SEALED_AT)
    tell_done(done)
    for path, form in forms.items():
        write_file(path, issuing.kept_file(bench, network, issuing.DocumentAddress(document), form))
        if not wants_json():
            out(_("wrote {path}").format(path=path))


@click.command()
@click.argument("network")
@click.argument("document", metavar="DOCUMENT[@VERSION]")
@click.option("--ballot", default="", help="The ballot that passed.")
@click.option("--note", default="", help="A remark, in words.")
@click.option("--verify-at", default="", metavar="URL", help="Own page that checks the QR code.")
@keyed
@asks
def adopt(  # noqa: PLR0913, PLR0917  one parameter for each option of the command
    asked: Asked, network: str, document: str, ballot: str, note: str, verify_at: str, key: str
) -> None:
    """Adopt an issued DOCUMENT by a passed ballot, and print the record of it."""
    bench = asked.bench()
    address, what = verify_at or SEALED_AT, issuing.named(document)
    done = issuing.adopt(bench, network, what, ballot, note, key, address)
    record = issuing.record_of_adoption(bench, network)
    give(issuing.AdoptionDone(*done, record), [*told_of(done), "", record])


@click.command()
@click.argument("network")
@click.argument("before", metavar="DOCUMENT@VERSION")
@click.argument("after", metavar="DOCUMENT@VERSION", required=False)
@click.option("--against", type=FILE, default=None, help="A Word file that came back.")
@click.option("-o", "--output", type=TARGET, default=None, help="A txt, html, pdf or docx file.")
@asks
def redline(
    asked: Asked, network: str, before: str, after: str | None, against: Path | None,
    output: Path | None,
) -> None:  # fmt: skip
    """Compare two versions of a document by article, clause and word.

    In a docx file the changes are Word's own, to be accepted or rejected one by one.
    """
    if (after is None) == (against is None):
        raise click.UsageError(_("name a second version, or a Word file with --against FILE"))
    form = format_of(output) if output else "txt"
    other = issuing.named(after) if after else _content(against)
    made = issuing.compared(asked.bench(), network, issuing.named(before), other, form)
    if output:
        write_file(output, made.body)
    told = [_("wrote {path}").format(path=output)] if output else [made.text.rstrip()]
    give(files.compared(made), told)


def _content(path: Path | None) -> bytes:
    """Return what a file holds. Refuses one larger than any document."""
    if path is None:
        return b""
    if path.stat().st_size > LARGEST:
        wish = _("read {path}").format(path=path)
        limit = _("it is larger than {limit} MB").format(limit=LARGEST // 1_000_000)
        raise refuse(Reason.LIMIT, wish, limit)
    return path.read_bytes()


@click.command("verify-document")
@click.argument("file", type=FILE)
@click.option("--network", default="", help="Look among the documents of this network only.")
@asks
def verify_document(asked: Asked, file: Path, network: str) -> None:
    """Tell whether FILE, or the text of a QR code in it, is an issued or adopted text.

    Exit status 1 when it is altered, unknown, or a copy of which only the words are the same.
    """
    verdict = issuing.standing_of(asked.bench(), _content(file), network)
    words = {
        Standing.ISSUED: _("issued"),
        Standing.ADOPTED: _("adopted"),
        Standing.SUPERSEDED: _("superseded"),
        Standing.WITHDRAWN: _("withdrawn"),
        Standing.COPY: _("copy"),
        Standing.ALTERED: _("altered"),
        Standing.UNKNOWN: _("unknown"),
    }
    give(
        files.file_standing(verdict),
        wrapped(f"{words[verdict.standing]}: {verdict.sentence}", "    ", ""),
    )
    if verdict.standing in {Standing.COPY, Standing.ALTERED, Standing.UNKNOWN}:
        raise click.exceptions.Exit(1)
