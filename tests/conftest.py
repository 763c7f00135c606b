"""What every test may ask for: tests that only read share `databases`, tests that write get `house_db`'s."""

from collections.abc import Callable, Iterator

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
    """The name of the template with every table and no row but the guard's key; fill a template of your own on it.

    @pytest.fixture(scope="session")
    def province(cellar, migrated):
        return cellar.template("province", fill, base=migrated)
    """
    from app.migrate import migrate

    def fill(databases: Databases) -> None:
        migrate(databases.owner)
        with connect(databases.owner) as connection:
            put_key(connection, cellar.secrets.guard_key)

    return cellar.template("migrated", fill)


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
