"""Bringing a database to the newest shape: every store's migrations and our own, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from sqlalchemy import URL, Connection, NullPool, create_engine, text

from domain.errors import Misconfigured

# A schema of its own: a store's first migration makes the store's, so the version table cannot stand in one of them.
SCHEMA = "migrations"
_ROOMS = Path(__file__).resolve().parent.parent
_LOCK = 7_202  # any number, the same for everybody who migrates


def branches(root: Path = _ROOMS) -> dict[str, Path]:
    """The folders of revision files by branch; the guard first, since the others stand behind it."""
    stores = {folder.parent.name: folder for folder in sorted(root.glob("connectors/*/migrations"))}
    ours = {"storage": root / "storage" / "migrations"}
    found = {"guard": stores.pop("guard", None), **stores, **ours}
    return {name: folder for name, folder in found.items() if folder and any(folder.glob("*.py"))}


def migrate(owner_url: URL | str, root: Path = _ROOMS) -> None:
    """Bring the database to the newest shape, or leave it as it was; several processes may ask at once.

    Raises:
        Misconfigured: the database was shaped by a newer program than this.
    """
    config = _config(root)
    with _connected(owner_url) as connection, connection.begin():
        if not _missing(config, connection):
            return
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        config.attributes["connection"] = connection
        command.upgrade(config, "heads")


def pending(owner_url: URL | str, root: Path = _ROOMS) -> tuple[str, ...]:
    """The revisions that this database lacks, in no promised order; empty when it is up to date."""
    with _connected(owner_url) as connection:
        return _missing(_config(root), connection)


def _connected(owner_url: URL | str) -> Connection:
    return create_engine(owner_url, poolclass=NullPool).connect()


def _missing(config: Config, connection: Connection) -> tuple[str, ...]:
    options = {"version_table_schema": SCHEMA}
    current = MigrationContext.configure(connection, opts=options).get_current_heads()
    scripts = ScriptDirectory.from_config(config)
    try:
        return tuple(step.revision for step in scripts.iterate_revisions("heads", current, implicit_base=True))
    except ResolutionError:
        raise Misconfigured(
            f"The database was shaped by a newer program ({', '.join(sorted(current))}); update this one."
        ) from None


def _config(root: Path) -> Config:
    config = Config()
    options = {
        "script_location": str(Path(__file__).resolve().parent / "migrations_env"),
        "path_separator": "newline",
        "version_locations": "\n".join(map(str, branches(root).values())),
    }
    for name, value in options.items():
        config.set_main_option(name, value.replace("%", "%%"))
    return config
