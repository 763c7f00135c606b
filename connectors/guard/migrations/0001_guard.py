"""The guard schema: signed scopes for row-level security."""

from connectors.ddl import run_sql_beside

revision = "guard_0001"
down_revision = None
branch_labels = ("guard",)
depends_on = None


def upgrade() -> None:
    """Create the schema, its key table (filled by `connectors.guard.key.put_key`) and its functions."""
    run_sql_beside(__file__)


def downgrade() -> None:
    """Not offered: a wall is not taken down while stores stand behind it."""
    raise NotImplementedError
