"""Inbox, outbox and staff stand behind a wall too: a query that stands for nobody reads none of them."""

from pathlib import Path

from alembic import op

revision = "house_0003"
down_revision = "house_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Raise the walls."""
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    """Not offered: a wall is not taken down while somebody's messages stand behind it."""
    raise NotImplementedError
