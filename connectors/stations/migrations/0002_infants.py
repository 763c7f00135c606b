"""The facts role counts fully vaccinated children without seeing one child."""

from connectors.ddl import run_sql_beside

revision = "stations_0002"
down_revision = "stations_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the view of first birthdays."""
    run_sql_beside(__file__)


def downgrade() -> None:
    """Not offered, as for the store itself."""
    raise NotImplementedError
