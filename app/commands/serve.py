"""`hoiyte serve` and `hoiyte work`: the web process and a worker process."""

import click

from app.commands.shared import run, start
from app.serving import run_web, run_work


@click.command()
@click.option("--host", default=None, help="The address to listen on (HOIYTE_HOST, 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), default=None, help="The port (HOIYTE_PORT, 8000).")
def serve(host: str | None, port: int | None) -> None:
    """Run the web process until it is told to stop."""
    chosen = {k: v for k, v in (("host", host), ("port", port)) if v is not None}
    run(run_web(start().model_copy(update=chosen)))


@click.command()
@click.option("--concurrency", type=click.IntRange(1, 64), default=8, show_default=True)
def work(concurrency: int) -> None:
    """Run a worker process until it is told to stop."""
    run(run_work(start(), concurrency=concurrency))
