"""What every chunk shares and none changes: the plan, the places, the staff, the lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from synthetic.billing import Billing
from synthetic.catalogue import Catalogue, open_catalogue, read
from synthetic.days import Days
from synthetic.land import AWAY_SEATS, HOME_SEATS, Land, named, survey
from synthetic.names import Names
from synthetic.plan import Plan
from synthetic.staff import Roster, roster

CHUNK = 500
"""People in one chunk, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkPlan:
    """One chunk: which people (by number) of which communes. Chunk 0 is the cast."""

    index: int
    first: int
    parts: tuple[tuple[str, int], ...]

    @property
    def people(self) -> int:
        """How many people it holds."""
        return sum(count for _, count in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Read-only facts of one province."""

    plan: Plan
    days: Days
    base: datetime
    land: Land
    roster: Roster
    catalogue: Catalogue
    billing: Billing
    names: Names
    diseases: dict[str, str]
    chunks: tuple[ChunkPlan, ...]
    seasons: Mapping[str, list[float]]


def open_world(plan: Plan) -> World:
    """The world of a plan."""
    land, days, catalogue = survey(plan), Days(plan.reference_day), open_catalogue()
    plan = named(plan, land)
    return World(
        plan=plan,
        days=days,
        base=days.base(),
        land=land,
        roster=roster(plan, land),
        catalogue=catalogue,
        billing=read("billing", Billing),
        names=Names(),
        diseases=read("diseases", dict[str, str]),
        chunks=tuple(chunk_plans(land)),
        seasons=catalogue.seasons,
    )


def chunk_plans(land: Land) -> list[ChunkPlan]:
    """Chunk 0 with the cast, then the rest of the communes in order of code, in pieces of about `CHUNK` people."""
    chunks = [ChunkPlan(index=0, first=1, parts=((land.capital, HOME_SEATS), (land.second, AWAY_SEATS)))]
    left = {code: commune.population for code, commune in land.directory.communes.items()}
    left[land.capital] -= HOME_SEATS
    left[land.second] -= AWAY_SEATS
    parts: list[tuple[str, int]] = []
    for commune, people in left.items():
        rest = people
        while rest > 0:
            taken = min(rest, CHUNK - sum(count for _, count in parts))
            parts.append((commune, taken))
            rest -= taken
            if sum(count for _, count in parts) >= CHUNK:
                chunks.append(_after(chunks[-1], parts))
                parts = []
    return [*chunks, _after(chunks[-1], parts)] if parts else chunks


def _after(last: ChunkPlan, parts: list[tuple[str, int]]) -> ChunkPlan:
    return ChunkPlan(index=last.index + 1, first=last.first + last.people, parts=tuple(parts))
