"""Processes of our own on loopback, started for a measurement and ended by it."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx


def free_port() -> int:
    """A port nobody listens at just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def process(*words: str, env: Mapping[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python process of this environment, ended with the block; what it says goes nowhere."""
    quiet = asyncio.subprocess.DEVNULL
    began = await asyncio.create_subprocess_exec(sys.executable, *words, env={**os.environ, **env}, stdout=quiet,
                                                 stderr=quiet)  # fmt: skip
    try:
        yield began
    finally:
        if began.returncode is None:
            began.terminate()
            try:
                await asyncio.wait_for(began.wait(), 15)
            except TimeoutError:
                began.kill()
                await began.wait()


def hoiyte(*words: str) -> tuple[str, ...]:
    """A command of ours, as words for `process`."""
    return (str(Path(sys.executable).with_name("hoiyte")), *words)


async def answers(url: str, seconds: float = 60.0) -> None:
    """Come back once something answers there.

    Raises:
        TimeoutError: nothing did.
    """
    async with httpx.AsyncClient(timeout=2, trust_env=False) as client, asyncio.timeout(seconds):
        while True:
            try:
                await client.get(url)
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
