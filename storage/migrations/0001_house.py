"""The house's own state: schema `house`, its walls and grants, and the task queue's tables in `public`."""

from pathlib import Path

from alembic import op

from storage.queue import queue_schema

revision = "house_0001"
down_revision = None
branch_labels = ("house",)
depends_on = None


def upgrade() -> None:
    """Create everything of our own; runs as `hoiyte_owner`, after the database roles exist."""
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    connection.exec_driver_sql(queue_schema())


def downgrade() -> None:
    """Not offered: conversations and the audit are not thrown away by a command."""
    raise NotImplementedError
