"""Our bot on the Zalo Bot Platform: a messenger that can also be polled."""

import hmac
import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, assert_never

import httpx

from channels.drawing import Draw, NotDrawn
from channels.errors import ChannelError, Forged, NeedsOperator, Refused
from channels.pieces import Buttons, Picture, Piece, Words
from channels.port import Publish
from channels.zalo_bot.client import ZaloBotApi, parsed
from channels.zalo_bot.pacing import Allowance, Pace
from channels.zalo_bot.settings import ZaloBotSettings
from channels.zalo_bot.webhook import Webhook
from channels.zalo_bot.wire import Me, Sent, inbound
from channels.zalo_bot.wording import numbered, plain
from domain.messages import Inbound
from domain.people import Channel

_log = logging.getLogger(__name__)
_SECRET = "x-bot-api-secret-token"  # noqa: S105 - the name of a header
_PHOTO_SECONDS = 150.0
"""The platform fetches the picture from us before it answers."""
_GRACE_SECONDS = 10.0
"""What a poll gets beyond the time that the platform was asked to wait."""


class ZaloBot:
    """Satisfies `Messenger` and `Polling`.

    Without `publish` there are no pictures: the platform fetches them from a public address, which a house that polls
    may not have. Then, and where it does not take one, the picture's words are sent.
    """

    channel = Channel.ZALO_BOT

    def __init__(
        self, settings: ZaloBotSettings, http: httpx.AsyncClient, *, publish: Publish | None,
        draw: Draw, pace: Pace | None = None, allowance: Allowance | None = None,
    ) -> None:  # fmt: skip
        self._settings, self._publish, self._draw = settings, publish, draw
        self._api = ZaloBotApi(settings, http)
        self._pace = pace or Pace()
        self._allowance = allowance or Allowance(settings.monthly_cap)
        self._heard = False
        self.webhook = Webhook(self._api, settings)

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """See the port. An empty body asks nothing, and the platform's probe may be one that has no secret."""
        if not body.strip():
            return
        ours = self._settings.webhook_secret.get_secret_value()
        if not hmac.compare_digest(headers.get(_SECRET, "").encode(), ours.encode()):
            raise Forged("the secret of Zalo Bot is wrong or missing")

    def parse(self, body: bytes, *, received_at: datetime) -> list[Inbound]:
        return inbound(body, received_at)

    async def send(self, to: str, piece: Piece) -> str:
        match piece:
            case Words():
                return await self._say(to, plain(piece.text))
            case Buttons():
                return await self._say(to, numbered(piece))
            case Picture():
                return await self._show(to, piece)
            case _:
                assert_never(piece)

    async def typing(self, to: str) -> None:
        with suppress(ChannelError):
            await self._api.post("sendChatAction", {"chat_id": to, "action": "typing"})

    async def noticed(self, body: bytes) -> None:
        """Nothing: the platform waits for no word of ours."""

    async def look(self) -> str:
        me = parsed(Me, (await self._api.ask("getMe")).known())
        hook = await self.webhook.address()
        where = f"deliveries go to {hook}" if hook else "no webhook is set, so it can be polled"
        spent = f"{await self._allowance.spent()} of {self._allowance.cap} messages of this month are sent"
        return f"Zalo Bot knows us as {me.account_name} ({me.account_type}); {where}; {spent}."

    async def updates(self) -> list[bytes]:
        """See the port. The platform keeps nothing: what it has told once, or while nobody asked, it never tells again.

        With a webhook set it would wait in silence for ever, so it is asked about that before the first poll and after
        each that heard nothing.
        """
        if not self._heard and await self.webhook.address():
            raise NeedsOperator("a webhook of Zalo Bot is set, and polling hears nothing while it is")
        seconds = self._settings.poll_seconds
        reply = await self._api.ask("getUpdates", {"timeout": str(seconds)}, patience=seconds + _GRACE_SECONDS)
        self._heard = reply.code != 408
        if not self._heard:
            return []
        found = reply.known()
        return [json.dumps(update).encode() for update in (found if isinstance(found, list) else [found]) if update]

    async def _say(self, to: str, text: str) -> str:
        return await self._deliver("sendMessage", {"chat_id": to, "text": text})

    async def _show(self, to: str, picture: Picture) -> str:
        caption = plain(picture.caption)
        try:
            if self._publish:
                address = await self._publish(await self._draw(picture.spec), "image/png")
                body = {"chat_id": to, "photo": address, "caption": caption}
                return await self._deliver("sendPhoto", body, patience=_PHOTO_SECONDS)
        except NotDrawn as error:
            _log.warning("a chart is sent as words: %s", error)
        except Refused as error:
            if error.gone:
                raise
            _log.warning("Zalo Bot does not take a picture, so its words are sent: can it fetch from our address?")
        return await self._say(to, caption)

    async def _deliver(self, method: str, body: dict[str, Any], *, patience: float | None = None) -> str:
        await self._pace.turn(body["chat_id"])
        async with self._allowance.one():
            reply = await self._api.post(method, body, patience=patience)
            return parsed(Sent, reply.told()).message_id
