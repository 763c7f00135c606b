"""`hoiyte province`: fill the stores with a synthetic province."""

from datetime import datetime

import click

from app.cellar import open_cellar
from app.commands.shared import progress_bar, run, start
from app.province import generate
from app.settings import Settings
from domain.clock import SystemClock, today
from synthetic.plan import Plan


@click.group()
def province() -> None:
    """The synthetic province."""


@province.command("generate")
@click.option("--citizens", type=click.IntRange(min=200), default=20_000, show_default=True, help="How many citizens.")
@click.option("--seed", type=int, default=7, show_default=True, help="The same seed gives the same province.")
@click.option("--province", "name", default="Bắc Ninh", show_default=True, help="Its name or two-digit code.")
@click.option("--reference-day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day its data ends (today).")
def fill(citizens: int, seed: int, name: str, reference_day: datetime | None) -> None:
    """Fill the stores deterministically; what synthetic people they held is replaced."""
    settings = start()
    day = reference_day.date() if reference_day else today(SystemClock())
    plan = Plan(citizens=citizens, seed=seed, province=name, reference_day=day)
    rows = run(_fill(settings, plan))
    click.echo(f"{rows} rows of {citizens} citizens, seed {seed}, up to {plan.reference_day.isoformat()}")


async def _fill(settings: Settings, plan: Plan) -> int:
    async with open_cellar(settings) as cellar:
        with progress_bar() as told:
            return await generate(plan, cellar, told)
