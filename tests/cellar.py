"""Throw-away databases for tests: one embedded server, templates filled once, copies made in a tenth of a second."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from psycopg.sql import SQL, Identifier
from sqlalchemy import URL

from storage.embedded import SUPERUSER, ServerAddress, ensure_server, stop_server
from storage.engine import Databases, connect, open_databases, prepare
from storage.secrets import Secrets

EMPTY = "template0"


@dataclass(frozen=True, slots=True)
class Cellar:
    """A running server with templates, which nobody reads, and their copies, which are for tests."""

    folder: Path
    secrets: Secrets
    server: ServerAddress
    _numbers: Iterator[int] = field(default_factory=count, repr=False)

    def template(self, name: str, fill: Callable[[Databases], object], *, base: str = EMPTY) -> str:
        """Make a template on top of another, fill it once, and close it; the name, for `copy`."""
        fill(self._create(name, base))
        self._run("ALTER DATABASE {name} ALLOW_CONNECTIONS false IS_TEMPLATE true", name)
        return name

    def copy(self, template: str = EMPTY) -> Databases:
        """A fresh database with all that the template holds."""
        return self._create(f"copy_{next(self._numbers)}", template)

    def drop(self, databases: Databases) -> None:
        """Remove a copy, and whoever is still connected to it."""
        self._run("DROP DATABASE {name} WITH (FORCE)", databases.owner.database or "")

    def admin(self, database: str) -> URL:
        """The superuser's way into one database, to look behind every door."""
        return self.server.url(SUPERUSER, self.secrets.passwords.superuser, database)

    def _create(self, name: str, template: str) -> Databases:
        assert re.fullmatch(r"\w+", name)
        self._run("CREATE DATABASE {name} TEMPLATE {template}", name, template)
        return prepare(self.admin(name), self.secrets.passwords)

    def _run(self, statement: str, name: str, template: str = "") -> None:
        with connect(self.admin("postgres")) as connection:
            connection.autocommit = True
            connection.execute(SQL(statement).format(name=Identifier(name), template=Identifier(template or name)))


@contextmanager
def short_folder() -> Iterator[Path]:
    """A data folder with a short path, its server stopped and itself removed at the end."""
    # Not pytest's own temporary folder: another run takes away the right of the server's user to pass through it.
    folder = Path(tempfile.mkdtemp(prefix="hoiyte-test-"))
    try:
        yield folder
    finally:
        stop_server(folder)
        shutil.rmtree(folder)


@contextmanager
def running_cellar() -> Iterator[Cellar]:
    """A server in a short temporary folder of its own, stopped and removed at the end."""
    with short_folder() as folder:
        open_databases(folder, None)
        secrets = Secrets.open(folder)
        yield Cellar(folder, secrets, ensure_server(folder, secrets.passwords))
