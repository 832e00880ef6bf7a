"""Facts and a template into the document tree: the one way in for every output.

``tree(order, shelf)`` fills the template, reads the dialect and counts. What goes wrong is told at
the template line: a name nobody declared, a missing fact, a division that does not exist.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from engine.documents import blanks as facts
from engine.documents import dialect
from engine.documents.confinement import Confinement, confined
from engine.documents.contract import Contract, contract, dictionary, values_of, with_defaults
from engine.documents.environment import Room, fill, room, with_macros
from engine.documents.filters import Session
from engine.documents.labels import Labels
from engine.documents.numbering import numbered, places
from engine.documents.orders import Missing, NotReady, Order
from engine.documents.template_errors import told
from engine.documents.template_folders import MACROS, Templates
from engine.documents.tree import Document, Front
from engine.language import _, bare, in_language
from engine.source import DefinitionError, EngineError, Problem, did_you_mean

MOST_SHOWN: Final = 40
NEVER_VOTED: Final = ("form", "letter", "catalogue")  # no draft of what will be adopted
_BLANK_LINES: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


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
    clauses: Mapping[str, str] = field(default_factory=dict)


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
    session = Session(labels, agreed.facts, unread=bool(review), draft=order.draft)
    given = with_defaults(agreed, order.facts)
    seen = facts.project(agreed, given, session.ledger)
    session.currency = _currency(order.facts)
    if network := dictionary(shelf).get("network"):
        session.currency_fact = network.fields.get("currency", session.currency_fact)
    body = _filled(shelf, labels, name, seen | {"language": language}, session)
    missing = session.ledger.asked
    if missing and not order.draft:
        raise _not_ready(agreed, missing, language)
    document = dialect.read(name, body)
    front = _front(document.front, agreed, labels, order)
    counted = numbered(replace(document, front=front), labels)
    return Filled(
        tree=counted,
        labels=labels,
        language=language,
        missing=missing,
        drawn=session.drawn,
        facts_digest=facts.digest(seen),
        template_digest=shelf.digest(),
        values=values_of(agreed, seen),
        made=_made(order.facts.get("today")),
        review=review,
        clauses=_clauses(agreed, counted),
    )


def _clauses(agreed: Contract, counted: Document) -> Mapping[str, str]:
    """Return the number of the clause in which each value stands.

    Raises:
        DefinitionError: a value is said to stand where the text has no place of that id.
    """
    known = places(counted)
    lost = {name: id_ for name, id_ in agreed.clauses.items() if id_ not in known}
    if lost:
        message = _("{name}: the clause of {value!r} is said to be {id!r}, which is no id here")
        raise DefinitionError(
            Problem(
                "no-target",
                message.format(name=agreed.document, value=value, id=id_),
                hint=did_you_mean(id_, known),
            )
            for value, id_ in lost.items()
        )
    return {name: known[id_].number for name, id_ in agreed.clauses.items()}


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
        with confined() as inside:
            body = fill(_room(shelf, labels, inside), name, seen, session)
    except Exception as error:
        raise told(name, shelf, error) from error
    return _BLANK_LINES.sub("\n\n", body).lstrip("\n")


def _room(shelf: Templates, labels: Labels, inside: Confinement) -> Room:
    shelf.text(MACROS)
    key = f"room {labels.tag}"
    if key not in shelf.kept:
        shelf.kept[key] = with_macros(room(shelf, inside), labels)
    found: Room = shelf.kept[key]
    return found


def _not_ready(agreed: Contract, missing: tuple[Missing, ...], language: str) -> EngineError:
    title = in_language(agreed.title, language)
    reasons = [str(one) for one in missing[:MOST_SHOWN]]
    if len(missing) > MOST_SHOWN:
        reasons.append(_("and {count} more").format(count=len(missing) - MOST_SHOWN))
    wish = _("render {title!r}").format(title=title)
    reasons.append(_("record them, or render a draft with marked blanks"))
    return NotReady(wish, reasons, missing)
