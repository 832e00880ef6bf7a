"""A visit: who calls, in which language, with which rights; every route begins with one.

A network that an account does not see, and one that is not there, are both not found: nobody learns
what others keep.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from engine.case.texts import PersonName
from engine.language import _
from engine.runtime.situation import Situation
from engine.source import NotFound, Reason, refuse
from engine.store import Account, Chosen
from engine.web import pages
from engine.web.rights import Right, may, sees
from engine.workbench import Workbench
from engine.workbench.admission import SESSION, Admission

COOKIE: Final = "consort"
SAFE_COOKIE: Final = "__Host-consort"
MOST_SENT: Final = 12 * 1024 * 1024
"""Bytes of a form with its files."""
NOBODY: Final = Account("", "", "")


class SignInFirst(Exception):
    """Nobody is signed in, and the page is somebody's."""


class NotYours(Exception):
    """The thing is there and seen, and changing it is not this account's to do."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the workbench with the person as its actor."""

    request: Request
    bench: Workbench
    account: Account

    @property
    def door(self) -> Admission:
        """The door of the organisation, now."""
        return Admission(self.bench.store, self.bench.now())

    def may(self, right: Right) -> bool:
        """Whether who calls has a right."""
        return may(self.account, right)

    def networks(self) -> list[str]:
        """Return the networks that who calls sees."""
        return [row.id for row in self.bench.store.all_networks(self.chosen)]

    @property
    def chosen(self) -> Chosen:
        """What chooses in a list of all networks those that who calls sees (as ``sees`` says)."""
        return Chosen(among=self.account.networks)

    def situation(self, network: str) -> Situation:
        """Return the situation of a network one sees. Raises ``NotFound`` for any other."""
        self.must_see(network)
        return self.bench.situation(network)

    def must_see(self, network: str) -> None:
        """Raise ``NotFound`` for a network that who calls does not see."""
        if not sees(self.account, network):
            raise NotFound(_("there is no such page"))

    def page(self, template: str, status: int = 200, /, **shown: Any) -> HTMLResponse:
        """Return a page."""
        body = pages.page(template, visit=self, account=self.account, Right=Right, **shown)
        answer = HTMLResponse(body, status)
        answer.headers["cache-control"] = "private, no-cache"
        return answer


def cookie_of(request: Request) -> str:
    """Return the secret of the session that a browser holds."""
    return request.cookies.get(SAFE_COOKIE) or request.cookies.get(COOKIE) or ""


def visit(request: Request) -> Visit:
    """Return the visit of a request, perhaps by nobody."""
    bench: Workbench = request.app.state.bench
    door = Admission(bench.store, bench.now())
    way = door.way(cookie_of(request), SESSION)
    account = (door.accounts.one(way.account) if way else None) or NOBODY
    actor = PersonName(account.name) if account.name else None
    return Visit(request, replace(bench, actor=actor), account)


def _allowed(right: Right) -> Callable[[Request], Visit]:
    def allowed(request: Request) -> Visit:
        found = visit(request)
        if found.account is NOBODY:
            raise SignInFirst
        if not found.may(right):
            raise NotYours
        return found

    return allowed


Anybody = Annotated[Visit, Depends(visit)]
Seeing = Annotated[Visit, Depends(_allowed(Right.SEE))]
Overseeing = Annotated[Visit, Depends(_allowed(Right.OVERSEE))]
Acting = Annotated[Visit, Depends(_allowed(Right.ACT))]
Beginning = Annotated[Visit, Depends(_allowed(Right.BEGIN))]
Administering = Annotated[Visit, Depends(_allowed(Right.ADMINISTER))]


async def _form(request: Request) -> AsyncIterator[FormData]:
    """Give what was sent, its files closed when the answer is made."""
    if int(request.headers.get("content-length", "0")) > MOST_SENT:
        why = _("it is larger than 10 MB; take a smaller photo of it")
        raise refuse(Reason.LIMIT, _("take this in"), why)
    async with request.form(max_files=20, max_fields=1000) as sent:
        yield sent


Sent = Annotated[FormData, Depends(_form)]


def go(path: str) -> Response:
    """Send a browser on, after what it sent was done; only to a page of ours."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    return RedirectResponse(path if ours else "/", 303)
