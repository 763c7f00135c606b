# ruff: noqa: INP001 - Alembic loads this file by its path.
"""What Alembic runs for each command: the migrations, on the connection and in the transaction of `app/migrate.py`."""

from alembic import context

from app.migrate import SCHEMA

context.configure(connection=context.config.attributes["connection"], version_table_schema=SCHEMA)
with context.begin_transaction():
    context.run_migrations()
