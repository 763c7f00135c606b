"""The messengers that the settings name, opened for as long as the house stands."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

import httpx

from app.cellar import Cellar
from app.settings import Settings
from channels.drawing import Drawer
from channels.port import Messenger, Publish
from channels.telegram.settings import TelegramSettings
from channels.zalo_bot.bot import ZaloBot
from channels.zalo_oa.messenger import ZaloOa
from domain.clock import SystemClock
from domain.people import Channel
from storage.media import Media
from storage.zalo_tokens import ZaloTokens


@asynccontextmanager
async def open_messengers(settings: Settings, cellar: Cellar) -> AsyncIterator[Mapping[Channel, Messenger]]:
    """One of each kind that is set, until the block ends; nothing is sent or fetched yet."""
    async with AsyncExitStack() as stack:
        drawer, http = Drawer(), await stack.enter_async_context(httpx.AsyncClient(trust_env=False))
        stack.callback(drawer.close)
        found: dict[Channel, Messenger] = {}
        if settings.zalo_bot:
            publish = publisher(settings, cellar)
            found[Channel.ZALO_BOT] = ZaloBot(settings.zalo_bot, http, publish=publish, draw=drawer)
        if settings.zalo_oa:
            tokens = ZaloTokens(cellar.own, cellar.cipher, settings.zalo_oa.oa_id)
            account = ZaloOa(settings.zalo_oa, tokens, SystemClock(), draw=drawer)
            stack.push_async_callback(account.aclose)
            found[Channel.ZALO_OA] = account
        if settings.telegram:
            found[Channel.TELEGRAM] = await stack.enter_async_context(_telegram(settings.telegram, drawer))
        yield found


@asynccontextmanager
async def _telegram(settings: TelegramSettings, drawer: Drawer) -> AsyncIterator[Messenger]:
    # Its library takes a third of a second to import.
    from channels.telegram.messenger import Telegram

    bot = Telegram(settings, draw=drawer)
    try:
        yield bot
    finally:
        await bot.close()


def publisher(settings: Settings, cellar: Cellar) -> Publish | None:
    """Puts a picture where a channel can fetch it for two minutes; None where we have no public address."""
    if not settings.public_url:
        return None
    media = Media(cellar.own, cellar.cipher, SystemClock())

    async def publish(body: bytes, media_type: str) -> str:
        return f"{settings.public_url}/media/{await media.put(body, media_type)}"

    return publish
