"""The EHR ports on PostgreSQL."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func

from connectors.ehr.tables import ALLERGIES, CITIZENS, CONDITIONS, GUARDIANS, IMMUNIZATIONS, NAME_WORDS
from connectors.tables import reader, within
from connectors.units import Units
from domain.records.ehr import Allergy, Citizen, Condition, Guardian, Immunization
from domain.scope import Scope

_citizen, _allergy, _condition = reader(Citizen), reader(Allergy), reader(Condition)
_immunization, _guardian = reader(Immunization), reader(Guardian)


@dataclass(frozen=True, slots=True)
class SqlCitizens:
    """Citizens on PostgreSQL."""

    units: Units

    async def one(self, scope: Scope, person_id: str) -> Citizen | None:
        """The citizen, or None when there is none inside the scope."""
        rows = await self.units.rows(scope, within(CITIZENS, scope).where(CITIZENS.c.person_id == person_id))
        return _citizen(rows[0]) if rows else None

    async def named(self, scope: Scope, name: str, *, limit: int) -> list[Citizen]:
        """Citizens whose name holds every word of `name`, in any order, case or spelling of marks; nearest first."""
        asked = func.ehr.words(name)
        query = within(CITIZENS, scope).where(NAME_WORDS.contains(asked), func.cardinality(asked) > 0)
        as_typed = func.strpos(_lower(CITIZENS.c.full_name), _lower(func.btrim(name))) > 0
        nearest = as_typed.desc(), func.cardinality(NAME_WORDS), NAME_WORDS, CITIZENS.c.person_id
        query = query.order_by(*nearest).limit(limit)
        return [_citizen(row) for row in await self.units.rows(scope, query)]


def _lower(name: ColumnElement[str]) -> ColumnElement[str]:
    return func.lower(func.normalize(name))


@dataclass(frozen=True, slots=True)
class SqlIdentities:
    """Whose a number is, on PostgreSQL."""

    units: Units

    async def by_national_id(self, scope: Scope, number: str) -> list[Citizen]:
        """Citizens with that citizen identity number (CCCD)."""
        return await self._found(scope, CITIZENS.c.cccd == number)

    async def by_phone(self, scope: Scope, number: str) -> list[Citizen]:
        """Citizens reached at that phone, however it is written in the record."""
        bare = number.removeprefix("+84").removeprefix("0")
        return await self._found(scope, CITIZENS.c.phone.in_([f"0{bare}", f"84{bare}", f"+84{bare}"]))

    async def _found(self, scope: Scope, wanted: ColumnElement[bool]) -> list[Citizen]:
        query = within(CITIZENS, scope).where(wanted).order_by(CITIZENS.c.person_id).limit(20)
        return [_citizen(row) for row in await self.units.rows(scope, query)]


@dataclass(frozen=True, slots=True)
class SqlAllergies:
    """Allergies on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, person_id: str) -> list[Allergy]:
        """All of one person's, the severe ones first."""
        c = ALLERGIES.c
        query = within(ALLERGIES, scope).where(c.person_id == person_id)
        # The codes mild, moderate, severe happen to stand in the order of the alphabet.
        query = query.order_by(c.severity.desc(), c.recorded_on.desc(), c.allergy_id)
        return [_allergy(row) for row in await self.units.rows(scope, query)]


@dataclass(frozen=True, slots=True)
class SqlConditions:
    """The problem list on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, person_id: str) -> list[Condition]:
        """Long-lasting illnesses of one person, latest first."""
        c = CONDITIONS.c
        query = within(CONDITIONS, scope).where(c.person_id == person_id)
        query = query.order_by(c.since_on.desc(), c.condition_id)
        return [_condition(row) for row in await self.units.rows(scope, query)]


@dataclass(frozen=True, slots=True)
class SqlImmunizations:
    """Doses given, on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, person_id: str) -> list[Immunization]:
        """All doses one person was given, latest first."""
        c = IMMUNIZATIONS.c
        query = within(IMMUNIZATIONS, scope).where(c.person_id == person_id)
        query = query.order_by(c.given_on.desc(), c.immunization_id)
        return [_immunization(row) for row in await self.units.rows(scope, query)]


@dataclass(frozen=True, slots=True)
class SqlGuardians:
    """Who stands for whom, on PostgreSQL."""

    units: Units

    async def of(self, scope: Scope, guardian_id: str, *, on: date) -> list[Guardian]:
        """The people this guardian still stands for on that day (`until_on` itself is inside)."""
        c = GUARDIANS.c
        query = within(GUARDIANS, scope).where(c.guardian_id == guardian_id, c.until_on >= on)
        return [_guardian(row) for row in await self.units.rows(scope, query.order_by(c.person_id))]
