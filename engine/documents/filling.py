"""Facts and a template into the document tree: the one way in for every output.

``tree(order, shelf)`` fills the template, reads the dialect and counts. What goes wrong is told at
the template line: a name nobody declared, a missing fact, a division that does not exist.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError

from engine.documents import blanks as facts
from engine.documents import dialect
from engine.documents.contract import Contract, at_path, contract, with_defaults
from engine.documents.environment import MACROS, Room, fill, room, with_macros
from engine.documents.filters import Session
from engine.documents.labels import Labels
from engine.documents.numbering import numbered
from engine.documents.orders import Missing, Order
from engine.documents.template_folders import Templates
from engine.documents.tree import Document, Front
from engine.language import _, bare, in_language
from engine.source import DefinitionError, EngineError, Problem, Reason, Rejected, Span

MOST_SHOWN: Final = 40
NEVER_VOTED: Final = ("form", "letter", "catalogue")  # no draft of what will be adopted
_BLANK_LINES: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


class OutOfTimeError(Exception):
    """Raised in the middle of a template by the worker's clock."""


@dataclass(frozen=True)
class Filled:
    """A document as a tree, with what it was made from; ``review``: what its text still needs."""

    tree: Document
    labels: Labels
    language: str
    missing: tuple[Missing, ...]
    drawn: Mapping[str, tuple[str, Any]]
    facts_digest: str
    template_digest: str
    values: Mapping[str, Any] = field(default_factory=dict)
    made: date | None = None
    review: str = ""


def tree(order: Order, shelf: Templates) -> Filled:
    """Return the document as a tree, numbered.

    Raises:
        NotFound: no such document or language.
        DefinitionError: the template or a value is wrong; each with template and line.
        Rejected: facts are missing and no draft is wanted; each with what records it.
    """
    shelf.begin()
    name, language = shelf.template(order.document, order.language)
    same = bare(order.language) == bare(language)
    labels = shelf.labels(order.language if same else language)  # keeps the region's months
    agreed = contract(shelf, order.document)
    review = agreed.review.get(bare(language), "")
    session = Session(labels, unread=bool(review))
    given = with_defaults(agreed, order.facts)
    seen = facts.project(agreed, given, session.ledger)
    session.currency = _currency(order.facts)
    body = _filled(shelf, labels, name, seen | {"language": language}, session)
    missing = session.ledger.asked
    if missing and not order.draft:
        raise _not_ready(agreed, missing, language)
    document = dialect.read(name, body)
    front = _front(document.front, agreed, labels, order)
    return Filled(
        tree=numbered(replace(document, front=front), labels),
        labels=labels,
        language=language,
        missing=missing,
        drawn=session.drawn,
        facts_digest=facts.digest(seen),
        template_digest=shelf.digest(),
        values={name: at_path(seen, path) for name, path in agreed.values.items()},
        made=_made(order.facts.get("today")),
        review=review,
    )


def _made(today: Any) -> date | None:
    return today if isinstance(today, date) else date.fromisoformat(today) if today else None


def _currency(given: Mapping[str, Any]) -> str:
    network = given.get("network")
    found = network.get("currency") if isinstance(network, Mapping) else None
    return str(found or given.get("currency") or "")


def _front(front: Front, agreed: Contract, labels: Labels, order: Order) -> Front:
    title = front.title or in_language(agreed.title, labels.tag)
    footer = " · ".join(filter(None, (front.footer, *order.notes)))
    voted = "" if agreed.kind in NEVER_VOTED else front.status
    status = "draft" if order.draft else order.standing or voted
    return replace(
        front,
        document=agreed.document,
        title=title,
        lang=labels.tag.replace("_", "-"),
        dir=labels.direction,
        footer=footer,
        status=status,
    )


def _filled(
    shelf: Templates, labels: Labels, name: str, seen: Mapping[str, Any], session: Session
) -> str:
    try:
        body = fill(_room(shelf, labels), name, seen, session)
    except DefinitionError as error:
        raise _told(name, shelf, error, str(error)) from error
    except Exception as error:
        raise _told(name, shelf, error, _sentence(error)) from error
    return _BLANK_LINES.sub("\n\n", body).lstrip("\n")


def _room(shelf: Templates, labels: Labels) -> Room:
    shelf.text(MACROS)
    key = f"room {labels.tag}"
    if key not in shelf.kept:
        shelf.kept[key] = with_macros(room(shelf), labels)
    found: Room = shelf.kept[key]
    return found


def _sentence(error: Exception) -> str:
    match error:
        case OutOfTimeError():
            return _("the template was stopped: it works too long; look for a loop without end")
        case MemoryError():
            return _("the template was stopped: it needs too much memory")
        case RecursionError():
            return _("the template was stopped: it calls itself without end")
        case TemplateNotFound():
            return _("there is no template {name!r}").format(name=error.name)
        case TemplateSyntaxError():
            return _("the template cannot be read: {why}").format(why=error.message)
        case UndefinedError():
            return _("{why}; only facts that document.yml declares can be used").format(
                why=str(error)
            )
        case SecurityError():
            return _("a template may not do this: {why}").format(why=str(error))
        case _:
            return _("the template fails: {why}").format(why=str(error) or type(error).__name__)


def _told(name: str, shelf: Templates, error: Exception, sentence: str) -> DefinitionError:
    """Return the error at the template line where it happened."""
    at, line = next(_template_lines(error), (name, 0))
    if isinstance(error, TemplateSyntaxError) and error.lineno:
        at, line = error.name or at, error.lineno
    text = shelf.known(at)
    starts = text.body.split("\n")
    offset = sum(len(part) + 1 for part in starts[: max(line, 1) - 1])
    width = len(starts[line - 1]) if 0 < line <= len(starts) else 0
    code = "template" if isinstance(error, TemplateError) else "template-fails"
    return DefinitionError([Problem(code, sentence, Span(text, offset, offset + width))])


def _template_lines(error: BaseException) -> Iterator[tuple[str, int]]:
    """Yield the template lines of a traceback, the innermost first, shared macros last."""
    found: list[tuple[str, int]] = []
    trace = error.__traceback__
    while trace:
        # Jinja puts a frame of its own for each template line, with the file it stands in
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    yield from reversed([one for one in found if not one[0].endswith(MACROS)])
    yield from reversed(found)


def _not_ready(agreed: Contract, missing: tuple[Missing, ...], language: str) -> EngineError:
    title = in_language(agreed.title, language)
    reasons = [str(one) for one in missing[:MOST_SHOWN]]
    if len(missing) > MOST_SHOWN:
        reasons.append(_("and {count} more").format(count=len(missing) - MOST_SHOWN))
    # a list reads better than the house's one sentence: there may be dozens
    told = "\n  ".join(reasons)
    wish = _("render {title!r}").format(title=title)
    possible = _("record them, or render a draft with marked blanks (--draft)")
    sentence = _("cannot {wish}: {reasons}").format(wish=wish, reasons=f"\n  {told}\n{possible}")
    return Rejected(Reason.MISSING, sentence)
