"""Migrations as frozen SQL: what a migration did on the day it was written never changes with the code.

`python -m connectors.ddl emr` prints the first migration of a store from its tables, to be frozen in a file.
"""

import sys
from importlib import import_module
from pathlib import Path

from alembic import op
from sqlalchemy import MetaData, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from connectors.tables import counting_sql, view_sql, wall_sql


def run_sql_beside(migration: str) -> None:
    """Run the `.sql` file that lies beside a migration of the same name."""
    script = Path(migration).with_suffix(".sql").read_text(encoding="utf-8")
    connection = op.get_bind()
    connection.exec_driver_sql(script)


def first_migration(metadata: MetaData, counted: dict[str, tuple[str, ...]], views: list[tuple[Table, str]]) -> str:
    """Schema, tables, indexes, walls and grants of a store, as SQL to freeze."""
    schema = metadata.schema
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy gives this class no types
    said = [f"CREATE SCHEMA {schema}", f"GRANT USAGE ON SCHEMA {schema} TO hoiyte_app, hoiyte_facts"]
    for table in metadata.sorted_tables:
        said.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        said += [str(CreateIndex(i).compile(dialect=dialect)) for i in sorted(table.indexes, key=str)]
        said += wall_sql(table)
        if table.name in counted:
            said += counting_sql(table, counted[table.name])
    for view, query in views:
        said += view_sql(view, query)
    return ";\n".join(said) + ";\n"


def main() -> None:
    """Print the first migration of the store named on the command line."""
    tables = import_module(f"connectors.{sys.argv[1]}.tables")
    sys.stdout.write(first_migration(tables.METADATA, tables.COUNTED, getattr(tables, "VIEWS", [])))


if __name__ == "__main__":
    main()
