"""The people of a Zalo bot, and the line between the bot and the platform."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

from channels.drawing import Draw
from channels.port import Messenger
from channels.zalo_bot.bot import ZaloBot
from channels.zalo_bot.pacing import Pace
from channels.zalo_bot.settings import ZaloBotSettings
from domain.people import Channel
from tests.channels.far import Delivery, Fault, Shown
from tests.channels.zalo_bot.ours import OurSide
from tests.channels.zalo_bot.server import NO_TLS, Event, FakeZalo, OwnFault
from tests.channels.zalo_bot.serving import Stage

TOKEN = "12345689:abc-xyz_secret-of-ours"
SECRET = "webhook-secret-of-ours"
_NOBODY_LISTENS = 9
"""The port for discarding: the kernel of this machine refuses the connection."""


class Line(httpx.AsyncHTTPTransport):
    """The line to the platform; while it is cut, connections are refused by the kernel."""

    cut = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.cut:
            self.cut -= 1
            request.url = request.url.copy_with(port=_NOBODY_LISTENS)
        return await super().handle_async_request(request)


class Hurry:
    """Time that passes only by being slept."""

    def __init__(self) -> None:
        self.at = 1000.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds
        await asyncio.sleep(0)


class ZaloBotFar:
    channel = Channel.ZALO_BOT
    person = "6ede9afa66b88fe6d6a9"
    token = TOKEN

    def __init__(self, *, wrapped: bool = True, errors_by_status: bool = False) -> None:
        self.wrapped = wrapped
        self.zalo = FakeZalo(TOKEN, {self.person, "a1b2c3d4e5f60718293a"}, errors_by_status)
        self.shown, self.typed = self.zalo.shown, self.zalo.typed
        self.line, self.hurry = Line(verify=NO_TLS), Hurry()
        self.ours = OurSide(lambda: self.messenger)
        self._numbers = itertools.count(1)
        self.bot: ZaloBot
        self.messenger: Messenger

    @asynccontextmanager
    async def on(self, stage: Stage, draw: Draw) -> AsyncIterator["ZaloBotFar"]:
        app = FastAPI()
        app.include_router(self.zalo.router())
        app.include_router(self.ours.router)
        stage.app, self.zalo.address = app, stage.address
        async with httpx.AsyncClient(transport=self.line) as http:
            self.messenger = self.bot = ZaloBot(
                self.settings(), http, publish=self.ours.publish, draw=draw,
                pace=Pace(now=self.hurry.now, sleep=self.hurry.sleep),
            )  # fmt: skip
            yield self

    def settings(self, **changes: object) -> ZaloBotSettings:
        """Built as from the environment, where everything is text."""
        told = {"api_base": self.zalo.address, "token": TOKEN, "webhook_secret": SECRET, "poll_seconds": 1}
        return ZaloBotSettings.model_validate({**told, "patience": 1, **changes})

    def event(
        self, name: str = "text", chat_type: str = "PRIVATE", sender: Event | None = None, **message: object
    ) -> Event:
        """One event as the platform tells it, of a new message of the person unless said otherwise."""
        chat = {"id": self.person if chat_type == "PRIVATE" else "9c0ffee", "chat_type": chat_type}
        told = {"from": sender or {"id": self.person, "display_name": "Nguyễn Văn A", "is_bot": False}, "chat": chat,
                "message_id": f"2d758cb5e222177a{next(self._numbers):04x}", "date": 1750316131602}  # fmt: skip
        return {"event_name": f"message.{name}.received", "message": {**told, **message}}

    def delivery(self, event: Event, headers: Mapping[str, str] | None = None) -> Delivery:
        told = {"ok": True, "result": event} if self.wrapped else event
        headers = {"x-bot-api-secret-token": SECRET} if headers is None else headers
        return Delivery({"content-type": "application/json", **headers}, json.dumps(told).encode())

    def says(self, text: str) -> Delivery:
        return self.delivery(self.event(text=text))

    def presses(self, shown: Shown, button: int) -> None:
        """There are no buttons."""

    def opens(self, payload: str) -> None:
        """No event tells that a chat was opened, and links carry nothing."""

    def leaves(self) -> None:
        """No event tells it."""

    def sends_a_sticker(self) -> Delivery:
        return self.delivery(self.event("sticker", sticker={"id": 7, "url": "https://stickers.zaloapp.com/7"}))

    def noise(self) -> list[Delivery]:
        us = {"id": "9f", "display_name": "Bot", "is_bot": True}
        return [
            self.delivery(self.event(chat_type="GROUP", text="@Bot chào")),
            self.delivery(self.event(text="chào", sender=us)),
            self.delivery({"event_name": "user.follow"}),
            self.delivery({}),
            Delivery({}, b""),
        ]

    def forged(self, text: str) -> list[Delivery]:
        header = "x-bot-api-secret-token"
        event = self.event(text=text)
        wrong: tuple[dict[str, str], ...] = (
            {},
            {header: ""},
            {header: "wrong"},
            {header: SECRET[:-1]},
            {header: f"{SECRET}x"},
            {header: "bí mật"},
        )
        return [self.delivery(event, headers) for headers in wrong]

    def next(self, fault: Fault | OwnFault, times: int = 1) -> None:
        self.line.cut = times if fault == "down" else 0
        self.zalo.faults = [] if fault == "down" else [fault] * times
