"""What stands around every answer: its language, headers, no writes that other sites send.

No secret stands in a page: a page kept on a phone last week can still be sent today. Instead the
browser says where a request comes from (``Sec-Fetch-Site``, ``Origin``), and a write that does not
say so is refused when it bears a cookie.
"""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.language import CATALOGUES, _, bare, speak

HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "manifest-src 'self'; worker-src 'self'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(), microphone=()",
}
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def from_here(method: str, headers: Headers) -> bool:
    """Whether a request may be obeyed: it reads, or its browser says that our page sent it."""
    if method in READING or ("cookie" not in headers and "origin" not in headers):
        return True
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site == "same-origin"
    return origin is not None and origin.partition("://")[2] == headers.get("host")


LANGUAGE: Final = "consort-language"
"""The cookie that keeps which language was chosen on a device."""


def language_of(headers: Headers) -> str:
    """Return the language to speak: the one chosen here, or the browser's first that we know."""
    chosen = cookie_parser(headers.get("cookie", "")).get(LANGUAGE, "")
    accepted = headers.get("accept-language", "").split(",")
    wanted = [chosen, *(one.split(";")[0].strip() for one in accepted)]
    known = (bare(one.replace("-", "_")) for one in wanted)
    return next((one for one in known if _spoken(one)), "en")


def _spoken(tag: str) -> bool:
    return tag == "en" or (tag.isalpha() and (CATALOGUES / tag).is_dir())


class Safety:
    """ASGI around the application: checks where a write comes from, and adds the headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with 403."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        headers = Headers(scope=scope)
        speak(language_of(headers))  # in the task of the request: its threads take it over

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answered.setdefault(name, value)
            await send(message)

        if from_here(scope["method"], headers):
            await self.app(scope, receive, with_headers)
            return
        sentence = _("this was not sent by a page of ours; open the page again and send it there")
        await PlainTextResponse(sentence, 403)(scope, receive, with_headers)
