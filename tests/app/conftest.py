"""The house of the journeys, with its command line and its chat model changed."""

from collections.abc import Iterator

import pytest

from tests.app.outside_server import OutsideServer, serving
from tests.journeys.conftest import asking, house, sql

__all__ = ["asking", "house", "outside", "sql"]


@pytest.fixture
def outside() -> Iterator[OutsideServer]:
    """A chat model on the network that says what the test writes down."""
    with serving() as server:
        yield server
