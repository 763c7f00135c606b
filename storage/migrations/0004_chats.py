"""Chats on messengers: who they are, what came in how, and what became of each message that went out."""

from pathlib import Path

from alembic import op

revision = "house_0004"
down_revision = "house_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for chats."""
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    """Not offered: people would be asked to link their chats again."""
    raise NotImplementedError
