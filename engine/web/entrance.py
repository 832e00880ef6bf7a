"""Sign-in, sign-out, one-time links, the password, the language."""

from fastapi import APIRouter
from fastapi.responses import Response

from engine.language import _
from engine.source import NotFound
from engine.store import Account
from engine.web.passwords import SHORTEST, fits, hashed
from engine.web.safety import LANGUAGE
from engine.web.visit import (
    COOKIE,
    SAFE_COOKIE,
    Anybody,
    Seeing,
    Sent,
    Visit,
    cookie_of,
    go,
)
from engine.workbench.admission import LINK, SESSION_LIVES

router = APIRouter()
A_YEAR = 365 * 24 * 3600


@router.get("/sign-in")
def sign_in_page(visit: Anybody, to: str = "/") -> Response:
    """Ask for name and password."""
    return visit.page("sign_in", to=to, wrong="", name="")


@router.post("/sign-in")
def sign_in(visit: Anybody, sent: Sent) -> Response:
    """Let somebody in whose password fits; after five wrong ones the next has to wait."""
    name, to = str(sent.get("name", "")).strip(), str(sent.get("to", "/"))
    address = visit.request.client.host if visit.request.client else ""
    who = (f"user {name}", f"address {address}")
    if not visit.door.may_try(*who):
        wrong = _("too many wrong tries; wait a minute and try again")
        return visit.page("sign_in", 429, to=to, wrong=wrong, name=name)
    account = visit.door.accounts.one(name)
    if not fits(account.password if account else "", str(sent.get("password", ""))):
        visit.door.failed(*who)
        wrong = _("name and password do not fit together")
        return visit.page("sign_in", 401, to=to, wrong=wrong, name=name)
    return _in(visit, account, to) if account else go("/sign-in")


@router.get("/link/{secret}")
def link_page(visit: Anybody, secret: str) -> Response:
    """Ask for a tap: what only looks at links (a chat, a virus scanner) must not use them up."""
    if visit.door.way(secret, LINK) is None:
        raise NotFound(_("this link was used before, or its time is over; ask for a new one"))
    return visit.page("link", secret=secret)


@router.post("/link/{secret}")
def use_link(visit: Anybody, secret: str) -> Response:
    """Let the owner of a one-time link in."""
    account = visit.door.redeem(secret)
    if account is None:
        raise NotFound(_("this link was used before, or its time is over; ask for a new one"))
    return _in(visit, account, "/" if account.password else "/password")


@router.post("/sign-out")
def sign_out(visit: Seeing) -> Response:
    """End the session; nothing stays on the device."""
    visit.door.end_session(cookie_of(visit.request))
    answer = go("/sign-in")
    answer.headers["clear-site-data"] = '"cache", "storage"'
    for one in (COOKIE, SAFE_COOKIE):
        answer.delete_cookie(one, secure=one is SAFE_COOKIE, httponly=True)
    return answer


@router.get("/password")
def password_page(visit: Seeing) -> Response:
    """Ask for a new password."""
    return visit.page("password", wrong="", shortest=SHORTEST)


@router.post("/password")
def keep_password(visit: Seeing, sent: Sent) -> Response:
    """Keep the password that was chosen."""
    chosen = str(sent.get("password", ""))
    if len(chosen) < SHORTEST:
        wrong = _("at least {count} characters").format(count=SHORTEST)
        return visit.page("password", 422, wrong=wrong, shortest=SHORTEST)
    visit.door.keep_password(visit.account, hashed(chosen))
    return go("/")


@router.post("/language")
def choose_language(sent: Sent) -> Response:
    """Speak another language on this device."""
    answer = go(str(sent.get("to", "/")))
    _speak(answer, str(sent.get("language", "en")))
    return answer


def _speak(answer: Response, language: str) -> None:
    answer.set_cookie(LANGUAGE, language, max_age=A_YEAR, samesite="lax", httponly=True)


def _in(visit: Visit, account: Account, to: str) -> Response:
    device = visit.request.headers.get("user-agent", "")[:120]
    secure = visit.request.url.scheme == "https"
    answer = go(to)
    if account.language:
        _speak(answer, account.language)
    answer.set_cookie(
        SAFE_COOKIE if secure else COOKIE,
        visit.door.begin_session(account, device),
        max_age=round(SESSION_LIVES.total_seconds()),
        secure=secure,
        httponly=True,
        samesite="lax",
    )
    return answer
