"""The indicators store: person-free facts by facility and by commune, each behind its wall."""

from connectors.ddl import run_sql_beside

revision = "indicators_0001"
down_revision = None
branch_labels = ("indicators",)
depends_on = ("guard_0001",)


def upgrade() -> None:
    """Create the schema as it was on the day this was written."""
    run_sql_beside(__file__)


def downgrade() -> None:
    """Not offered: a province's records are not dropped by a migration."""
    raise NotImplementedError
