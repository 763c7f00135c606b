"""Small invented stores for the facts job: a seed in, rows of every counted table out, many of them near midnights."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import Table

from connectors.appointments.tables import BOOKINGS
from connectors.claims.tables import CLAIMS, COVERAGES
from connectors.ehr.tables import CITIZENS, IMMUNIZATIONS
from connectors.emr.tables import BEDS, ENCOUNTERS
from connectors.food_safety.tables import INSPECTIONS, OUTBREAKS
from connectors.stations.tables import CHRONIC_CARES, DISEASE_COUNTS, DUE_DOSES, PREGNANCIES
from domain.clock import midnight
from domain.people import Sex
from domain.periods import add_months
from domain.records.appointments import Booking
from domain.records.claims import Claim, ClaimStatus, Coverage
from domain.records.ehr import Citizen, Immunization
from domain.records.emr import Bed, Encounter, EncounterClass, Outcome
from domain.records.food_safety import Inspection, Outbreak
from domain.records.stations import ChronicCare, DiseaseCount, DueDose, Pregnancy

FIRST, LAST = date(2026, 8, 1), date(2026, 11, 22)
DAYS = (LAST - FIRST).days
FACILITIES, WARDS, COMMUNES = ("F1", "F2", "F3"), ("K1", "K2"), ("C1", "C2")
SCHEDULE = (("BCG", 0), ("Sởi", 9), ("Sởi - Rubella", 18))
"""Vaccines and the months of age at which they are due; the last comes after the first birthday."""
INPATIENT, ENDINGS = EncounterClass.INPATIENT, (Outcome.RECOVERED, Outcome.DIED, Outcome.TRANSFERRED)

Rows = dict[Table, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Invention:
    """Makes the rows; everything begins on FIRST, so that every source is counted from there."""

    chance: Random

    def rows(self) -> Rows:
        """Rows of every table that the facts job counts."""
        return {
            BEDS: [Bed(f, w, self.chance.randint(0, 9), self.chance.randint(0, 9)) for f in FACILITIES for w in WARDS],
            ENCOUNTERS: list(self._encounters()),
            CLAIMS: [self._claim(n) for n in range(60)],
            COVERAGES: [self._card(n) for n in range(20)],
            BOOKINGS: [self._booking(n) for n in range(40)],
            CITIZENS: [self._citizen(n) for n in range(40)],
            IMMUNIZATIONS: [Immunization(f"I{n}", "P", self._commune(), "BCG", 1, self._day(), "") for n in range(20)],
            DUE_DOSES: [dose for n in range(25) for dose in self._doses(n)],
            PREGNANCIES: [self._pregnancy(n) for n in range(25)],
            CHRONIC_CARES: [self._register(n) for n in range(30)],
            DISEASE_COUNTS: list(self._diseases()),
            OUTBREAKS: [self._outbreak(n) for n in range(8)],
            INSPECTIONS: [self._inspection(n) for n in range(20)],
        }

    def _day(self) -> date:
        return FIRST + timedelta(days=self.chance.randint(0, DAYS))

    def _instant(self, day: date) -> datetime:
        """A moment of that day in Viet Nam, as often as not within a minute of a midnight."""
        minute = self.chance.choice((0, 1, 24 * 60 - 1, self.chance.randrange(24 * 60)))
        return midnight(day) + timedelta(minutes=minute)

    def _commune(self) -> str:
        return self.chance.choice(COMMUNES)

    def _encounters(self) -> Iterator[Encounter]:
        for n, facility in enumerate(FACILITIES):
            yield self._encounter(f"first{n}", facility, FIRST, EncounterClass.OUTPATIENT)
        for n in range(150):
            yield self._encounter(
                f"E{n}", self.chance.choice(FACILITIES), self._day(), self.chance.choice(list(EncounterClass))
            )

    def _encounter(self, number: str, facility: str, day: date, kind: EncounterClass) -> Encounter:
        start = self._instant(day)
        stay = self.chance.choice((0, 1, 3, 30)) if kind is INPATIENT else 0
        over = self._instant(day + timedelta(days=stay))
        ended = None if over.date() > LAST or (kind is INPATIENT and self.chance.random() < 0.1) else max(start, over)
        return Encounter(
            number, "P", facility, self.chance.choice(WARDS), kind, start, ended, "", "J18", "", "",
            self.chance.choice(ENDINGS) if ended else None, None, "", "", None,
        )  # fmt: skip

    def _claim(self, n: int) -> Claim:
        at = self._instant(FIRST if n == 0 else self._day())
        drugs, covered, copay, own, rejected = (Decimal(self.chance.randrange(10**7)).scaleb(-2) for _ in range(5))
        return Claim(
            f"H{n}", f"E{n}", "P", self.chance.choice(FACILITIES), "01", "1.1", "", at, at, "J18", "", drugs,
            covered + own, covered, copay, own, covered - copay, ClaimStatus.SUBMITTED,
            rejected if self.chance.random() < 0.2 else Decimal(0), "", at.date(), None, None,
        )  # fmt: skip

    def _card(self, n: int) -> Coverage:
        start = self._day() - timedelta(days=200)
        end = start + timedelta(days=self.chance.randint(150, 400))
        return Coverage(f"T{n}", f"P{n}", self._commune(), 80, start, end, "F1", start)

    def _booking(self, n: int) -> Booking:
        status = self.chance.choice(("confirmed", "checked_in", "done", "cancelled", "no_show"))
        at = self._instant(FIRST if n == 0 else self._day())
        return Booking(f"L{n}", "S", "P", self.chance.choice(FACILITIES), "K1", at, 1, "", status, at)

    def _citizen(self, n: int) -> Citizen:
        born = self._day() if n % 4 == 0 else date(1980, 1, 1) + timedelta(days=self.chance.randrange(15000))
        return Citizen(f"P{n}", "", born, Sex.MALE, "", "", "", COMMUNES[n % 2], "", "")

    def _doses(self, n: int) -> Iterator[DueDose]:
        turned_one = FIRST if n == 0 else self._day()
        born, commune = add_months(turned_one, -12), self._commune()
        for vaccine, months in SCHEDULE:
            due = add_months(born, months)
            given = due + timedelta(days=self.chance.choice((0, 5, 60, 150)))
            on = given if self.chance.random() < 0.8 and given <= LAST else None
            yield DueDose(f"D{n}.{vaccine}", f"P{n}", "", born, "", commune, vaccine, 1, due, on)

    def _pregnancy(self, n: int) -> Pregnancy:
        over = FIRST if n == 0 else self.chance.choice((None, self._day()))
        return Pregnancy(f"B{n}", "P", "", FIRST, "", self._commune(), FIRST, LAST, self.chance.randint(0, 6), None,
                         None, "", self.chance.randint(0, 2), over)  # fmt: skip

    def _register(self, n: int) -> ChronicCare:
        since = FIRST if n == 0 else self._day() - timedelta(days=50)
        return ChronicCare(
            f"R{n}", "P", "", FIRST, "", self._commune(), self.chance.choice(("hypertension", "diabetes")),
            max(since, FIRST), None, LAST + timedelta(days=self.chance.randint(-40, 40)), None, None, None,
            self.chance.random() < 0.5,
        )  # fmt: skip

    def _diseases(self) -> Iterator[DiseaseCount]:
        monday = FIRST + timedelta(days=-FIRST.weekday() % 7)
        for commune in COMMUNES:
            for icd10 in ("A97.0", "A97.1", "B08.4"):
                for week in range(0, DAYS - 7, 7):
                    if self.chance.random() < 0.5:
                        yield DiseaseCount(commune, icd10, "", monday + timedelta(days=week),
                                           self.chance.randint(0, 9), self.chance.randint(0, 1))  # fmt: skip
        yield DiseaseCount("C1", "B05", "", monday, 1, 0)

    def _outbreak(self, n: int) -> Outbreak:
        at = self._instant(FIRST if n == 0 else self._day())
        affected = self.chance.choice((1, 12, 29, 30, 80))
        return Outbreak(f"V{n}", None, self._commune(), "", at, 99, affected, affected // 2, n % 2, "", "", "reported")

    def _inspection(self, n: int) -> Inspection:
        done = FIRST if n == 0 else self.chance.choice((None, self._day()))
        result = None if done is None else self.chance.choice(("pass", "fail", "conditional"))
        return Inspection(f"K{n}", "E", self._commune(), FIRST, done, "scheduled", result, "", Decimal(0))
