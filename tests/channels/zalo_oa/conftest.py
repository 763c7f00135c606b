"""One far side for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.channels.zalo_oa.far_side import ZaloOaFar


@pytest.fixture
async def far() -> AsyncIterator[ZaloOaFar]:
    side = ZaloOaFar()
    yield side
    await side.close()
