"""One process that draws for all tests; and a house whose only messenger is a postbox, served and delivered for."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import httpx
import pytest

from app.delivery import Courier
from app.worker import run_worker
from channels.drawing import Drawer
from tests.cellar import Cellar
from tests.channels.postbox import Postbox
from tests.web.script import ScriptedHouse, scripted_house
from tests.web.served import listening


@pytest.fixture(scope="session")
def draw() -> Iterator[Drawer]:
    drawer = Drawer()
    yield drawer
    drawer.close()


@dataclass
class Chatting:
    """A house, the way into it, and what came out."""

    house: ScriptedHouse
    postbox: Postbox
    client: httpx.AsyncClient
    _ids: "itertools.count[int]" = field(default_factory=itertools.count)

    async def says(self, who: str, text: str, *, kind: str = "text", event_id: str = "") -> httpx.Response:
        """Somebody writes."""
        body = {"id": event_id or f"e{next(self._ids)}", "from": who, "text": text, "kind": kind}
        return await self.client.post("/channels/zalo_oa", content=json.dumps(body), headers={"x-secret": "ours"})

    async def begun(self) -> None:
        """Come back once a turn is under way: what comes before that would be answered with it."""
        for _ in range(400):
            if self.house.turn.heard:
                return
            await asyncio.sleep(0.025)
        raise AssertionError("no turn began")

    async def hears(self, who: str, count: int) -> list[str]:
        """What arrived at somebody, once there are that many messages."""
        for _ in range(400):
            if len(self.postbox.texts(who)) >= count:
                return self.postbox.texts(who)
            await asyncio.sleep(0.025)
        raise AssertionError(f"only {len(self.postbox.texts(who))} of {count} messages arrived")


@pytest.fixture
async def chatting(cellar: Cellar, migrated: str) -> AsyncIterator[Chatting]:
    databases = cellar.copy(migrated)
    async with scripted_house(databases, cellar.secrets) as house:
        postbox = Postbox()
        house.messengers = {postbox.channel: postbox}
        stop = asyncio.Event()
        async with (
            house.queue.running(),
            listening(house) as url,
            httpx.AsyncClient(base_url=url, timeout=20) as client,
        ):
            courier = Courier(house.cellar, house.now, house.messengers)
            tasks = [asyncio.create_task(run_worker(house, stop)), asyncio.create_task(courier.run(stop))]
            yield Chatting(house, postbox, client)
            house.turn.gate.set()
            postbox.hold.set()
            stop.set()
            await asyncio.gather(*tasks)
    cellar.drop(databases)
