"""`hoiyte eval` and `hoiyte bench`."""

from collections.abc import Awaitable, Callable, Coroutine

import click

from app.commands.shared import run, start
from app.settings import Settings
from app.wiring import House, open_house
from evals.report import Report, show

Suite = Callable[[House], Awaitable[Report]]
Alone = Callable[[Settings], Coroutine[None, None, Report]]
"""A measurement that starts processes of its own."""


def _suite(name: str) -> Suite:
    from evals.bench_policy import bench_policy
    from evals.bench_turn import bench_turn
    from evals.house import run_house

    return {"house": run_house, "turn": bench_turn, "policy": bench_policy}[name]


@click.command("eval")
@click.argument("suite", type=click.Choice(["house"]), default="house")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def eval_(suite: str, as_json: bool) -> None:
    """Run an evaluation suite on this store; exit 0 only when every aim holds."""
    show(run(_on_house(start(), _suite(suite))), as_json=as_json)


@click.command()
@click.argument("name", type=click.Choice(["turn", "policy", "webhook", "workers", "faults"]), default="turn")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def bench(name: str, as_json: bool) -> None:
    """Run a benchmark against its floor, measured in the same run; exit 0 only when every aim holds."""
    alone = _alone(name)
    show(run(alone(start()) if alone else _on_house(start(), _suite(name))), as_json=as_json)


def _alone(name: str) -> Alone | None:
    from evals.bench_webhook import bench_webhook
    from evals.bench_workers import bench_workers
    from evals.faults.run import run_faults

    return {"webhook": bench_webhook, "workers": bench_workers, "faults": lambda _: run_faults()}.get(name)


async def _on_house(settings: Settings, suite: Suite) -> Report:
    async with open_house(settings) as house:
        return await suite(house)
