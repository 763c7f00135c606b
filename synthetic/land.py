"""The scale model's geography: how many people each commune holds, where the hospitals stand, who goes where."""

import re
from dataclasses import dataclass, replace

from domain.errors import Misconfigured
from domain.places import Commune, Department, Directory, Facility, FacilityKind
from synthetic.catalogue import read
from synthetic.chance import apportion
from synthetic.gazetteer import Gazette, Unit, gazette
from synthetic.plan import Plan

SMALLEST = 200
HOME_SEATS = 14
"""Places kept in the capital commune for the cast."""
AWAY_SEATS = 8
"""Places kept in the second commune of the cast."""
BEDS_PER_10_000 = 32
CAST_WARDS = {("99001", "K03"): 4, ("99002", "K03"): 1}
"""Beds kept for the planted patients of the cast; their wards have two more at least."""
STATION_FROM = 99101
_DISTRICT_KINDS = re.compile(r"^(thành phố|thị xã|huyện đảo|huyện|quận) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityPlan:
    """One hospital of `places.yaml`: `beds` are shares, `at` says where it stands."""

    code: str
    name: str
    kind: FacilityKind
    at: str
    beds: dict[str, float]
    booking: list[str]
    clinics: list[str]

    def departments(self) -> list[str]:
        """Every department it has, in order of code."""
        return sorted({*self.beds, *self.booking, *self.clinics})


@dataclass(frozen=True, slots=True)
class PlaceList:
    """The shape of `places.yaml`."""

    departments: dict[str, str]
    facilities: list[FacilityPlan]


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """Everything about places that the rest of the generator asks for."""

    directory: Directory
    gazette: Gazette
    hospitals: tuple[FacilityPlan, ...]
    capital: str
    second: str
    center_of: dict[str, str]
    station_of: dict[str, str]
    planned_beds: dict[tuple[str, str], int]
    actual_beds: dict[tuple[str, str], int]

    def neighbours(self, commune: str, count: int) -> list[str]:
        """The commune and the nearest others, that many in all."""
        here = next(unit for unit in self.gazette.units if unit.code == commune)
        return [unit.code for unit in sorted(self.gazette.units, key=lambda u: (_apart(here, u), u.code))[:count]]


def named(plan: Plan, land: Land) -> Plan:
    """The same plan under the province's own name, so that "24" and "bac ninh" make the same bytes."""
    return replace(plan, province=land.gazette.name)


def survey(plan: Plan) -> Land:
    """The land of a plan.

    Raises:
        Misconfigured: no such province, or fewer citizens than the cast and a village need.
    """
    if plan.citizens < SMALLEST:
        raise Misconfigured(f"A province has at least {SMALLEST} citizens; {plan.citizens} were asked for.")
    found, places = gazette(plan.province), read("places", PlaceList)
    capital, second = _seats(found.units)
    centers = _centers(found.units, capital, sum(f.at == "region" for f in places.facilities))
    seats = _place(places.facilities, capital, second, centers)
    population = _population(plan, found.units, capital.code, second.code)
    planned = _beds(plan, places.facilities)
    station_of = {unit.code: str(STATION_FROM + i) for i, unit in enumerate(found.units)}
    hospitals = [_hospital(f, seats[f.code], found.name, planned) for f in places.facilities]
    directory = Directory(
        province=found.code,
        province_name=found.full_name,
        communes={u.code: Commune(u.code, u.name, u.full_name, found.code, population[u.code]) for u in found.units},
        facilities={f.code: f for f in [*hospitals, *(_station(u, station_of[u.code]) for u in found.units)]},
        departments={code: Department(code, name) for code, name in places.departments.items()},
        former_names=found.former_names,
    )
    return Land(
        directory=directory,
        gazette=found,
        hospitals=tuple(places.facilities),
        capital=capital.code,
        second=second.code,
        center_of=_center_of(found.units, seats, places.facilities),
        station_of=station_of,
        planned_beds=planned,
        actual_beds={ward: beds + (beds >= 3) for ward, beds in planned.items()},
    )


def _apart(one: Unit, other: Unit) -> float:
    return (one.latitude - other.latitude) ** 2 + (one.longitude - other.longitude) ** 2


def _seats(units: tuple[Unit, ...]) -> tuple[Unit, Unit]:
    """Where the two general hospitals stand: the first urban commune, and the urban commune farthest from it."""
    urban = [unit for unit in units if unit.district.startswith(("Thành phố", "Thị xã", "Quận"))] or list(units)
    cities = [unit for unit in urban if unit.district.startswith(("Thành phố", "Quận"))] or urban
    capital = cities[0]
    others = [unit for unit in cities if unit.district != capital.district]
    others = others or [unit for unit in units if unit != capital]
    return capital, max(others, key=lambda unit: (_apart(capital, unit), unit.code))


def _centers(units: tuple[Unit, ...], capital: Unit, count: int) -> list[Unit]:
    """Seats of the regional centers: each as far as can be from the capital and from those before it."""
    chosen = [capital]
    for _ in range(count):
        free = [unit for unit in units if unit.district not in {seat.district for seat in chosen}] or list(units)
        chosen.append(max(free, key=lambda unit: (min(_apart(unit, seat) for seat in chosen), unit.code)))
    return chosen[1:]


def _place(plans: list[FacilityPlan], capital: Unit, second: Unit, centers: list[Unit]) -> dict[str, Unit]:
    regional = iter(centers)
    fixed = {"capital": capital, "second": second}
    return {plan.code: fixed[plan.at] if plan.at in fixed else next(regional) for plan in plans}


def _population(plan: Plan, units: tuple[Unit, ...], capital: str, second: str) -> dict[str, int]:
    """People in each commune; they add up to the citizens asked for. Wards are denser than rural communes."""
    weights = [(1.5 if unit.kind == "Phường" else 1.0) * (0.75 + int(unit.code) % 97 / 194) for unit in units]
    counts = apportion(plan.citizens - HOME_SEATS - AWAY_SEATS, weights)
    population = {unit.code: count for unit, count in zip(units, counts, strict=True)}
    population[capital] += HOME_SEATS
    population[second] += AWAY_SEATS
    return population


def _beds(plan: Plan, plans: list[FacilityPlan]) -> dict[tuple[str, str], int]:
    wards = [(facility.code, department) for facility in plans for department in facility.beds]
    shares = [share for facility in plans for share in facility.beds.values()]
    counts = apportion(round(plan.citizens * BEDS_PER_10_000 / 10_000), shares)
    least = {ward: kept + 2 for ward, kept in CAST_WARDS.items()}
    beds = {ward: max(count, least.get(ward, 0)) for ward, count in zip(wards, counts, strict=True)}
    return {ward: count for ward, count in beds.items() if count}


def _hospital(plan: FacilityPlan, seat: Unit, province: str, planned: dict[tuple[str, str], int]) -> Facility:
    district = _DISTRICT_KINDS.sub("", seat.district)
    beds = sum(count for (facility, _), count in planned.items() if facility == plan.code)
    return Facility(plan.code, plan.name.format(province=province, district=district), plan.kind, seat.code, beds)


def _station(unit: Unit, code: str) -> Facility:
    name = f"Trạm Y tế {unit.full_name[0].lower()}{unit.full_name[1:]}"
    return Facility(code, name, FacilityKind.STATION, unit.code, 0)


def _center_of(units: tuple[Unit, ...], seats: dict[str, Unit], plans: list[FacilityPlan]) -> dict[str, str]:
    """For each commune, the general hospital or regional center its people go to first."""
    near = [(plan.code, seats[plan.code]) for plan in plans if plan.kind is not FacilityKind.SPECIALIST_HOSPITAL]
    return {unit.code: min(near, key=lambda pair: (_apart(unit, pair[1]), pair[0]))[0] for unit in units}
