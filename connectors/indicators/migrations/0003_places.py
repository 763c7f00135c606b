"""Places that are counted, from when to when; stocks are stored as their changes from here on."""

from connectors.ddl import run_sql_beside

revision = "indicators_0003"
down_revision = "indicators_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables of places; facts counted before are forgotten, the job counts them again."""
    run_sql_beside(__file__)


def downgrade() -> None:
    """Not offered, as for the store itself."""
    raise NotImplementedError
