"""Charts drawn beside the event loop.

The drawing library never lets go of the interpreter's lock, so a thread does not help: measured, the loop stood still
for as long as it drew, a second for the first chart. Hence one process of its own, begun with the first chart and kept.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

from channels.pictures import png

Draw = Callable[[dict[str, Any]], Awaitable[bytes]]
"""A Vega-Lite specification as PNG."""
_CHARTS_PER_PROCESS = 500
"""Then a fresh process takes over, so that what a drawing leaves behind does not pile up."""


class NotDrawn(Exception):  # noqa: N818 - reads as a sentence
    """There is no picture of this chart; its words must do."""


class Drawer:
    """Draws charts one after the other in a process of its own; `close` ends that."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def __call__(self, spec: dict[str, Any]) -> bytes:
        """The chart as PNG.

        Raises:
            NotDrawn: it cannot be drawn, or whoever drew it was killed.
        """
        self._pool = self._pool or ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), max_tasks_per_child=_CHARTS_PER_PROCESS
        )
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, png, spec)
        except BrokenProcessPool:
            self.close()
            raise NotDrawn("the process that drew it ended") from None
        except ValueError:
            raise NotDrawn("its specification cannot be drawn") from None

    def close(self) -> None:
        """End the process; the next chart begins another."""
        if pool := self._pool:
            self._pool = None
            pool.shutdown(wait=False, cancel_futures=True)
