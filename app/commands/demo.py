"""`hoiyte demo`: from nothing to a served, filled province on loopback with people to play; again is instant."""

import click

from app.cellar import Cellar, open_cellar
from app.commands.shared import progress_bar, run, start
from app.personas import ROLE_LABELS
from app.province import current_plan, generate
from app.serving import run_both
from app.settings import Settings
from app.wiring import House, house_over
from domain.clock import SystemClock, today
from synthetic.plan import Plan


@click.command()
@click.option("--citizens", type=click.IntRange(min=200), default=20_000, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=None, help="The port (HOIYTE_PORT, 8000).")
def demo(citizens: int, seed: int, port: int | None) -> None:
    """Fill a synthetic province where there is none, serve it on loopback, and say who can be played."""
    settings = start().model_copy(update={"host": "127.0.0.1"} | ({} if port is None else {"port": port}))
    run(_demo(settings, citizens, seed))


async def _demo(settings: Settings, citizens: int, seed: int) -> None:
    async with open_cellar(settings) as cellar:
        await _fill_if_empty(cellar, citizens, seed)
        async with house_over(settings, cellar) as house:
            await _welcome(house)
            await run_both(house, settings.host, settings.port)


async def _fill_if_empty(cellar: Cellar, citizens: int, seed: int) -> None:
    if await current_plan(cellar) is not None:
        return
    plan = Plan(citizens=citizens, seed=seed, reference_day=today(SystemClock()))
    with progress_bar() as told:
        await generate(plan, cellar, told)


async def _welcome(house: House) -> None:
    people = await house.accounts.personas()
    width = max((len(p.name) for p in people), default=0)
    click.echo('\nCó thể đóng những vai sau (trên trang, hoặc: hoiyte ask --as VAI "câu hỏi"):')
    for person in people:
        label = ROLE_LABELS[person.viewer.role]
        click.echo(f"  {person.name:{width}}  {label} {person.viewer.display_name}: {person.suggestions[0]}")
    click.echo(f"\nHỏi Y Tế đang chạy ở http://{house.settings.host}:{house.settings.port}\n")
