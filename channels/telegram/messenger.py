"""The bot: verify, parse, send."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import assert_never
from urllib.parse import urlencode, urlsplit

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import ChatAction, ParseMode

from channels.drawing import Draw, NotDrawn
from channels.errors import ChannelError, Forged, NeedsOperator
from channels.pieces import Buttons, Picture, Piece, Words
from channels.render import ABILITIES
from channels.splitting import split
from channels.telegram.line import Line, Unparsed, asked, silence, told
from channels.telegram.pacing import Pace
from channels.telegram.reading import inbound, press
from channels.telegram.settings import TelegramSettings
from channels.telegram.wire import ASKED_FOR
from channels.telegram.wording import as_html, as_plain, keyboard
from domain.messages import Inbound
from domain.people import Channel

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - its name, not the secret
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""Telegram would open the addresses we send, and one of them may be good for one opening only."""


class Telegram:
    """A `Messenger` and a `Polling`; `close` it in the end."""

    channel = Channel.TELEGRAM

    def __init__(self, settings: TelegramSettings, *, draw: Draw, pace: Pace | None = None) -> None:
        silence()
        self._settings, self._draw = settings, draw
        self._pace = pace or Pace()
        # Two pools: a poll that waits for news never keeps an answer from leaving.
        self._polling, self._sending = _line(settings, connections=1), _line(settings, connections=64)
        self._bot = Bot(settings.token.get_secret_value(), base_url=f"{settings.api_base}/bot",
                        request=self._sending, get_updates_request=self._polling)  # fmt: skip
        self._offset = 0

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        secret = self._settings.webhook_secret
        given = headers.get(SECRET_HEADER, "").encode("utf-8", "surrogatepass")
        if not secret or not hmac.compare_digest(given, secret.get_secret_value().encode()):
            raise Forged("the secret of the webhook is wrong or missing")

    def parse(self, body: bytes, *, received_at: datetime) -> list[Inbound]:
        return inbound(body, bot_id=self._settings.bot_id, received_at=received_at)

    async def noticed(self, body: bytes) -> None:
        """Once a delivery is kept: let the button that was pressed stop waiting; whatever goes wrong is passed over.

        Apart from `parse`, which asks nobody; needs no memory, so that any process may do it, and as often as it likes.
        """
        with suppress(ChannelError):
            if pressed := press(body):
                await told(self._bot.answer_callback_query(pressed))

    async def send(self, to: str, piece: Piece) -> str:
        await self._pace.turn(to)
        match piece:
            case Words():
                sent = await _marked(piece.text, partial(self._words, to, None))
            case Buttons():
                sent = await _marked(piece.text, partial(self._words, to, keyboard(piece.choices)))
            case Picture():
                sent = await self._picture(to, piece)
            case _:
                assert_never(piece)
        return str(sent.message_id)

    async def typing(self, to: str) -> None:
        with suppress(ChannelError):
            await told(self._bot.send_chat_action(to, ChatAction.TYPING))

    async def draft(self, to: str, draft_id: int, text: str) -> None:
        """Show an answer while it is being made, for half a minute; the answer itself is sent all the same.

        The same `draft_id`, which is not 0, goes on with the same draft; "" shows that we think. Whatever goes wrong is
        passed over.
        """
        shown = next(iter(split(text, ABILITIES[self.channel].text)), "")
        with suppress(ChannelError, ValueError):
            await told(self._bot.send_message_draft(int(to), draft_id, as_html(shown), parse_mode=ParseMode.HTML))

    async def look(self) -> str:
        me = await asked(self._bot.get_me())
        hook = await asked(self._bot.get_webhook_info())
        way = f"news comes to {urlsplit(hook.url).hostname}" if hook.url else "no webhook is set, so it can be polled"
        failed = f"; the last failure was “{hook.last_error_message}”" if hook.last_error_message else ""
        return f"Telegram knows us as @{me.username}; {way}; {hook.pending_update_count} updates wait{failed}."

    async def register(self, url: str) -> None:
        """Have news brought to this address from now on; "" to poll instead.

        Raises:
            Later, NeedsOperator: see `channels/errors.py`.
        """
        secret = self._settings.webhook_secret
        if url and not secret:
            raise NeedsOperator("a webhook wants a secret, and none is set")
        token = secret.get_secret_value() if url and secret else None
        await asked(self._bot.set_webhook(url, secret_token=token, allowed_updates=ASKED_FOR))

    async def updates(self) -> list[bytes]:
        """See `Polling`. Read without the library, which drops every update where one is not to its taste."""
        wait = self._settings.poll_seconds
        asking = urlencode({"offset": self._offset, "timeout": wait, "allowed_updates": json.dumps(ASKED_FOR)})
        address = f"{self._bot.base_url}/getUpdates?{asking}"
        news = await asked(_numbered(self._polling.post(address, read_timeout=wait + self._settings.timeout)))
        self._offset = max([self._offset, *(number + 1 for number, _ in news)])
        return [update for _, update in news]

    async def close(self) -> None:
        """Let the connections go."""
        await asyncio.gather(self._polling.shutdown(), self._sending.shutdown())

    async def _words(self, to: str, buttons: InlineKeyboardMarkup | None, text: str, mode: str | None) -> Message:
        return await self._bot.send_message(
            to, text, parse_mode=mode, reply_markup=buttons, link_preview_options=_NO_PREVIEW
        )

    async def _picture(self, to: str, picture: Picture) -> Message:
        """A chart that cannot be drawn is sent as its words."""
        try:
            drawn = await self._draw(picture.spec)
        except NotDrawn:
            return await _marked(picture.caption, partial(self._words, to, None))
        return await _marked(picture.caption, partial(self._photo, to, drawn))

    async def _photo(self, to: str, drawn: bytes, caption: str, mode: str | None) -> Message:
        return await self._bot.send_photo(to, drawn, caption=caption, parse_mode=mode, filename="chart.png")


async def _marked(text: str, say: Callable[[str, str | None], Awaitable[Message]]) -> Message:
    """Said with its bold, and without where Telegram cannot read it: words matter more than their weight."""
    try:
        return await told(say(as_html(text), ParseMode.HTML))
    except Unparsed:
        return await told(say(as_plain(text), None))


async def _numbered(asking: Awaitable[object]) -> list[tuple[int, bytes]]:
    """Each update with its number, as the bytes that a webhook would have brought."""
    news = await asking
    if not isinstance(news, list):
        raise TypeError("no list of updates")
    return [(int(update["update_id"]), json.dumps(update).encode()) for update in news]


def _line(settings: TelegramSettings, *, connections: int) -> Line:
    seconds = settings.timeout
    return Line(
        connection_pool_size=connections, pool_timeout=seconds, connect_timeout=seconds, read_timeout=seconds,
        write_timeout=seconds, media_write_timeout=settings.media_write_timeout,
        proxy=settings.proxy.get_secret_value() if settings.proxy else None, httpx_kwargs={"trust_env": False},
    )  # fmt: skip
