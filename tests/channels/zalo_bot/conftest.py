"""A bot, its platform on loopback, and one process that draws for all tests."""

from collections.abc import AsyncIterator, Iterator

import pytest

from channels.drawing import Drawer
from tests.channels.zalo_bot.far import ZaloBotFar
from tests.channels.zalo_bot.serving import Stage, serving


@pytest.fixture(scope="session")
def draw() -> Iterator[Drawer]:
    drawer = Drawer()
    yield drawer
    drawer.close()


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
