"""A worker in a process of its own, to be killed: `python queue_worker.py DSN`."""

import asyncio
import sys

from storage.queue import Queue


async def main(dsn: str) -> None:
    async def hang(turn: str) -> None:
        sys.stdout.write(f"{turn}\n")
        sys.stdout.flush()
        await asyncio.sleep(600)

    queue = Queue(dsn)
    queue.task("hang", hang)
    async with queue.running():
        await queue.work(asyncio.Event())


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
