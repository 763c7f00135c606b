"""Establishments are found by the words of their name, however they are typed."""

from connectors.ddl import run_sql_beside

revision = "food_safety_0002"
down_revision = "food_safety_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the folded words of each name."""
    run_sql_beside(__file__)


def downgrade() -> None:
    """Not offered, as for the store itself."""
    raise NotImplementedError
