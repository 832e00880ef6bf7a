"""For those who write templates: begin one, check one, look at one.

``check`` reads a document as its author would have to: names against ``document.yml``, blocks
against the parent, and the sample in every language against what it should print.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from engine.documents.contract import Contract, Fact, contract
from engine.documents.environment import Room, room, with_macros
from engine.documents.orders import Order, Rendered
from engine.documents.sandbox import render
from engine.documents.template_folders import CORE, SHEET, Templates
from engine.language import _
from engine.source import DefinitionError, NotFound, Problem, Reason, Span, did_you_mean, refuse
from engine.source import Text as Source

SAMPLE: Final = "sample.json"
EXPECTED: Final = "sample.expected.md"
GIVEN: Final = ("language",)
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
    except DefinitionError as error:
        return error.problems
    problems: list[Problem] = []
    for name in _texts(shelf, agreed):
        try:
            problems.extend(_checked_text(shelf, agreed, name))
        except RecursionError:
            message = _("the template is nested too deeply to be read")
            problems.append(Problem("template", message, _line(shelf.text(name), 1)))
    if not problems:
        problems.extend(_checked_samples(shelf, agreed, write=write))
    return tuple(problems)


def _texts(shelf: Templates, agreed: Contract) -> Iterator[str]:
    for tag in ("any", *agreed.languages):
        name = f"{agreed.document}/{tag}.md.j2"
        if shelf.find(name):
            yield name


def _checked_text(shelf: Templates, agreed: Contract, name: str) -> Iterator[Problem]:
    """Yield what is wrong with one text, without running it."""
    text = shelf.text(name)
    made = with_macros(room(shelf), shelf.labels("en"))
    try:
        tree = made.parse(text.body)
    except TemplateSyntaxError as error:
        yield Problem("template", error.message or "", _line(text, error.lineno))
        return
    chain = tuple(_chain(made, tree))
    own = {one.name for each in chain for one in _assigned(each)}
    known = (*agreed.facts, *made.globals, *GIVEN, *own)
    for unknown in sorted(find_undeclared_variables(tree) - set(known)):
        lines = [one.lineno for one in tree.find_all(nodes.Name) if one.name == unknown]
        message = _("document.yml does not declare {name!r}").format(name=unknown)
        hint = did_you_mean(unknown, known) or _("list it under needs")
        yield Problem("unknown-fact", message, _line(text, min(lines, default=1)), hint)
    yield from _fields(tree, agreed.facts, text)
    yield from _blocks(chain, agreed, text)


def _fields(tree: nodes.Template, facts: Mapping[str, Fact], text: Source) -> Iterator[Problem]:
    """Yield fields that a record does not have, as far as they can be seen without running."""
    for field in tree.find_all(nodes.Getattr):
        fact = facts.get(field.node.name) if isinstance(field.node, nodes.Name) else None
        if fact is None or fact.type != "record" or field.attr in fact.fields:
            continue
        message = _("{record} has no {field!r} here").format(record=fact.name, field=field.attr)
        hint = did_you_mean(field.attr, fact.fields) or _("list it under needs in document.yml")
        yield Problem("unknown-field", message, _line(text, field.lineno), hint)


def _chain(made: Room, tree: nodes.Template) -> Iterator[nodes.Template]:
    """Yield a template and those it extends."""
    yield tree
    parent = next(iter(tree.find_all(nodes.Extends)), None)
    if parent is not None and isinstance(parent.template, nodes.Const) and made.loader:
        body = made.loader.get_source(made, str(parent.template.value))[0]
        yield from _chain(made, made.parse(body))


def _assigned(tree: nodes.Template) -> Iterator[nodes.Name]:
    """Yield the names a template sets for itself."""
    for assign in tree.find_all(nodes.Assign):
        yield from (name for name in assign.target.find_all(nodes.Name))
        if isinstance(assign.target, nodes.Name):
            yield assign.target


def _blocks(chain: Sequence[nodes.Template], agreed: Contract, text: Source) -> Iterator[Problem]:
    """Yield blocks that the parent does not have: Jinja would leave them out in silence."""
    tree, *parents = chain
    offered = {block.name for each in parents for block in each.find_all(nodes.Block)}
    offered = offered or set(agreed.blocks)
    for block in tree.find_all(nodes.Block):
        if block.name not in offered:
            message = _("there is no block {name!r} to replace").format(name=block.name)
            hint = did_you_mean(block.name, offered) or _("there are {names}").format(
                names=", ".join(sorted(offered))
            )
            yield Problem("unknown-block", message, _line(text, block.lineno), hint)


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
        yield Problem("no-expected", message, hint=_("write it with --write, then read it"))
        return
    text = shelf.text(name)
    wanted = text.body.split("\n")
    for at, line in enumerate(made.split("\n"), 1):
        if at > len(wanted) or line != wanted[at - 1]:
            message = _("the sample prints {line!r} here").format(line=line)
            yield Problem("sample-differs", message, _line(text, min(at, len(wanted))))
            return


def _line(text: Source, line: int) -> Span:
    starts = text.body.split("\n")
    offset = sum(len(part) + 1 for part in starts[: line - 1])
    return Span(text, offset, offset + len(starts[line - 1]) if line <= len(starts) else offset)
