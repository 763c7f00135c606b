"""The planted people: who they are, and what happened to them, the same at every size."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from domain.people import Role, Sex
from domain.periods import add_months
from domain.records.claims import Coverage
from domain.records.ehr import Allergy
from domain.records.emr import EncounterClass
from domain.records.staff import Staff
from synthetic.cards import CardOffice
from synthetic.catalogue import Illness, read
from synthetic.days import DAY, years_between
from synthetic.heritage import Heritage
from synthetic.illness import Sickness
from synthetic.mothers import Carrying, Maternity
from synthetic.people import Chronic, Person, person_id, phone
from synthetic.stays import VITALS
from synthetic.visits import Visit
from synthetic.world import World

HOSPITAL, OTHER_HOSPITAL, WARD = "99001", "99002", "K03"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who can be played and whom tests can count on; every value is an identifier.

    Patients: `patient_penicillin` (severe penicillin allergy), `patient_diabetic` (HbA1c trend over 24 months) and
    `patient_heart` (warfarin, rising potassium, and a depression that only the cleared may see) lie in the doctor's
    ward now; `patient_elsewhere` lies in the other hospital and was never in the first; `patient_sensitive` is treated
    for HIV.
    """

    citizen: str
    spouse: str
    child_on_time: str
    child_late: str
    neighbour: str
    patient_penicillin: str
    patient_diabetic: str
    patient_heart: str
    patient_elsewhere: str
    patient_sensitive: str
    hypertensive_overdue: str
    pregnant: str
    doctor: str
    nurse: str
    other_doctor: str
    station_staff: str
    other_station_staff: str
    food_safety_officer: str
    insurance_officer: str
    hospital_manager: str
    department_manager: str
    data_protection_officer: str
    support_staff: str
    auditor: str
    admin: str
    hospital: str
    other_hospital: str
    department: str
    commune: str
    other_commune: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One line of `cast.yaml`."""

    key: str
    name: str
    sex: Sex
    part: str
    years: float


@dataclass(frozen=True, slots=True)
class CastList:
    """The shape of `cast.yaml`."""

    home: list[list[Actor]]
    away: list[list[Actor]]


def cast_of(world: World) -> Cast:
    """The identifiers of the cast."""
    lists, land = read("cast", CastList), world.land
    actors = [actor for household in (*lists.home, *lists.away) for actor in household]
    people = {actor.key: person_id(number) for number, actor in enumerate(actors, start=1) if actor.key}
    staff, role = world.roster.everybody, Role
    return Cast(
        **people,
        doctor=_first(staff, role.DOCTOR, HOSPITAL, WARD),
        nurse=_first(staff, role.NURSE, HOSPITAL, WARD),
        other_doctor=_first(staff, role.DOCTOR, OTHER_HOSPITAL, WARD),
        station_staff=_first(staff, role.STATION_STAFF, land.station_of[land.capital]),
        other_station_staff=_first(staff, role.STATION_STAFF, land.station_of[land.second]),
        food_safety_officer=_first(staff, role.FOOD_SAFETY_OFFICER),
        insurance_officer=_first(staff, role.INSURANCE_OFFICER),
        hospital_manager=_first(staff, role.HOSPITAL_MANAGER, HOSPITAL),
        department_manager=_first(staff, role.DEPARTMENT_MANAGER),
        data_protection_officer=_first(staff, role.DATA_PROTECTION_OFFICER),
        support_staff=_first(staff, role.SUPPORT_STAFF),
        auditor=_first(staff, role.AUDITOR),
        admin=_first(staff, role.ADMIN),
        hospital=HOSPITAL,
        other_hospital=OTHER_HOSPITAL,
        department=WARD,
        commune=land.capital,
        other_commune=land.second,
    )


def _first(staff: list[Staff], role: Role, facility: str | None = None, department: str | None = None) -> str:
    return next(
        member.person_id
        for member in staff
        if member.role is role and facility in {None, member.facility} and department in {None, member.department}
    )


def households(world: World) -> list[list[Person]]:
    """The people of chunk 0, numbered from 1."""
    lists, number, found = read("cast", CastList), 1, []
    for commune, group in ((world.land.capital, lists.home), (world.land.second, lists.away)):
        for actors in group:
            found.append([_person(world, actor, number + i, number, commune) for i, actor in enumerate(actors)])
            number += len(actors)
    return found


def _person(world: World, actor: Actor, number: int, household: int, commune: str) -> Person:
    born = world.plan.reference_day - timedelta(days=round(actor.years * 365.25))
    place = world.land.directory.communes[commune].full_name
    return Person(
        number=number,
        full_name=actor.name,
        born_on=born,
        sex=actor.sex,
        phone=phone(household),
        address=f"Số {2 * household + 1}, {place}, {world.land.directory.province_name}",
        commune=commune,
        household=household,
        blood_type="O+",
        part=actor.part,
        age=years_between(born, world.plan.reference_day),
    )


def endow(world: World, people: list[Person], cards: CardOffice, heritage: Heritage) -> list[Allergy]:
    """Cards that the cast must have, and the allergy of the planted patient."""
    cast, by_id = cast_of(world), {person.person_id: person for person in people}
    kinds = {card.kind: card for card in world.billing.cards}
    held = {
        cast.citizen: "DN", cast.spouse: "DN", cast.child_on_time: "TE", cast.child_late: "TE",
        cast.patient_penicillin: "GD", cast.patient_diabetic: "DN", cast.patient_heart: "HT",
        cast.patient_elsewhere: "DN", cast.patient_sensitive: "DN", cast.hypertensive_overdue: "HT",
        cast.pregnant: "DN",
    }  # fmt: skip
    for person, kind in held.items():
        by_id[person].card = _long_held(cards.card(by_id[person], kinds[kind]), by_id[person], world)
    penicillin = next(substance for substance in world.billing.allergies if substance.substance == "Penicillin")
    allergic = heritage.allergy(by_id[cast.patient_penicillin], penicillin, penicillin.reactions[-1])
    return [allergic._replace(allergy_id=allergic.allergy_id + "P")]


def _long_held(card: Coverage, person: Person, world: World) -> Coverage:
    """The card, in force today and held for six years or since birth."""
    today = world.plan.reference_day
    since = max(person.born_on, add_months(today, -72))
    start, end = (card.valid_from, card.valid_to) if card.valid_to >= today else (today, add_months(today, 12))
    return card._replace(valid_from=start, valid_to=end, five_years_on=add_months(since, 60))


class Script:
    """What happened to the cast: long illnesses with fixed visits, and stays that are still open."""

    def __init__(self, chance: Random, world: World, sickness: Sickness, people: list[Person]) -> None:
        self.world, self.sickness, self.chance = world, sickness, chance
        self.cast = cast_of(world)
        self.by_id = {person.person_id: person for person in people}
        self.staff = {member.person_id: member for member in world.roster.everybody}

    def visits(self) -> list[Visit]:
        """Every scripted visit; long illnesses are put on the people's problem lists on the way."""
        cast, found, follow = self.cast, list[Visit](), self._follow
        found += follow(cast.citizen, "I10", "K04", range(-680, 0, 60), ("amlodipin", "losartan"))
        found += follow(cast.citizen, "E78.5", "K03", range(-640, 0, 90), ("atorvastatin",))
        self._set(cast.citizen, ldl=(3.1, -1.4 / 730), cholesterol=(5.1, -1.5 / 730), glucose=(6.7, 0.9 / 730))
        found += self._check_ups(cast.citizen, (-372, -190, -8))
        found += follow(cast.patient_penicillin, "I10", "K04", range(-700, -10, 60), ("amlodipin",))
        self._set(cast.patient_diabetic, hba1c=(9.3, 1.9 / 730), glucose=(12.1, 4.0 / 730), creatinine=(118, 34 / 730))
        found += follow(cast.patient_diabetic, "E11", "K08", range(-715, -10, 30), ("metformin", "gliclazid"))
        self._set(cast.patient_heart, potassium=(5.3, 0.9 / 730), creatinine=(131, 30 / 730), egfr=(47, -14 / 730))
        found += follow(cast.patient_heart, "I50.9", "K04", range(-700, -10, 60), ("furosemid", "spironolacton"))
        found += follow(cast.patient_heart, "I48.9", "K04", range(-690, -10, 30), ("warfarin", "bisoprolol"))
        found += follow(cast.patient_heart, "F32.1", "K03", range(-390, -10, 60), ("sertralin",))
        found += follow(cast.patient_elsewhere, "I10", "K04", range(-690, -10, 60), ("losartan",), OTHER_HOSPITAL)
        found += follow(cast.patient_sensitive, "B20", "K11", range(-700, -10, 30), ("arv_tld",))
        station = self.world.land.station_of[self.world.land.capital]
        found += follow(cast.hypertensive_overdue, "I10", "K01", range(-710, -70, 30), ("amlodipin",), station)
        found.append(self._lies(cast.patient_penicillin, "J18.9", WARD, -3, cast.doctor))
        found.append(self._lies(cast.patient_diabetic, "E11.6", WARD, -4, cast.doctor))
        found.append(self._lies(cast.patient_heart, "I50.9", "K04", -6, cast.doctor))
        found.append(self._lies(cast.patient_elsewhere, "K25.4", WARD, -2, cast.other_doctor))
        return found

    def pregnancy(self, maternity: Maternity) -> Carrying:
        """The planted pregnancy: week 33, four visits, the next one in two days."""
        carrying = maternity.carrying(self.by_id[self.cast.pregnant], -232, None)
        carrying.visits, carrying.upcoming, carrying.tetanus = [-169, -120, -78, -36], 2, 1
        carrying.facility, carrying.risk = self.world.land.station_of[self.world.land.capital], "cao: thiếu máu"
        return carrying

    def allows(self, visit: Visit) -> bool:
        """Whether a visit drawn by chance leaves the story whole: one patient has never been in the first hospital."""
        return visit.person.person_id != self.cast.patient_elsewhere or visit.facility != HOSPITAL

    def missed_doses(self) -> dict[str, frozenset[tuple[str, int]]]:
        """Which doses the children of the cast have not had; all their others were on time."""
        return {self.cast.child_on_time: frozenset(), self.cast.child_late: frozenset({("Sởi - Rubella", 1)})}

    def _check_ups(self, person: str, days: tuple[int, ...]) -> list[Visit]:
        """General check-ups with their laboratory tests on those days."""
        check_up = next(illness for illness in self.world.catalogue.acute if illness.icd10 == "Z00.0")
        found = [self.sickness.acute(self.by_id[person], check_up, day) for day in days]
        for visit in found:
            if visit is not None:
                visit.facility, visit.department = HOSPITAL, "K01"
        return [visit for visit in found if visit is not None]

    def _set(self, person: str, **levels: tuple[float, float]) -> None:
        """Where a planted person's values lie today, and their change a day; they scatter little, so that it shows."""
        tests = self.world.catalogue.tests
        self.by_id[person].levels.update({key: (*pair, tests[key].sd * 0.6) for key, pair in levels.items()})

    def _follow(
        self,
        person: str,
        icd10: str,
        department: str,
        days: range,
        drugs: tuple[str, ...],
        facility: str = HOSPITAL,
    ) -> list[Visit]:
        """A long illness found half a year before the first of its fixed days, and followed at one place."""
        illness = self.world.catalogue.chronic[icd10]
        chronic = Chronic(illness=illness, since=days.start - 180, facility=facility, interval=days.step, drugs=drugs)
        patient = self.by_id[person]
        patient.chronic.append(chronic)
        found = [self.sickness.review(patient, chronic, day, number) for number, day in enumerate(days)]
        kept = [visit for visit in found if visit is not None]
        for visit in kept:
            visit.department = department
        return kept

    def _lies(self, person: str, icd10: str, listed: str, day: int, doctor: str) -> Visit:
        """A stay that began that many days ago and is still open."""
        member = self.staff[doctor]
        illness = _stay_illness(self.world, listed, icd10)
        return Visit(
            self.by_id[person], member.facility or HOSPITAL, WARD, EncounterClass.INPATIENT, day * DAY + 14 * 60 + 20,
            None, illness, list(illness.tests), list(illness.drugs), 5 - day, VITALS, doctor=member,
        )  # fmt: skip


def _stay_illness(world: World, department: str, icd10: str) -> Illness:
    return next(illness for illness in world.catalogue.stays[department] if illness.icd10 == icd10)
