"""People who write through a channel that delivers at least once, late, twice and out of order."""

import asyncio
import json
import random
import time
from itertools import count

import httpx

from channels.zalo_oa import events
from channels.zalo_oa.signature import sign
from domain.clock import SystemClock
from evals.far.zalo_oa import APP_ID, OA_ID
from evals.faults.history import Sent

_SAID = (
    "thẻ bảo hiểm đi khám cần mang giấy tờ gì", "dau hieu sot xuat huyet nang", "lịch tiêm chủng cho trẻ em",
    "bị chó cắn phải làm gì", "xin chào", "cảm ơn nhé", "còn lịch khám nào sáng mai không", "lần khám gần nhất của tôi",
    "đau ngực lan ra tay, khó thở", "công suất giường bệnh tháng trước", "ngộ độc thức ăn thì sơ cứu thế nào",
)  # fmt: skip
_numbers = count(1)


class Person:
    """One person of the channel, and the channel's own way of delivering what they write."""

    def __init__(self, handle: str, seed: int) -> None:
        self.handle = handle
        self._chance = random.Random(seed)  # noqa: S311 - habits, no secret

    async def write(self, client: httpx.AsyncClient, door: str, secret: str, messages: int) -> list[Sent]:
        """Write so many messages, each delivered until it is acknowledged; what was acknowledged."""
        told: list[Sent] = []
        for _ in range(messages):
            body = self._event()
            await asyncio.sleep(self._chance.expovariate(0.8))
            held = self._chance.random() < 0.1
            following = self._event() if held else None
            if following:
                told.append(await self._deliver(client, door, secret, following))
            told.append(await self._deliver(client, door, secret, body))
            if self._chance.random() < 0.15:
                await self._deliver(client, door, secret, body)
        return told

    async def _deliver(self, client: httpx.AsyncClient, door: str, secret: str, body: bytes) -> Sent:
        stamp = str(json.loads(body)["timestamp"])
        headers = {"x-zevent-signature": f"mac={sign(APP_ID, body, stamp, secret)}"}
        while True:
            try:
                response = await client.post(door, content=body, headers=headers)
            except httpx.TransportError:
                response = None
            if response is not None and response.status_code == 200:
                return Sent(_event_id(body), self.handle)
            await asyncio.sleep(self._chance.uniform(0.2, 1))

    def _event(self) -> bytes:
        said = {
            "app_id": APP_ID, "sender": {"id": self.handle}, "recipient": {"id": OA_ID},
            "event_name": "user_send_text",
            "message": {"text": self._chance.choice(_SAID), "msg_id": f"f{next(_numbers):012}"},
            "timestamp": str(int(time.time() * 1000)),
        }  # fmt: skip
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _event_id(body: bytes) -> str:
    event = events.read(body)
    assert event is not None  # noqa: S101 - we wrote it
    return events.inbound(event, body, SystemClock().now()).event_id
