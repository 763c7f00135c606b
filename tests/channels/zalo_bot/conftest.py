"""A bot and its platform on loopback."""

from collections.abc import AsyncIterator

import pytest

from channels.drawing import Drawer
from tests.channels.zalo_bot.far import ZaloBotFar
from tests.channels.zalo_bot.serving import Stage, serving


@pytest.fixture(scope="session")
async def stage() -> AsyncIterator[Stage]:
    stage = Stage()
    async with serving(stage) as stage.address:
        yield stage


@pytest.fixture
async def far(stage: Stage, draw: Drawer) -> AsyncIterator[ZaloBotFar]:
    """As documented: events wrapped, errors in HTTP 200."""
    async with ZaloBotFar().on(stage, draw) as far:
        yield far
