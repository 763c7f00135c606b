"""What every test may ask for: tests that only read share `databases`, tests that write get `house_db`'s."""

from collections.abc import Callable, Iterator

import pytest

from storage.engine import Databases
from tests.cellar import Cellar, running_cellar


@pytest.fixture(scope="session")
def cellar() -> Iterator[Cellar]:
    """The one PostgreSQL of this test session."""
    with running_cellar() as running:
        yield running


@pytest.fixture(scope="session")
def migrated(cellar: Cellar) -> str:
    """The name of the template with every table and no row; put data into a template of your own on top of it.

    @pytest.fixture(scope="session")
    def province(cellar, migrated):
        return cellar.template("province", fill, base=migrated)
    """
    from app.migrate import migrate

    return cellar.template("migrated", lambda databases: migrate(databases.owner))


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
