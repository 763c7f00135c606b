"""The migrated database is what the tables say, and each role may do what its duty needs."""

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import LargeBinary, NullPool, create_engine

from storage.crypto import ENCRYPTED
from storage.tables import METADATA
from tests.storage.conftest import Home


def test_the_migration_makes_what_the_tables_say(home: Home) -> None:
    engine = create_engine(home.at("owner"), poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "include_name": lambda name, kind, parents: kind != "schema" or name == "house",
            },
        )
        assert compare_metadata(context, METADATA) == []


def test_every_sealed_column_is_known_to_the_rotation() -> None:
    sealed = {c for table in METADATA.tables.values() for c in table.columns if isinstance(c.type, LargeBinary)}
    assert sealed == set(ENCRYPTED)


@pytest.mark.parametrize("statement", [
    "UPDATE house.audit SET outcome = 'allowed'", "DELETE FROM house.audit", "TRUNCATE house.audit",
    "SELECT * FROM house.conversations", "DELETE FROM house.audit_texts", "INSERT INTO house.audit_seals VALUES (1)",
])  # fmt: skip
def test_the_audit_role_only_appends_and_reads(home: Home, statement: str) -> None:
    with home.raw("audit") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.encode())


@pytest.mark.parametrize("statement", [
    "SELECT * FROM house.audit", "INSERT INTO house.audit (seq) VALUES (1)",
    "UPDATE house.store_mark SET kind = 'real'",
    "DELETE FROM house.messages", "UPDATE house.retention SET keep_days = 1", "INSERT INTO house.staff DEFAULT VALUES",
])  # fmt: skip
def test_the_app_role_reaches_neither_the_audit_nor_the_marks(home: Home, statement: str) -> None:
    with home.raw("app") as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.encode())
