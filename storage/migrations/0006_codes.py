"""One-time codes, how often something was tried, and how long a person is known for sure."""

from pathlib import Path

from alembic import op

revision = "house_0006"
down_revision = "house_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for codes."""
    connection = op.get_bind().execution_options(no_parameters=True)
    connection.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))


def downgrade() -> None:
    """Not offered: codes on their way would open nothing."""
    raise NotImplementedError
