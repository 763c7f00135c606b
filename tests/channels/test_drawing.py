"""Charts are drawn, with letters of the language, beside the event loop."""

import asyncio
import time
from collections.abc import Iterator

import pytest

from channels.drawing import Drawer, NotDrawn
from channels.pictures import png
from tests.channels.contract import PNG, SPEC


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    drawer = Drawer()
    yield drawer
    drawer.close()


def test_a_picture_has_two_pixels_a_point() -> None:
    chart = png({**SPEC, "width": 300, "height": 200, "padding": 0})
    assert int.from_bytes(chart[16:20]) >= 600


def test_nothing_is_fetched_for_a_picture() -> None:
    with pytest.raises(ValueError, match="not allowed"):
        png({**SPEC, "data": {"url": "https://example.vn/x.csv"}})


async def test_the_loop_goes_on_while_a_chart_is_drawn(drawer: Drawer) -> None:
    values = [{"x": f"Trạm y tế {n}", "y": n} for n in range(400)]
    drawing = asyncio.ensure_future(drawer({**SPEC, "data": {"values": values}}))
    worst, began = 0.0, (last := time.perf_counter())
    while not drawing.done():
        await asyncio.sleep(0.001)
        worst, last = max(worst, time.perf_counter() - last), time.perf_counter()
    assert (await drawing).startswith(PNG)
    assert worst < (last - began) / 2


async def test_what_cannot_be_drawn_harms_no_other_chart(drawer: Drawer) -> None:
    with pytest.raises(NotDrawn):
        await drawer({"mark": 7})
    assert (await drawer(SPEC)).startswith(PNG)


async def test_a_process_that_was_killed_is_replaced(drawer: Drawer) -> None:
    await drawer(SPEC)
    assert drawer._pool
    for process in list(drawer._pool._processes.values()):
        process.kill()
    with pytest.raises(NotDrawn):
        await drawer(SPEC)
    assert (await drawer(SPEC)).startswith(PNG)
