"""Citizens are found by a number they proved, when they sign in."""

from connectors.ddl import run_sql_beside

revision = "ehr_0002"
down_revision = "ehr_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let numbers be looked up."""
    run_sql_beside(__file__)


def downgrade() -> None:
    """Not offered, as for the store itself."""
    raise NotImplementedError
