"""For those who write templates: begin one, check one, look at one.

``check`` has the texts of a document read (``proofreading``), and its sample printed in every
language and compared with what it should print. All of it happens in the worker.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from engine.documents.contract import Contract, contract
from engine.documents.orders import Order, Rendered
from engine.documents.sandbox import proofread, render
from engine.documents.template_errors import line_of
from engine.documents.template_folders import CORE, SHEET, Templates
from engine.language import _
from engine.possible import Possible, Target, TargetKind, Want, WantKind
from engine.source import DefinitionError, NotFound, Problem, Reason, Span, refuse

SAMPLE: Final = "sample.json"
EXPECTED: Final = "sample.expected.md"
_BEGIN: Final = """\
{{## Changes to the shipped document. Name a block to replace it; super() is its old text. ##}}
{{% extends "core/{document}/{language}.md.j2" %}}
{{% block preamble %}}
{{{{ super() }}}}
{{% endblock %}}
"""


def sample(shelf: Templates, document: str) -> dict[str, Any]:
    """Return the sample facts of a document.

    Raises:
        NotFound: it has none.
        DefinitionError: they are not JSON.
    """
    text = shelf.text(f"{document}/{SAMPLE}")
    try:
        facts: dict[str, Any] = json.loads(text.body)
    except json.JSONDecodeError as error:
        span = Span(text, error.pos, error.pos + 1)
        message = _("this is not JSON: {why}").format(why=error.msg)
        raise DefinitionError([Problem("json", message, span)]) from error
    return facts


def preview(shelf: Templates, document: str, language: str = "en", to: str = "html") -> Rendered:
    """Return the document made from its sample facts."""
    return render(sample_order(shelf, document, language), shelf, to)


def sample_order(shelf: Templates, document: str, language: str = "en") -> Order:
    """Return the order of a document from its sample facts, with the pictures beside them.

    Raises:
        NotFound, DefinitionError: see ``sample``.
    """
    facts = sample(shelf, document)
    at = shelf.find(f"{document}/{SAMPLE}")
    return Order(document, facts, language, draft=True, pictures=at.parent if at else None)


def new(folder: Path, shelf: Templates, document: str, language: str = "en") -> Path:
    """Begin an organisation's own version of a shipped document; return the file.

    Raises:
        NotFound: there is no such document.
        Rejected: the file is there already.
    """
    shelf.template(document, language)
    tag = "any" if shelf.find(f"{CORE}/{document}/any.md.j2") else language
    path = folder / document / f"{tag}.md.j2"
    if path.exists():
        raise refuse(Reason.CONFLICT, _("begin {path}").format(path=path), _("it is there already"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_BEGIN.format(document=document, language=tag), "utf-8")
    return path


def check(shelf: Templates, document: str, *, write: bool = False) -> tuple[Problem, ...]:
    """Return everything that is wrong with a document; with ``write`` its sample is taken as right.

    Raises:
        NotFound: there is no such document.
    """
    try:
        agreed = contract(shelf, document)
        problems = [*proofread(document, shelf)]
    except DefinitionError as error:
        return error.problems
    if not problems:
        problems.extend(_checked_samples(shelf, agreed, write=write))
    return tuple(problems)


def _checked_samples(shelf: Templates, agreed: Contract, *, write: bool) -> Iterator[Problem]:
    document = agreed.document
    try:
        order = sample_order(shelf, document)
    except NotFound:
        message = _("{document} has no {sample}").format(document=document, sample=SAMPLE)
        yield Problem("no-sample", message, hint=_("give facts that fill every part of it"))
        return
    for language in agreed.languages:
        try:
            made = render(replace(order, language=language), shelf, "md")
        except DefinitionError as error:
            yield from error.problems
            continue
        for missing in made.missing:
            yield Problem("sample", str(missing), hint=_("add it to the sample"))
        if language == agreed.languages[0]:
            yield from _as_expected(shelf, document, made.text, write=write)


def _as_expected(shelf: Templates, document: str, made: str, *, write: bool) -> Iterator[Problem]:
    name = f"{document}/{EXPECTED}"
    if write:
        sheet = shelf.find(f"{document}/{SHEET}")
        if sheet:
            (sheet.parent / EXPECTED).write_text(made, "utf-8")
        return
    if shelf.find(name) is None:
        message = _("{document} has no {file}").format(document=document, file=EXPECTED)
        hint, taken = (
            _("let the check write it, then read it"),
            Want("write", WantKind.YES_NO, given="yes"),
        )
        check = Possible("check", Target(TargetKind.DOCUMENT, document), (taken,))
        yield Problem("no-expected", message, hint=hint, possible=(check,))
        return
    text = shelf.text(name)
    wanted = text.body.split("\n")
    for at, line in enumerate(made.split("\n"), 1):
        if at > len(wanted) or line != wanted[at - 1]:
            message = _("the sample prints {line!r} here").format(line=line)
            yield Problem("sample-differs", message, line_of(text, min(at, len(wanted))))
            return
