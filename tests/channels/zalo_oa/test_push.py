"""The far side repeats itself as Zalo does, byte for byte, until the webhook takes it."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.channels.contract import heard
from tests.channels.far import Delivery
from tests.channels.zalo_oa.events import push
from tests.channels.zalo_oa.far_side import ZaloOaFar


class Webhook:
    """Keeps what comes, and answers with the states it was given."""

    def __init__(self) -> None:
        self.states = [200]
        self.heard: list[Delivery] = []
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()[1:]
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head) if name}
        self.heard.append(Delivery(headers, await reader.readexactly(int(headers["content-length"]))))
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        writer.write(f"HTTP/1.1 {state} x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@pytest.fixture
async def webhook() -> AsyncIterator[Webhook]:
    hook = Webhook()
    server = await asyncio.start_server(hook.serve, "127.0.0.1", 0)
    hook.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    async with server:
        yield hook


async def test_what_is_not_taken_comes_again_and_is_one_event(far: ZaloOaFar, webhook: Webhook) -> None:
    webhook.states = [503, 401, 200]
    assert await push(webhook.url, far.says("Đau đầu 😀 “mấy hôm” nay")) == 3
    assert [one.headers.get("num_retry") for one in webhook.heard] == [None, "1", "2"]
    assert len({one.body for one in webhook.heard}) == 1
    assert len({heard(far, one)[0].event_id for one in webhook.heard}) == 1


async def test_after_the_last_zalo_gives_up(far: ZaloOaFar, webhook: Webhook) -> None:
    webhook.states = [503]
    assert await push(webhook.url, far.says("chào")) == 0
    assert len(webhook.heard) == 6
