"""Processes of our own on loopback, started for a measurement and ended by it."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Self

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


class Troupe:
    """Commands of ours that are kept running, whatever kills them; all end with the block."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = {**os.environ, **env}
        self._acting: dict[str, asyncio.subprocess.Process] = {}
        self._keepers: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        """Nobody acts yet."""
        return self

    async def __aexit__(self, *_: object) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for acting in self._acting.values():
            if acting.returncode is None:
                acting.kill()
            await acting.wait()

    async def keep(self, name: str, *words: str) -> None:
        """Start `hoiyte` with those words under that name, and again whenever it ends."""
        self._acting[name] = await self._start(words)
        self._keepers.append(asyncio.create_task(self._keep(name, words)))

    def kill(self, name: str) -> None:
        """Kill it as a machine that loses its power would."""
        if self._acting[name].returncode is None:
            self._acting[name].kill()

    async def _keep(self, name: str, words: tuple[str, ...]) -> None:
        while True:
            await self._acting[name].wait()
            self._acting[name] = await self._start(words)

    async def _start(self, words: tuple[str, ...]) -> asyncio.subprocess.Process:
        quiet = asyncio.subprocess.DEVNULL
        return await asyncio.create_subprocess_exec(sys.executable, *hoiyte(*words), env=self._env, stdout=quiet,
                                                    stderr=quiet)  # fmt: skip
