"""What an evaluation or a benchmark says: figures, aims and floors in one form (design §6)."""

import operator
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from app.commands.shared import say_json

_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "==": operator.eq,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run: `aims` are conditions on the figures of the same name, such as ">= 0.95"."""

    name: str
    aims: dict[str, str]
    figures: dict[str, float]
    floors: dict[str, float] = field(default_factory=dict)
    n: int
    seconds: float
    details: list[dict[str, Any]] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether every aim holds, on at least one case."""
        return self.n > 0 and all(holds(aim, self.figures[name]) for name, aim in self.aims.items())


def holds(aim: str, figure: float) -> bool:
    """Whether a figure meets an aim such as "<= 4"."""
    sign, _, bound = aim.partition(" ")
    return _OPERATORS[sign](figure, float(bound))


def show(report: Report, *, as_json: bool) -> None:
    """Print a report and exit 0 only when it passed."""
    if as_json:
        said = asdict(report) | {"passed": report.passed}
        say_json({k: said[k] for k in ("name", "passed", "aims", "figures", "floors", "n", "seconds")})
    else:
        _print(report)
    sys.exit(0 if report.passed else 1)


def _print(report: Report) -> None:
    table = Table("figure", "value", "aim", "", title=f"{report.name}: {report.n} cases in {report.seconds:.1f} s")
    for name, value in report.figures.items():
        aim = report.aims.get(name, "")
        table.add_row(name, f"{value:g}", aim, "" if not aim else "ok" if holds(aim, value) else "MISSED")
    for name, value in report.floors.items():
        table.add_row(f"floor: {name}", f"{value:g}", "", "")
    console = Console()
    console.print(table)
    for detail in report.details:
        console.print(" · ".join(f"{k}: {v}" for k, v in detail.items()), markup=False, highlight=False)
    click.echo("passed" if report.passed else "missed")
