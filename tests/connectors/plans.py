"""How PostgreSQL would walk, asked under the app role and the same wall as the real read."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Executable, Row
from sqlalchemy.sql import ClauseElement

from connectors.units import Units
from domain.scope import Scope

Plan = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Explaining(Units):
    """Units that keep the plan of every query in `plans` and bring back no rows."""

    plans: list[Plan] = field(default_factory=list)

    async def rows(self, scope: Scope, query: Executable) -> Sequence[Row[Any]]:
        """No rows; the plan is kept."""
        assert isinstance(query, ClauseElement)
        spoken = query.compile(dialect=self.engine.dialect, compile_kwargs={"render_postcompile": True})
        async with self.reading(scope) as connection:
            said = await connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {spoken}", spoken.params)
            self.plans.append(said.scalar_one()[0]["Plan"])
        return []


async def plan_of(units: Units, read: Callable[[Units], Awaitable[object]]) -> Plan:
    """The plan of the one query that this read asks."""
    explaining = Explaining(units.engine, units.signer)
    await read(explaining)
    (plan,) = explaining.plans
    return plan


def steps(plan: Plan) -> Iterator[Plan]:
    """Every node of a plan."""
    yield plan
    for inner in plan.get("Plans", ()):
        yield from steps(inner)


def scanned(plan: Plan) -> set[str]:
    """The tables that are read from end to end."""
    return {step["Relation Name"] for step in steps(plan) if step["Node Type"] == "Seq Scan"}


def index_conditions(plan: Plan) -> str:
    """What the indexes are entered with."""
    return " ".join(step["Index Cond"] for step in steps(plan) if "Index Cond" in step)
