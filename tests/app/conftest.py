"""The house of the journeys, with its command line and its chat model changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.command_line import CommandLine, Data, data_of
from tests.app.outside_server import OutsideServer, serving
from tests.cellar import Cellar
from tests.journeys.conftest import asking, house, sql

__all__ = ["asking", "house", "outside", "sql"]


@pytest.fixture
def outside() -> Iterator[OutsideServer]:
    """A chat model on the network that says what the test writes down."""
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def filled(cellar: Cellar, province: str, models: Path) -> Iterator[Data]:
    """Data of the small province, for commands that spoil nothing."""
    with data_of(cellar, province, models) as data:
        yield data


@pytest.fixture
def own(cellar: Cellar, province: str, models: Path) -> Iterator[Data]:
    """Data of the small province for one test alone."""
    with data_of(cellar, province, models) as data:
        yield data


@pytest.fixture
def empty(cellar: Cellar, migrated: str, models: Path) -> Iterator[Data]:
    """Data without a province, for one test alone."""
    with data_of(cellar, migrated, models) as data:
        yield data


@pytest.fixture
def hoiyte(filled: Data, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> CommandLine:
    """The command on the small province."""
    return CommandLine(filled, monkeypatch, capfd)


@pytest.fixture
def hoiyte_own(own: Data, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> CommandLine:
    """The command on a small province of its own."""
    return CommandLine(own, monkeypatch, capfd)


@pytest.fixture
def hoiyte_empty(empty: Data, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> CommandLine:
    """The command where nothing is filled."""
    return CommandLine(empty, monkeypatch, capfd)
