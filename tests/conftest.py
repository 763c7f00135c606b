"""What every test may ask for: tests that only read share `databases`, tests that write get `house_db`'s."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from connectors.guard.key import put_key
from storage.engine import Databases, connect
from tests.cellar import Cellar, running_cellar


@pytest.fixture(scope="session")
def cellar() -> Iterator[Cellar]:
    """The one PostgreSQL of this test session."""
    with running_cellar() as running:
        yield running


@pytest.fixture(scope="session")
def migrated(cellar: Cellar) -> str:
    """The name of the template with every table and no row but the guard's key; `province` is filled on it."""
    from app.migrate import migrate

    def fill(databases: Databases) -> None:
        migrate(databases.owner)
        with connect(databases.owner) as connection:
            put_key(connection, cellar.secrets.guard_key)

    return cellar.template("migrated", fill)


@pytest.fixture(scope="session")
def province(cellar: Cellar, migrated: str) -> str:
    """The name of the template with a whole invented province of 400 citizens, filled once."""
    from tests.province import fill

    return cellar.template("province", lambda databases: fill(databases, cellar.secrets), base=migrated)


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the embedded model keeps what it learned: whoever opens a house first teaches it for all."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def databases(cellar: Cellar, migrated: str) -> Databases:
    """A migrated, empty database, shared by tests that only read."""
    return cellar.copy(migrated)


@pytest.fixture
def house_db(cellar: Cellar, migrated: str) -> Iterator[Callable[..., Databases]]:
    """Makes databases of this test's own, `house_db()` empty or `house_db(province)` filled; gone after the test."""
    made: list[Databases] = []

    def make(template: str = migrated) -> Databases:
        made.append(cellar.copy(template))
        return made[-1]

    yield make
    for database in made:
        cellar.drop(database)
