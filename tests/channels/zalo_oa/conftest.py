"""One far side for each test."""

from collections.abc import AsyncIterator

import pytest

from channels.drawing import Drawer
from tests.channels.zalo_oa.far_side import ZaloOaFar


@pytest.fixture
async def far(draw: Drawer) -> AsyncIterator[ZaloOaFar]:
    side = ZaloOaFar(draw)
    yield side
    await side.close()
