"""The facts job writes the facts under its own role."""

from connectors.ddl import run_sql_beside

revision = "indicators_0002"
down_revision = "indicators_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Grant the writing, and make the tables that rows are copied into on their way."""
    run_sql_beside(__file__)


def downgrade() -> None:
    """Not offered, as for the store itself."""
    raise NotImplementedError
