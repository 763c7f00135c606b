"""A freed lock wakes the workers; as the engine comes, the next job of a conversation waits for its next poll (5 s)."""

from pathlib import Path

from alembic import op

revision = "house_0002"
down_revision = "house_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the triggers; runs as `hoiyte_owner`, who owns the queue's tables."""
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    """Not offered: it would only make people wait."""
    raise NotImplementedError
