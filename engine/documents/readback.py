"""The words of a printed file, read back from PDF or HTML, so that two files can be compared.

What is compared is text alone: pictures and layout are not. Reading a foreign file is work for
the cage (``engine.documents.sandbox.words_of``).
"""

import io
import struct
import unicodedata
import zlib
from html.parser import HTMLParser
from typing import Final

import pypdf
from pypdf.errors import PyPdfError

from engine.language import _
from engine.source import DefinitionError, Problem

MOST_PAGES: Final = 2_000


def words(body: bytes, form: str) -> str:
    """Return the words of a file in the form ``pdf`` or ``html``, one space apart.

    Raises:
        DefinitionError: the file is broken, or locked.
    """
    text = _of_pdf(body) if form == "pdf" else _of_html(body)
    plain = "".join(
        one for one in text if unicodedata.category(one) not in {"Cf", "Cc"} or one.isspace()
    )
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def _of_pdf(body: bytes) -> str:
    try:
        reader = pypdf.PdfReader(io.BytesIO(body))
        if len(reader.pages) > MOST_PAGES:
            raise _broken(_("it has more than {most} pages").format(most=MOST_PAGES))
        return "\n".join(page.extract_text() for page in reader.pages)
    except _UNREADABLE as error:
        raise _broken(str(error)) from error


_UNREADABLE: Final = (
    *(PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError, ArithmeticError),
    *(AssertionError, NotImplementedError, RecursionError, struct.error, zlib.error),
)
"""What reading a damaged or hostile PDF was seen, or is known, to end in."""


def _of_html(body: bytes) -> str:
    page = _SeenPage()
    page.feed(body.decode("utf-8", "replace"))
    return " ".join(page.texts)


class _SeenPage(HTMLParser):
    """Gathers what a reader sees of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in _HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN and self.hidden > 0

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


_HIDDEN: Final = {"style", "script", "title"}


def _broken(why: str) -> DefinitionError:
    message = _("this file cannot be read: {why}").format(why=why)
    return DefinitionError([Problem("broken-file", message)])
