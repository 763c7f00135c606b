"""Zalo Official Account as a messenger. Start reading here."""

import contextlib
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

import httpx

from channels.discreet import hush
from channels.drawing import Draw, NotDrawn
from channels.errors import ChannelError, Refused
from channels.pieces import Buttons, Picture, Piece, Words
from channels.zalo_oa import bodies, events, signature
from channels.zalo_oa.api import Api, Call
from channels.zalo_oa.oauth import OAuth
from channels.zalo_oa.outcomes import TEMPLATE, Expired
from channels.zalo_oa.settings import ZaloOaSettings
from channels.zalo_oa.tokens import Tokens, TokenStore
from channels.zalo_oa.uploads import Uploads
from channels.zalo_oa.windows import Windows
from channels.zalo_oa.wire import Answer, client
from domain.clock import Clock
from domain.messages import Inbound, Kind
from domain.people import Channel

_CS = "/v3.0/oa/message/cs"
_RECEIVED = "/-strong"
_MOST = 10_000
_LOG = logging.getLogger(__name__)


class ZaloOa:
    """One Official Account; satisfies `channels.port.Messenger`, and can send files and templates besides."""

    channel = Channel.ZALO_OA

    def __init__(
        self, settings: ZaloOaSettings, store: TokenStore, clock: Clock, *,
        draw: Draw, transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:  # fmt: skip
        """Speak as that account with the tokens of that store; `aclose` when done."""
        hush()
        self._settings, self._clock, self._draw = settings, clock, draw
        self._http = client(settings, transport)
        self._api = Api(settings, self._http, Tokens(store, OAuth(settings, self._http), clock), clock)
        self._windows = Windows(self._api, clock, may_cost=settings.may_cost)
        self._uploads = Uploads(self._api, settings.api_base, clock)
        self._last: dict[str, str] = {}

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        signature.check(headers, body, self._settings, self._clock.now())

    def parse(self, body: bytes, *, received_at: datetime) -> list[Inbound]:
        event = events.read(body)
        if event is None:
            return []
        if event.account not in {"", self._settings.oa_id}:
            _LOG.warning("an event of another account than the setting oa_id names is passed over")
            return []
        if event.event_name == events.WITHDRAWN:
            _LOG.warning("a person withdraws their consent at Zalo: what is held of them must be looked at within 24 h")
        did = events.inbound(event, body, received_at)
        self._note(event, did.kind)
        return [did]

    async def send(self, to: str, piece: Piece) -> str:
        await self._windows.enter(to)
        match piece:
            case Words():
                return await self._post(bodies.text(to, piece.text))
            case Buttons():
                return await self._post(bodies.buttons(to, piece.text, piece.choices))
            case Picture():
                return await self._picture(to, piece)
            case _:
                assert_never(piece)

    async def send_file(self, to: str, name: str, content: bytes) -> str:
        """Send a PDF, Word or CSV file of at most 5 MB; raises as `send`."""
        await self._windows.enter(to)
        return await self._post(bodies.file(to, await self._uploads.file(name, content)))

    async def ask_for_phone(self, to: str, title: str, subtitle: str, image_url: str) -> str:
        """Send a card that asks for name and phone; the answer comes as CLAIMED_PHONE. Raises as `send`."""
        await self._windows.enter(to)
        return await self._post(bodies.request_phone(to, title, subtitle, image_url))

    async def send_template(self, to: str, template: str, values: Mapping[str, str]) -> str:
        """Send an approved template to a person of this account, whenever they last wrote; raises as `send`."""
        said = await self._api.post("/v3.0/oa/message/template", bodies.template(to, template, values))
        return _number(said)

    async def send_template_to_phone(
        self, phone: str, template: str, values: Mapping[str, str], *, tracking: str
    ) -> str:
        """Send an approved template (ZBS) to a number as +84…; `tracking` (≤ 48 signs) comes back in its receipt.

        Raises as `send`.
        """
        if not phone.startswith("+84") or not 0 < len(tracking) <= 48:
            raise Refused("a template by phone wants a number as +84… and a tracking id of at most 48 signs")
        body = bodies.phone_template(phone, template, values, tracking, self._settings.template_mode)
        url = self._settings.business_base + "/message/template"
        return _number(await self._api.call(Call(url=url, json=body, errors=TEMPLATE, sends=True)))

    async def typing(self, to: str) -> None:
        """A thumb on the person's last message, once; nothing where this process did not parse that message."""
        if message := self._last.pop(to, None):
            with contextlib.suppress(ChannelError):
                await self._api.post("/v2.0/oa/message", bodies.reaction(to, message, _RECEIVED))

    async def noticed(self, body: bytes) -> None:
        """Nothing: Zalo waits for no word of ours."""

    async def look(self) -> str:
        return await self._api.look()

    async def _post(self, body: bodies.Body) -> str:
        return _number(await self._api.post(_CS, body))

    async def _picture(self, to: str, piece: Picture) -> str:
        """The picture with its words; the words alone where it cannot be drawn or uploaded."""
        try:
            png = await self._draw(piece.spec)
            first = await self._uploads.image(png)
        except (NotDrawn, Refused) as error:
            # Its words may quote data.
            _LOG.error("a chart goes without its picture: %s", type(error).__name__)
            return await self._post(bodies.text(to, piece.caption))
        try:
            return await self._post(bodies.picture(to, piece.caption, first))
        except Expired:
            self._uploads.forget(png)
            return await self._post(bodies.picture(to, piece.caption, await self._uploads.image(png)))

    def _note(self, event: events.Event, kind: Kind) -> None:
        """Remember the message to react to."""
        if kind in {Kind.TEXT, Kind.UNREADABLE} and event.message and event.message.msg_id:
            self._last.pop(event.subject, None)
            self._last[event.subject] = event.message.msg_id
            if len(self._last) > _MOST:
                del self._last[next(iter(self._last))]


def _number(said: Answer) -> str:
    return str(said.get("message_id") or said.get("msg_id") or "")
