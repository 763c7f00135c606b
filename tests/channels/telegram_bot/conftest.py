"""The far side of Telegram, one for each test."""

from collections.abc import AsyncIterator

import pytest

from channels.drawing import Drawer
from tests.channels.telegram_bot.people import TOKEN, TelegramFar
from tests.channels.telegram_bot.server import serving


@pytest.fixture
async def far(draw: Drawer) -> AsyncIterator[TelegramFar]:
    with serving(TOKEN) as server:
        side = TelegramFar(server, draw)
        yield side
        await side.messenger.close()
