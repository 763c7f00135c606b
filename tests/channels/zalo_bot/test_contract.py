"""The points of every messenger, kept by Zalo Bot in both dialects that its sources tell of."""

from collections.abc import AsyncIterator

import pytest

from channels.drawing import Drawer
from channels.port import Messenger, Polling
from tests.channels.contract import Contract
from tests.channels.far import Far
from tests.channels.zalo_bot.far import ZaloBotFar
from tests.channels.zalo_bot.serving import Stage


class TestZaloBot(Contract):
    @pytest.fixture(params=["documented", "captured"])
    async def far(self, request: pytest.FixtureRequest, stage: Stage, draw: Drawer) -> AsyncIterator[Far]:
        """Wrapped events and errors in HTTP 200, or bare events and errors by HTTP status."""
        captured = request.param == "captured"
        async with ZaloBotFar(wrapped=not captured, errors_by_status=captured).on(stage, draw) as far:
            yield far


def test_it_is_a_messenger_that_can_be_polled(far: ZaloBotFar) -> None:
    bot: tuple[Messenger, Polling] = (far.bot, far.bot)
    assert all(bot)
