"""The desk: this viewer's guarded sources for this turn. Tools hold a desk and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from access.cedar import Policy
from access.gate import Gate
from access.guards.appointments import GuardedAppointments
from access.guards.audit import GuardedAudit
from access.guards.claims import GuardedClaims
from access.guards.ehr import GuardedEhr
from access.guards.emr import GuardedEmr
from access.guards.food_safety import GuardedFoodSafety
from access.guards.indicators import GuardedIndicators
from access.guards.library import GuardedLibrary
from access.guards.look import Looker
from access.guards.programmes import GuardedProgrammes
from access.guards.stations import GuardedStations
from access.ports import AuditLog, AuditTrail
from access.readings import Json, read_back, written
from access.relations import Relations
from access.sources import Sources
from domain.clock import Clock
from domain.people import Viewer
from domain.records.indicators import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything this viewer may look into, one guarded source per store."""

    viewer: Viewer
    emr: GuardedEmr
    ehr: GuardedEhr
    claims: GuardedClaims
    food_safety: GuardedFoodSafety
    stations: GuardedStations
    indicators: GuardedIndicators
    appointments: GuardedAppointments
    programmes: GuardedProgrammes
    library: GuardedLibrary
    audit: GuardedAudit

    def readings(self) -> list[Json]:
        """What this turn read of what is not public, to be kept with its answer."""
        level = {"level": int(self.viewer.level)}
        return [written(reading) | level for reading in self.ehr.look.gate.readings]

    async def may_read_again(self, readings: Sequence[Json]) -> bool:
        """Whether the gate would allow now what an earlier turn read, to somebody known as surely (design §2)."""
        try:
            known = [read_back(kept) for kept in readings]
            if any(kept["level"] > self.viewer.level for kept in readings):
                return False
        except (KeyError, ValueError):
            return False
        return await self.ehr.look.again(known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desks:
    """Opens a desk per turn. Made once, in `app/wiring.py`."""

    sources: Sources
    policy: Policy
    audit: AuditLog
    trail: AuditTrail
    clock: Clock
    catalog: tuple[Indicator, ...]
    care_days: int = 30

    def open(self, viewer: Viewer, *, turn: str) -> Desk:
        """A desk for this viewer and turn. Nothing is read yet."""
        gate = Gate(viewer, turn, self.policy, self.audit)
        look = Looker(gate, Relations(gate, self.sources, self.clock, self.care_days))
        sources = self.sources
        return Desk(
            viewer=viewer,
            emr=GuardedEmr(sources, look),
            ehr=GuardedEhr(sources, look),
            claims=GuardedClaims(sources, look),
            food_safety=GuardedFoodSafety(sources, look),
            stations=GuardedStations(sources, look),
            indicators=GuardedIndicators(sources, look, self.catalog),
            appointments=GuardedAppointments(sources, look),
            programmes=GuardedProgrammes(sources, look),
            library=GuardedLibrary(sources, look),
            audit=GuardedAudit(self.trail, look),
        )
