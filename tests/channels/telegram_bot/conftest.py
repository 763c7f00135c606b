"""The far side of Telegram, one for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.channels.telegram_bot.people import TOKEN, TelegramFar
from tests.channels.telegram_bot.server import serving


@pytest.fixture
async def far() -> AsyncIterator[TelegramFar]:
    with serving(TOKEN) as server:
        side = TelegramFar(server)
        yield side
        await side.messenger.close()
