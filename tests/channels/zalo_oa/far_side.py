"""The far side of the Official Account: the fake hosts, one person, and the cable between."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from channels.drawing import Draw
from channels.port import Messenger
from channels.zalo_oa.messenger import ZaloOa
from channels.zalo_oa.settings import ZaloOaSettings
from domain.clock import Clock, FixedClock
from domain.people import Channel
from evals.far.zalo_oa import APP_ID, APP_SECRET, MESSAGE, OA_ID, TOKEN, Account, FakeZaloOa, Knob, Room
from tests.channels.contract import NOW
from tests.channels.far import Delivery, Fault, Shown
from tests.channels.zalo_oa import events
from tests.channels.zalo_oa.events import PERSON, WEBHOOK_SECRET, raw, signed

_NOBODY_LISTENS = 9
"""The discard port: nobody listens there, and the machine says so at once."""
KNOBS: dict[Fault, Knob] = {"busy": -32, "blocked": -217, "bad_token": -216, "sent_then_silent": "silent"}


class Cable(httpx.AsyncBaseTransport):
    """A real connection that can be led to a port where nobody listens."""

    def __init__(self) -> None:
        self.cut = 0
        self._inner = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.cut:
            self.cut -= 1
            request.url = request.url.copy_with(port=_NOBODY_LISTENS)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


@dataclass(frozen=True)
class Pair:
    access: str
    refresh: str
    made_at: datetime
    expires_at: datetime


@dataclass
class Pocket:
    """A store of tokens within one process."""

    pair: Pair | None
    puts: int = 0
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _new: Pair | None = None

    async def read(self) -> Pair | None:
        return self.pair

    @asynccontextmanager
    async def locked(self) -> AsyncIterator["Pocket"]:
        async with self._lock:
            self._new = None
            yield self
            if self._new:
                self.pair, self.puts = self._new, self.puts + 1

    async def put(self, *, access: str, refresh: str, made_at: datetime, expires_at: datetime) -> None:
        self._new = Pair(access, refresh, made_at, expires_at)


def settings(url: str, **more: object) -> ZaloOaSettings:
    return ZaloOaSettings.model_validate({
        "api_base": url, "business_base": url, "oauth_base": url, "app_id": APP_ID, "app_secret": APP_SECRET,
        "oa_id": OA_ID, "webhook_secret": WEBHOOK_SECRET, "read_seconds": 2, **more,
    })  # fmt: skip


def first_pair(account: Account, clock: Clock) -> Pair:
    return Pair(account.access, account.refresh, clock.now(), clock.now() + timedelta(hours=25))


class ZaloOaFar:
    """Satisfies `tests.channels.far.Far`."""

    channel = Channel.ZALO_OA
    person = PERSON
    token = TOKEN

    def __init__(self, draw: Draw, **more: object) -> None:
        self.draw = draw
        self.clock = FixedClock(NOW)
        self.account = Account(self.clock, people={PERSON: Room(NOW - timedelta(minutes=1))})
        self.server = FakeZaloOa(self.account)
        self.cable = Cable()
        self.pocket = Pocket(first_pair(self.account, self.clock))
        self.settings = settings(self.server.url, **more)
        self.oa = ZaloOa(self.settings, self.pocket, self.clock, draw=draw, transport=self.cable)
        self.messenger: Messenger = self.oa
        self._at = int(NOW.timestamp() * 1000)

    async def close(self) -> None:
        await self.oa.aclose()
        self.server.close()

    @property
    def shown(self) -> list[Shown]:
        with self.account.lock:
            return [shown(said, self.account.uploads) for said in self.account.sent]

    @shown.setter
    def shown(self, _: list[Shown]) -> None:
        raise NotImplementedError

    @property
    def typed(self) -> list[str]:
        return [said["recipient"]["user_id"] for said in self.account.reactions]

    @typed.setter
    def typed(self, _: list[str]) -> None:
        raise NotImplementedError

    def says(self, text: str) -> Delivery:
        return signed(raw(events.message("user_send_text", self._now(), text=text)))

    def presses(self, shown: Shown, button: int) -> Delivery | None:
        """What a button says when pressed is its payload, not its title."""
        said = self.account.sent[self.shown.index(shown)]
        return self.says(said["message"]["attachment"]["payload"]["buttons"][button]["payload"])

    def opens(self, payload: str) -> Delivery | None:
        """A link to an account carries nothing."""
        return None

    def leaves(self) -> Delivery | None:
        return signed(raw(events.followed("unfollow", self._now())))

    def sends_a_sticker(self) -> Delivery:
        sticker = events.attached("sticker", id="40", url="https://example.vn/s.png")
        return signed(raw(events.message("user_send_sticker", self._now(), sticker)))

    def noise(self) -> list[Delivery]:
        return [signed(raw(said)) for said in events.noise(self._now())]

    def forged(self, text: str) -> list[Delivery]:
        good, other = self.says(text), self.says("chào")
        return [
            Delivery({}, good.body), Delivery(other.headers, good.body), signed(good.body, secret="other"),
            signed(good.body, first="1"), Delivery({"x-zevent-signature": "mac=đ"}, good.body),
            Delivery({"x-zevent-signature": ""}, b""), Delivery(good.headers, good.body + b" "),
        ]  # fmt: skip

    def next(self, fault: Fault, times: int = 1) -> None:
        if fault == "down":
            self.cable.cut = times
        else:
            self.account.turn(MESSAGE, *[KNOBS[fault]] * times)

    def _now(self) -> int:
        self._at += 1
        return self._at


def shown(said: dict[str, Any], uploads: dict[str, bytes]) -> Shown:
    """One message as the person sees it."""
    message = said["message"]
    payload = message.get("attachment", {}).get("payload", {})
    titles = tuple(button["title"] for button in payload.get("buttons", []))
    pictures = [uploads[e["attachment_id"]] for e in payload.get("elements", []) if "attachment_id" in e]
    return Shown(said["recipient"]["user_id"], message.get("text", ""), titles, b"".join(pictures))
