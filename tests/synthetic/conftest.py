"""One small province for all tests of the generator."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple, TypeVar, cast

import pytest

from synthetic.province import Plan, batches

R = TypeVar("R", bound=NamedTuple)
DAY = date(2026, 11, 22)
PLAN = Plan(citizens=900, reference_day=DAY)


class Province:
    """Every record of one plan, by record class."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._rows: dict[type, list[NamedTuple]] = defaultdict(list)
        for batch in batches(plan):
            for kind, rows in batch.rows.items():
                self._rows[kind].extend(rows)

    def all(self, kind: type[R]) -> list[R]:
        """Records of that class."""
        return cast("list[R]", self._rows[kind])

    @property
    def kinds(self) -> dict[type, list[NamedTuple]]:
        """Everything."""
        return {kind: rows for kind, rows in self._rows.items() if rows}


@pytest.fixture(scope="session")
def province() -> Province:
    return Province(PLAN)
