"""Papers from facts: one template, one tree, and from it Word, PDF, HTML, Markdown and text.

::

    shelf = Shelf(Path("templates"), over=(Path("org/templates"),))
    result = render(Order("statutes", facts, language="es"), shelf, to="docx")
    result.body, result.text_digest, result.missing

``render`` fills and prints in a worker process with limits; ``unready`` tells what a document still
misses; ``contract`` what it needs.
"""

from engine.documents.author import check, new, preview
from engine.documents.cage import redline, render, render_many
from engine.documents.contract import Contract, Fact, contract, dictionary
from engine.documents.facts import Missing, in_language
from engine.documents.output import Redline, Rendered, format_of
from engine.documents.render import Order
from engine.documents.shelf import Shelf

__all__ = [
    "Contract",
    "Fact",
    "Missing",
    "Order",
    "Redline",
    "Rendered",
    "Shelf",
    "check",
    "contract",
    "dictionary",
    "format_of",
    "in_language",
    "new",
    "preview",
    "redline",
    "render",
    "render_many",
]
