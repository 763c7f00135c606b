"""Every "no" of the web as one clear sentence: JSON for programs, a page for people, never a stack trace."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import UNEXPECTED, frames, told
from app.web.pages import error_page
from domain.errors import AssistantError

_log = logging.getLogger(__name__)


class Refusal(NamedTuple):
    """What a person is told, with the HTTP status and a code for programs."""

    status: int
    code: str
    sentence: str


class Refused(Exception):  # noqa: N818 - it reads as a sentence
    """Raised by a route that says no."""

    def __init__(self, refusal: Refusal, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.headers = headers or {}


NO_PAGE = Refusal(404, "not_found", "Không có trang này.")
_BY_STATUS = {
    404: NO_PAGE,
    405: Refusal(405, "bad_request", "Yêu cầu không đúng dạng."),
}
_CLIENTS = ("/v1/", "/agui", "/mcp")
_PROGRAMS = ("/api/", *_CLIENTS)
"""Paths that only programs ask for: they are told no in JSON, whatever they say they accept."""
_BAD = Refusal(422, "bad_request", "Yêu cầu không đúng dạng. Xin tải lại trang rồi thử lại.")
_BAD_OF_A_CLIENT = Refusal(400, "bad_request", "Yêu cầu không đúng dạng.")
_CRASHED = Refusal(500, "unexpected", UNEXPECTED)


def refused(request: Request, refusal: Refusal) -> Response:
    """The refusal in the form that whoever asked can read."""
    path = request.url.path
    if "text/html" in request.headers.get("accept", "") and not path.startswith(_PROGRAMS):
        title = {404: "Không có trang này"}.get(refusal.status, "Chưa mở được trang")
        return error_page(title, refusal.sentence, refusal.status)
    error: dict[str, Any] = {"code": refusal.code, "message": refusal.sentence}
    if path.startswith("/v1/"):
        error |= {"type": openai_type(refusal.status), "param": None}
    return JSONResponse({"error": error}, status_code=refusal.status)


def openai_type(status: int) -> str:
    """The kind of an error in the words of OpenAI's API."""
    kinds = {401: "authentication_error", 404: "not_found_error", 429: "rate_limit_error"}
    return kinds.get(status, "server_error" if status >= 500 else "invalid_request_error")


def hear_refusals(app: FastAPI) -> None:
    """Let every error of a route end as a refusal."""
    app.add_exception_handler(Refused, _on_refused)
    app.add_exception_handler(AssistantError, _on_expected)
    app.add_exception_handler(RequestValidationError, _on_bad_request)
    app.add_exception_handler(HTTPException, _on_http)


async def _on_refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - Starlette's handlers are typed for any exception
    response = refused(request, error.refusal)
    response.headers.update(error.headers)
    return response


async def _on_expected(request: Request, error: Exception) -> Response:
    assert isinstance(error, AssistantError)  # noqa: S101 - see above
    return refused(request, Refusal(*told(error)))


async def _on_bad_request(request: Request, _: Exception) -> Response:
    client = request.url.path.startswith(_CLIENTS)
    return refused(request, _BAD_OF_A_CLIENT if client else _BAD)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - see above
    own = Refusal(error.status_code, "bad_request", f"Không làm được việc này ({HTTPStatus(error.status_code).value}).")
    return refused(request, _BY_STATUS.get(error.status_code, own))


class Crashes:
    """The last door: what nobody expected is one kind sentence to the person, and to us where it rose.

    Outside of everything, because Starlette's own handler raises on, and the server would then log the error's words.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            if scope["type"] != "http":
                raise
            _log.error("unexpected %s in %s\n%s", type(error).__name__, scope["method"], frames(error))
            if not begun:
                await refused(Request(scope), _CRASHED)(scope, receive, send)
