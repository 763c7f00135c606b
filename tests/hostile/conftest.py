"""The house of the journeys, attacked."""

from tests.journeys.conftest import house, sql

__all__ = ["house", "sql"]
