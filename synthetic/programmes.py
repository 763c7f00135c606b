"""The roadmap's activities in both groups, relative to the reference day."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.records.programmes import Activity, Group
from synthetic.catalogue import read
from synthetic.world import World

MILLION = Decimal(1_000_000)
PREFIX = {Group.DIGITAL_TRANSFORMATION: "CDS", Group.SMART_HEALTH: "YTTM"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of `programmes.yaml`."""

    name: str
    owner: str
    starts: int
    due: int
    progress: int
    budget: Decimal
    spent: Decimal
    risk: str
    late: str = ""


def activities(world: World) -> Iterator[Activity]:
    """Every activity; the order in a group is its priority."""
    for group, entries in read("programmes", dict[Group, list[Entry]]).items():
        for priority, entry in enumerate(entries, start=1):
            budget = entry.budget * MILLION
            yield Activity(
                f"{PREFIX[group]}-{priority:02d}", group, priority, entry.name, entry.owner,
                world.days.day(entry.starts), world.days.day(entry.due), entry.progress, budget,
                (budget * entry.spent / 100).quantize(Decimal(1)), entry.risk, entry.late,
            )  # fmt: skip
