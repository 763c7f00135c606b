"""Charts as Vega-Lite, by Altair, each with its summary and table. Altair is imported when a chart is drawn."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from domain.blocks import ChartBlock, TableBlock
from domain.clock import local

_WIDTH, _HEIGHT = 520, 260


def line_chart(title: str, unit: str, points: Sequence[tuple[datetime, Decimal]], summary: str,
               table: TableBlock) -> ChartBlock:  # fmt: skip
    """A value over time."""
    values = [{"t": local(at).date().isoformat(), "v": float(value)} for at, value in points]
    x = {"field": "t", "type": "temporal", "title": "Ngày", "axis": {"format": "%d/%m/%Y"}}
    return ChartBlock(title=title, spec=_spec("line", values, x, unit), summary=summary, table=table)


def month_chart(title: str, unit: str, points: Sequence[tuple[str, Decimal]], summary: str,
                table: TableBlock) -> ChartBlock:  # fmt: skip
    """A value per named stretch of time, in the order given."""
    values = [{"t": label, "v": float(value)} for label, value in points]
    x = {"field": "t", "type": "ordinal", "title": None, "sort": None}
    return ChartBlock(title=title, spec=_spec("line", values, x, unit), summary=summary, table=table)


def bar_chart(
    title: str, unit: str, bars: Sequence[tuple[str, Decimal]], summary: str, table: TableBlock
) -> ChartBlock:
    """A value per place, the names down the side so that long ones can be read."""
    values = [{"t": label, "v": float(value)} for label, value in bars]
    spec = _spec("bar", values, {"field": "t", "type": "nominal", "title": None, "sort": None}, unit)
    encoding = spec["encoding"]
    encoding["x"], encoding["y"] = encoding["y"], encoding["x"] | {"axis": {"labelLimit": 240}}
    spec["height"] = {"step": 24}
    return ChartBlock(title=title, spec=spec, summary=summary, table=table)


def _spec(mark: str, values: list[dict[str, Any]], x: dict[str, Any], unit: str) -> dict[str, Any]:
    y = {"field": "v", "type": "quantitative", "title": unit, "scale": {"zero": mark == "bar"}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": _WIDTH, "height": _HEIGHT, "data": {"values": values},
        "mark": {"type": mark, "point": mark == "line", "tooltip": True},
        "encoding": {"x": x, "y": y},
    }  # fmt: skip
