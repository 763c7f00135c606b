"""What commands share: running on a loop, progress bars, JSON."""

import asyncio
import json
import logging
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from app.settings import Settings, read_settings

T = TypeVar("T")
_ROOMS = ("access", "app", "assistant", "channels", "connectors", "evals", "retrieval", "storage", "synthetic")
Told = Callable[[str, float], None]


def start() -> Settings:
    """The settings of this process, with logging set up by them."""
    settings = read_settings()
    _listen(logging.getLevelNamesMapping()[settings.log_level])
    return settings


def _listen(level: int) -> None:
    """Our own rooms speak at this level; other people's libraries only warn, since they quote what they carry."""
    logging.basicConfig(level=max(level, logging.WARNING), format="%(levelname)s %(name)s %(message)s",
                        stream=sys.stderr)  # fmt: skip
    for room in _ROOMS:
        logging.getLogger(room).setLevel(level)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's work to its end."""
    return asyncio.run(work)


def say_json(value: object) -> None:
    """One JSON value on one line, Vietnamese left readable."""
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


@contextmanager
def progress_bar() -> Iterator[Told]:
    """A progress bar on stderr, one line per step; plain where stderr is no terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, Any] = {}

        def told(step: str, done: float) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=1.0)
            bar.update(tasks[step], completed=done)

        yield told
