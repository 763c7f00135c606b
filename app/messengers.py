"""The messengers that the settings name, opened for as long as the house stands."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx

from app.cellar import Cellar
from app.settings import Settings
from channels.drawing import Drawer
from channels.port import Messenger, Publish
from channels.zalo_bot.bot import ZaloBot
from domain.clock import SystemClock
from domain.people import Channel
from storage.media import Media


@asynccontextmanager
async def open_messengers(settings: Settings, cellar: Cellar) -> AsyncIterator[Mapping[Channel, Messenger]]:
    """One of each kind that is set, until the block ends; nothing is sent or fetched yet."""
    drawer = Drawer()
    async with httpx.AsyncClient() as http:
        try:
            yield _opened(settings, publisher(settings, cellar), drawer, http)
        finally:
            drawer.close()


def _opened(
    settings: Settings, publish: Publish | None, drawer: Drawer, http: httpx.AsyncClient
) -> dict[Channel, Messenger]:
    found: dict[Channel, Messenger] = {}
    if settings.zalo_bot:
        found[Channel.ZALO_BOT] = ZaloBot(settings.zalo_bot, http, publish=publish, draw=drawer)
    return found


def publisher(settings: Settings, cellar: Cellar) -> Publish | None:
    """Puts a picture where a channel can fetch it for two minutes; None where we have no public address."""
    if not settings.public_url:
        return None
    media = Media(cellar.own, cellar.cipher, SystemClock())

    async def publish(body: bytes, media_type: str) -> str:
        return f"{settings.public_url}/media/{await media.put(body, media_type)}"

    return publish
