"""`hoiyte outbox`: what never surely arrived, and trying it again."""

import click
from sqlalchemy.ext.asyncio import AsyncConnection

from app.cellar import Cellar, open_cellar
from app.commands.shared import run, say_json, start
from app.settings import Settings
from domain.clock import SystemClock
from storage.outbox import DeadLetter, Outbox


@click.group()
def outbox() -> None:
    """Dead letters."""


@outbox.command("dead")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def dead(as_json: bool) -> None:
    """List the newest 100; no word of what was said is shown."""
    letters = run(_dead(start()))
    if as_json:
        say_json([letter._asdict() for letter in letters])
        return
    for letter in letters:
        click.echo(f"{letter.id:>10}  {letter.channel:10} {letter.state:8} {letter.tries} tries  {letter.due_at:%F %T}")
    click.echo(f"{len(letters)} dead letters")


@outbox.command("replay")
@click.argument("numbers", type=int, nargs=-1, required=True)
def replay(numbers: tuple[int, ...]) -> None:
    """Try these again; a worker delivers them."""
    click.echo(f"{run(_replay(start(), numbers))} will be tried again")


async def _dead(settings: Settings) -> list[DeadLetter]:
    async with open_cellar(settings) as cellar, cellar.own.work() as connection:
        return await _outbox(cellar, connection).dead()


async def _replay(settings: Settings, numbers: tuple[int, ...]) -> int:
    async with open_cellar(settings) as cellar, cellar.own.work() as connection:
        return await _outbox(cellar, connection).replay(numbers)


def _outbox(cellar: Cellar, connection: AsyncConnection) -> Outbox:
    return Outbox(connection, cellar.cipher, SystemClock())
