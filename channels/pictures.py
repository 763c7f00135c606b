"""Charts as pictures, for channels that draw none themselves."""

from typing import Any

import vl_convert


def png(spec: dict[str, Any]) -> bytes:
    """The chart as a PNG at twice its size; it takes a moment, so call it in a thread.

    Raises:
        ValueError: no chart.
    """
    return vl_convert.vegalite_to_png(spec, scale=2, allowed_base_urls=[])
