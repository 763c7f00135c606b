"""A Zalo Bot Platform for tests: real HTTP, its envelope, what it enforces, and its faults (`channels.md` §6.2)."""

import asyncio
import secrets
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import httpx
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from channels.splitting import size
from tests.channels.far import Fault, Shown
from tests.channels.zalo_bot.ours import PUBLIC

Event = dict[str, Any]
OwnFault = Literal["internal", "gateway", "unavailable", "no_json", "moved", "slow", "cut", "unfetchable"]
"""Besides `Fault`: errors of its own, of what stands before it, answers that are late or end in the middle."""
FAULTS = (*get_args(Fault), *get_args(OwnFault))
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Made once and trusting nobody: all is on loopback, and the usual one takes long to make for every client."""
_CODES = {"busy": (429, "Quota exceeded"), "blocked": (403, "Forbidden"), "bad_token": (401, "Unauthorized"),
          "internal": (403, "Internal server error"), "unfetchable": (400, "Bad request")}  # fmt: skip
_BEFORE_IT = {"gateway": 502, "unavailable": 503, "no_json": 404, "moved": 302}


class PlatformError(Exception):
    """What the platform answers instead of a result."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code, self.description = code, description


class Silence(Response):
    """Takes a request and never answers."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass


class Cut(Response):
    """Begins to answer, and the connection ends."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"999")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"ok":tr', "more_body": True})


@dataclass
class FakeZalo:
    token: str
    people: set[str]
    errors_by_status: bool = False
    """Whether an error has its code as HTTP status, or comes with HTTP 200; sources disagree."""
    idle_seconds: float = 0.1
    """How long a poll waits, in place of the seconds it asks for."""
    address: str = ""
    shown: list[Shown] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    faults: list[Fault | OwnFault] = field(default_factory=list)
    news: asyncio.Queue[Event] = field(default_factory=asyncio.Queue)
    hook: tuple[str, str] | None = None

    def router(self) -> APIRouter:
        router = APIRouter()
        router.add_api_route("/bot{token}/{method}", self.call, methods=["GET", "POST"])
        return router

    async def call(self, token: str, method: str, request: Request) -> Response:
        self.called.append(method)
        try:
            return await self._answer(token, method, request)
        except PlatformError as error:
            told = {"ok": False, "error_code": error.code, "description": error.description}
            return JSONResponse(told, error.code if self.errors_by_status else 200)

    async def _answer(self, token: str, method: str, request: Request) -> Response:
        if not secrets.compare_digest(token, self.token):
            raise PlatformError(401, "Unauthorized")
        known = self._methods().get(method)
        if not known:
            raise PlatformError(404, "Not found")
        fault = self.faults.pop(0) if self.faults and method.startswith("send") else None
        if fault in _BEFORE_IT:
            return Response("<html>nginx</html>", _BEFORE_IT[fault], {"location": f"/bot{token}/{method}"})
        if fault in _CODES:
            raise PlatformError(*_CODES[fault])
        result = await known(await request.json())
        if fault == "slow":
            await asyncio.sleep(0.3)
        silent = {"sent_then_silent": Silence, "cut": Cut}.get(fault or "")
        return silent() if silent else JSONResponse({"ok": True} | ({"result": result} if result is not None else {}))

    def _methods(self) -> dict[str, Callable[[Event], Awaitable[Event | None]]]:
        return {
            "getMe": self._me, "getUpdates": self._updates, "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook, "getWebhookInfo": self._webhook_info,
            "sendMessage": self._message, "sendPhoto": self._photo, "sendChatAction": self._action,
        }  # fmt: skip

    async def _me(self, body: Event) -> Event:
        return {"id": "9f", "account_name": "bot.VDKyGxQvc", "account_type": "BASIC", "can_join_groups": False}

    async def _message(self, body: Event) -> Event:
        text = body.get("text")
        if not isinstance(text, str) or not 1 <= size(text) <= 2000 or "parse_mode" in body:
            raise PlatformError(
                400, "Bad request"
            )  # With parse_mode it would read signs as markup; we never ask for that.
        return self._arrives(Shown(self._chat(body), text))

    async def _photo(self, body: Event) -> Event:
        caption = body.get("caption", "")
        if size(caption) > 2000:
            raise PlatformError(400, "Bad request")
        to, fetched = self._chat(body), await self._fetch("GET", str(body.get("photo", "")))
        if not fetched or not fetched.headers.get("content-type", "").startswith("image/"):
            raise PlatformError(400, "Bad request")
        return self._arrives(Shown(to, caption, picture=fetched.content))

    async def _action(self, body: Event) -> None:
        if body.get("action") != "typing":
            raise PlatformError(400, "Bad request")
        self.typed.append(self._chat(body))

    def _chat(self, body: Event) -> str:
        if body.get("chat_id") not in self.people:
            raise PlatformError(404, "Not found")
        return str(body["chat_id"])

    def _arrives(self, shown: Shown) -> Event:
        self.shown.append(shown)
        return {"message_id": secrets.token_hex(10), "date": 1749632637199}

    async def _updates(self, body: Event) -> Event:
        if not str(body.get("timeout", "30")).isdigit():
            raise PlatformError(400, "Bad request")
        try:
            # A bot with a webhook is kept waiting without a word about why.
            waiting = asyncio.sleep(99, {}) if self.hook else self.news.get()
            return await asyncio.wait_for(waiting, self.idle_seconds)
        except TimeoutError:
            raise PlatformError(408, "Request timeout") from None

    async def _set_webhook(self, body: Event) -> Event:
        url, secret = str(body.get("url", "")), str(body.get("secret_token", ""))
        if not 8 <= len(secret) <= 256 or not url:
            raise PlatformError(400, "Bad request")
        self.hook = (url, secret)
        answer = await self._fetch("POST", url)
        seen = "webhook.err.blocked" if not answer else f"webhook.http.{answer.status_code}"
        good = bool(answer and answer.status_code == 200)
        verification = {"ok": good, "outcome": "webhook.ok" if good else seen, "latency_ms": 4, "hint": "…"}
        return {"url": url, "updated_at": 1749538250568, "verification": verification}

    async def _delete_webhook(self, body: Event) -> Event:
        self.hook = None
        return {"url": "", "updated_at": 1749538250568}

    async def _webhook_info(self, body: Event) -> Event:
        if not self.hook:
            raise PlatformError(404, "Not found")
        return {"url": self.hook[0], "updated_at": 1749538250568}

    async def deliver(self, event: Event) -> int:
        """Bring an event to the webhook, with its secret; the HTTP status that it answered."""
        assert self.hook
        answer = await self._fetch("POST", self.hook[0], {"x-bot-api-secret-token": self.hook[1]}, event)
        return answer.status_code if answer else 0

    async def _fetch(
        self, method: str, url: str, headers: dict[str, str] | None = None, body: Event | None = None
    ) -> httpx.Response | None:
        """Knock at a public HTTPS address, of which only ours exists; None at any other."""
        if not url.startswith(f"{PUBLIC}/"):
            return None
        async with httpx.AsyncClient(trust_env=False, timeout=5, verify=NO_TLS) as client:
            return await client.request(method, url.replace(PUBLIC, self.address, 1), headers=headers, json=body)
