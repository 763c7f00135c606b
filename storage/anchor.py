"""The anchor: the head of the audit chain, noted outside the database every minute and at exit."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Head(NamedTuple):
    """The end of the chain: a row's number and its mac."""

    seq: int
    mac: str


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """Heads of the chain, one a line, only ever appended, readable by its owner alone (0600).

    On a host that an attacker may own, point it at an append-only file system or a second machine.
    """

    path: Path

    def append(self, head: Head) -> None:
        """Note the head; on return it is on the disk."""
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, f"{head.seq} {head.mac}\n".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def heads(self) -> dict[int, str]:
        """Every head that was noted: number → mac. A last line cut short by a crash is passed over.

        Raises:
            FileNotFoundError: there is no such anchor.
        """
        lines = self.path.read_text(encoding="ascii").splitlines()
        pairs = (line.split() for line in lines)
        return {int(seq): mac for seq, mac in (pair for pair in pairs if len(pair) == 2) if len(mac) == 64}


async def keep_anchored(head: Callable[[], Awaitable[Head | None]], anchor: AnchorFile, every: float = 60.0) -> None:
    """Note the head every `every` seconds when it moved, and once more when this task is cancelled (at exit)."""
    noted: Head | None = None
    try:
        while True:
            noted = await _note(head, anchor, noted)
            await asyncio.sleep(every)
    finally:
        await _note(head, anchor, noted)


async def _note(head: Callable[[], Awaitable[Head | None]], anchor: AnchorFile, noted: Head | None) -> Head | None:
    now = await head()
    if now is not None and now != noted:
        await asyncio.to_thread(anchor.append, now)
    return now
