"""`hoiyte check`: is everything reachable and sane."""

import sys
from dataclasses import asdict

import click

from app.checks import Checked, check_house
from app.commands.shared import run, say_json, start
from app.settings import Settings
from app.wiring import open_house


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def check(as_json: bool) -> None:
    """Look at every part once; exit 1 when one is not well."""
    seen = run(_check(start()))
    if as_json:
        say_json([asdict(part) for part in seen])
    else:
        for part in seen:
            click.echo(f"{'ok ' if part.well else 'BAD'}  {part.name:12} {part.said}  ({part.milliseconds:.0f} ms)")
    sys.exit(0 if all(part.well for part in seen) else 1)


async def _check(settings: Settings) -> list[Checked]:
    async with open_house(settings) as house:
        return await check_house(house)
