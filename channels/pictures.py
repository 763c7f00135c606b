"""Charts as pictures, for channels that show no Vega-Lite."""

from typing import Any

import vl_convert

_SCALE = 2
"""Pixels per point: phones show letters of half the size."""


def png(spec: dict[str, Any]) -> bytes:
    """The chart as PNG; fetches nothing from anywhere. Holds the interpreter: see `drawing.py`.

    Raises:
        ValueError: no Vega-Lite specification that can be drawn.
    """
    return vl_convert.vegalite_to_png(spec, scale=_SCALE, allowed_base_urls=[])
