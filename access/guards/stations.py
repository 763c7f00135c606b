"""What commune stations follow, guarded."""

from dataclasses import dataclass
from datetime import date

from access.guards.look import Looker
from access.sources import Sources
from domain.actions import Action
from domain.errors import AssistantError
from domain.periods import Period
from domain.records.stations import ChronicCare, ChronicTally, DiseaseCount, DueDose, Pregnancy


@dataclass(frozen=True, slots=True)
class GuardedStations:
    """Doses, pregnancies, registers and disease counts that this viewer may see."""

    sources: Sources
    look: Looker

    async def turn_away(self, action: Action, commune: str) -> AssistantError:
        """The refusal of a commune that is not the viewer's, remembered like any other."""
        return await self.look.gate.turn_away(action, commune)

    async def missed(self, *, on: date, vaccine: str | None, commune: str | None, since: date | None,
                     limit: int) -> tuple[int, list[DueDose]]:  # fmt: skip
        """How many open doses were due before the day, and the longest overdue of them."""
        asked, doses = (on, vaccine, commune, since), self.sources.due_doses
        whole = await self.look.count(
            Action.READ_DUE_DOSES,
            lambda s: doses.how_many_missed(s, on=on, vaccine=vaccine, commune=commune, since=since),
            asked=asked,
        )  # fmt: skip
        rows = await self.look.many(
            Action.READ_DUE_DOSES,
            lambda s: doses.missed(s, on=on, vaccine=vaccine, commune=commune, since=since, limit=limit),
            asked=(*asked, limit),
        )  # fmt: skip
        return whole, rows

    async def coming(self, period: Period, *, vaccine: str | None, commune: str | None,
                     limit: int) -> tuple[int, list[DueDose]]:  # fmt: skip
        """How many open doses are due in the period, and the soonest of them."""
        asked, doses = (period, vaccine, commune), self.sources.due_doses
        whole = await self.look.count(
            Action.READ_DUE_DOSES, lambda s: doses.how_many_coming(s, period, vaccine=vaccine, commune=commune),
            asked=asked,
        )  # fmt: skip
        rows = await self.look.many(
            Action.READ_DUE_DOSES,
            lambda s: doses.coming(s, period, vaccine=vaccine, commune=commune, limit=limit),
            asked=(*asked, limit),
        )  # fmt: skip
        return whole, rows

    async def doses_of(self, person_id: str) -> list[DueDose]:
        """Every dose of one person's schedule, given or not, by the day it is due."""
        return await self.look.many(
            Action.READ_DUE_DOSES, lambda s: self.sources.due_doses.of(s, person_id), person=person_id
        )

    async def antenatal_due(self, period: Period, *, commune: str | None, limit: int) -> tuple[int, list[Pregnancy]]:
        """How many pregnancies wait for a visit in or before the period, and the longest waiting."""
        asked, mothers = (period, commune), self.sources.pregnancies
        whole = await self.look.count(
            Action.READ_PREGNANCIES, lambda s: mothers.how_many_due(s, period, commune=commune), asked=asked
        )
        rows = await self.look.many(
            Action.READ_PREGNANCIES, lambda s: mothers.due(s, period, commune=commune, limit=limit),
            asked=(*asked, limit),
        )  # fmt: skip
        return whole, rows

    async def chronic_overdue(self, *, programme: str | None, on: date, commune: str | None,
                              limit: int) -> tuple[int, list[ChronicCare]]:  # fmt: skip
        """How many people on the registers are past their visit, and the longest overdue."""
        asked, cares = (programme, on, commune), self.sources.chronic_cares
        whole = await self.look.count(
            Action.READ_CHRONIC_CARE,
            lambda s: cares.how_many_overdue(s, programme=programme, on=on, commune=commune),
            asked=asked,
        )  # fmt: skip
        rows = await self.look.many(
            Action.READ_CHRONIC_CARE,
            lambda s: cares.overdue(s, programme=programme, on=on, commune=commune, limit=limit),
            asked=(*asked, limit),
        )  # fmt: skip
        return whole, rows

    async def chronic_tally(self, *, programme: str | None, on: date, commune: str | None) -> list[ChronicTally]:
        """Counts per programme."""
        return await self.look.many(
            Action.READ_CHRONIC_CARE,
            lambda s: self.sources.chronic_cares.tally(s, programme=programme, on=on, commune=commune),
            asked=(programme, on, commune),
        )  # fmt: skip

    async def disease_counts(self, period: Period, *, disease: str | None, commune: str | None) -> list[DiseaseCount]:
        """Weekly counts of notifiable diseases, newest week first."""
        return await self.look.many(
            Action.READ_DISEASE_COUNTS,
            lambda s: self.sources.disease_counts.weekly(s, period, disease=disease, commune=commune),
            asked=(period, disease, commune),
        )  # fmt: skip
