"""The application: its routes, what is in front of them, and how refusals become pages."""

from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from engine.language import _
from engine.source import DefinitionError, EngineError, NotFound, Reason, Rejected
from engine.web import administration, days, doing, entrance, network_pages, pages, purposes
from engine.web.safety import Safety
from engine.web.visit import MOST_SENT, NotYours, SignInFirst, go, visit
from engine.workbench import Workbench

STATUSES: Final = {Reason.CONFLICT: 409, Reason.UNKNOWN: 404, Reason.LIMIT: 413}
ROOMS: Final = (entrance, days, network_pages, doing, administration, purposes)
"""Where the routes stand; each says which right it asks."""


class Files(StaticFiles):
    """Script, style and pictures: a browser keeps them, and asks whether they changed."""

    def file_response(self, *given: Any, **named: Any) -> Response:
        """Return a file that may be kept for a day."""
        answer = super().file_response(*given, **named)
        answer.headers["cache-control"] = "public, max-age=86400"
        return answer


def application(bench: Workbench) -> FastAPI:
    """Return the application on a workbench; it answers for the organisation of its store."""
    app = FastAPI(
        title="Consort",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        max_body_size=5 * MOST_SENT,
    )  # fmt: skip
    app.state.bench = bench
    for room in ROOMS:
        app.include_router(room.router)
    app.mount("/static", Files(directory=pages.HERE / "static"), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=5)
    app.add_middleware(Safety)
    _answer_refusals(app)
    return app


def _answer_refusals(app: FastAPI) -> None:
    app.add_exception_handler(SignInFirst, _sign_in)
    app.add_exception_handler(NotYours, _not_yours)
    app.add_exception_handler(EngineError, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _not_there)


def _told(request: Request, status: int, what: str) -> Response:
    return visit(request).page("message", status, what=what)


def _sign_in(request: Request, _problem: Exception) -> Response:
    """Ask who it is; of a form that was sent meanwhile, say that its answers are still there."""
    if request.method == "GET":
        return go(f"/sign-in?to={request.url.path}")
    sentence = _("you were signed out meanwhile; sign in in another tab, then send this page again")
    return _told(request, 401, sentence)


def _not_yours(request: Request, _problem: Exception) -> Response:
    return _told(request, 403, _("this is not yours to do; your facilitator can"))


def _refused(request: Request, problem: Exception) -> Response:
    match problem:
        case NotFound():
            return _told(request, 404, str(problem))
        case Rejected():
            return _told(request, STATUSES.get(problem.reason, 422), str(problem))
        case DefinitionError():
            return _told(request, 500, str(problem))
        case _:
            return _told(request, 422, str(problem))


def _http(request: Request, problem: Exception) -> Response:
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    return _told(request, status, _("there is no such page"))


def _not_there(request: Request, _problem: Exception) -> Response:
    return _told(request, 404, _("there is no such page"))
