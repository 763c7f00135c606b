"""How often each thing occurs, as bars and a table, the most frequent first."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from assistant.composing.charts import bar_chart
from assistant.composing.wording import number
from domain.blocks import ChartBlock, TableBlock

_MOST = 20


def counted(keys: Iterable[str]) -> list[tuple[str, int]]:
    """Each key with how often it occurs, the most frequent first, then by name; at most what a reader can take in."""
    return sorted(Counter(keys).items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]


def bars(groups: list[tuple[str, int]], heading: str, unit: str, title: str) -> ChartBlock:
    """The groups in the order given."""
    rows = tuple((name, number(count)) for name, count in groups)
    table = TableBlock(title=title, columns=(heading, f"Số {unit}"), rows=rows)
    first, count = groups[0]
    ties = sum(1 for _, other in groups if other == count)
    told = f"Nhiều nhất: {first} ({number(count)} {unit})"
    told += f", cùng {ties - 1} nơi khác bằng số." if ties > 1 else "."
    return bar_chart(title, unit, [(name, Decimal(n)) for name, n in groups], told, table)


def derived(groups: list[tuple[str, int]]) -> list[object]:
    """The figures that `bars` tells."""
    ties = sum(1 for _, other in groups if groups and other == groups[0][1])
    return [ties - 1, *(part for group in groups for part in group)]
