"""Papers from facts: one template, one tree, and from it Word, PDF, HTML, Markdown and text.

::

    shelf = Templates(Path("templates"), over=(Path("org/templates"),))
    result = render(Order("statutes", facts, language="es"), shelf, to="docx")
    result.body, result.text_digest, result.missing

``render`` fills and prints in a worker process with limits; ``contract`` tells what a document
needs, ``redline`` compares two versions. ``engine.documents.author`` is for those who write
templates, ``engine.documents.verify`` tells what a file is; import them where they are used.
"""

from engine.documents.contract import Contract, Fact, contract, dictionary
from engine.documents.orders import (
    Adopted,
    Missing,
    NotReady,
    Order,
    Redline,
    Rendered,
    format_of,
)
from engine.documents.sandbox import print_adopted, redline, render, render_many
from engine.documents.template_folders import Templates

__all__ = [
    "Adopted",
    "Contract",
    "Fact",
    "Missing",
    "NotReady",
    "Order",
    "Redline",
    "Rendered",
    "Templates",
    "contract",
    "dictionary",
    "format_of",
    "print_adopted",
    "redline",
    "render",
    "render_many",
]
