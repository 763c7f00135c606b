"""The task queue: procrastinate on our own PostgreSQL, and nothing else in the house knows it."""

from procrastinate.schema import SchemaManager

_GRANTS = """
GRANT USAGE ON SCHEMA public TO hoiyte_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_workers, procrastinate_jobs, procrastinate_periodic_defers,
    procrastinate_events TO hoiyte_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO hoiyte_app;
"""


def queue_schema() -> str:
    """The engine's own tables and functions, and the grants the app role needs, as SQL for the owner to run once."""
    return SchemaManager.get_schema() + _GRANTS
