"""The planted people are there at every size, and their stories hold."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from domain.clock import morning_of
from domain.people import Role, SensitiveClass
from domain.records.appointments import Booking
from domain.records.claims import Coverage
from domain.records.ehr import Allergy, Citizen, Guardian
from domain.records.emr import CareRelation, Encounter, Medication, Observation
from domain.records.stations import ChronicCare, DueDose, Pregnancy
from synthetic.province import Cast, Plan, cast, directory, staff
from tests.synthetic.conftest import DAY, PLAN, Province

NOW = morning_of(DAY)


@pytest.fixture(scope="session")
def players() -> Cast:
    return cast(PLAN)


def test_everybody_exists(province: Province, players: Cast) -> None:
    citizens = {citizen.person_id for citizen in province.all(Citizen)}
    members = {member.person_id for member in staff(PLAN)}
    for name, value in asdict(players).items():
        if value.startswith("BN"):
            assert value in citizens, name
        elif value.startswith("NV"):
            assert value in members, name


@pytest.mark.parametrize("citizens", [200, 20_000])
def test_the_same_people_at_every_size(players: Cast, citizens: int) -> None:
    other = cast(Plan(citizens=citizens, reference_day=DAY))
    people = {name: value for name, value in asdict(players).items() if value.startswith("BN")}
    assert people == {name: value for name, value in asdict(other).items() if value.startswith("BN")}


def test_staff_stand_where_they_should(players: Cast) -> None:
    members = {member.person_id: member for member in staff(PLAN)}
    doctor, nurse, other = (members[who] for who in (players.doctor, players.nurse, players.other_doctor))
    assert (doctor.role, doctor.facility, doctor.department) == (Role.DOCTOR, players.hospital, players.department)
    assert (nurse.role, nurse.facility, nurse.department) == (Role.NURSE, players.hospital, players.department)
    assert (other.role, other.facility) == (Role.DOCTOR, players.other_hospital)
    assert members[players.station_staff].communes == (players.commune,)
    assert members[players.other_station_staff].communes == (players.other_commune,)
    assert members[players.food_safety_officer].communes == ("*",)
    beds = {code: facility.beds for code, facility in directory(PLAN).facilities.items()}
    assert beds[players.hospital] == max(beds.values())


def test_the_citizen_has_a_life(province: Province, players: Cast) -> None:
    assert sum(e.person_id == players.citizen for e in province.all(Encounter)) >= 2
    assert any(m.person_id == players.citizen for m in province.all(Medication))
    assert any(c.person_id == players.citizen and c.valid_to >= DAY for c in province.all(Coverage))
    assert any(b.person_id == players.citizen and b.starts_at > NOW for b in province.all(Booking))
    wards = {g.person_id for g in province.all(Guardian) if g.guardian_id == players.citizen}
    assert wards == {players.child_on_time, players.child_late}


def test_the_citizens_cholesterol_falls(province: Province, players: Cast) -> None:
    values = trend(province, players.citizen, "LDL")
    assert len(values) >= 4
    assert values[0] > values[-1]


def test_one_child_missed_a_dose_and_the_other_none(province: Province, players: Cast) -> None:
    missed = {d.person_id for d in province.all(DueDose) if d.given_on is None and d.due_on < DAY}
    assert players.child_late in missed
    assert players.child_on_time not in missed


def test_the_doctors_ward_holds_the_planted_patients(province: Province, players: Cast) -> None:
    here = {
        r.person_id
        for r in province.all(CareRelation)
        if (r.facility, r.department, r.until) == (players.hospital, players.department, None)
    }
    assert {players.patient_penicillin, players.patient_diabetic, players.patient_heart} <= here


def test_the_other_hospitals_patient_was_never_here(province: Province, players: Cast) -> None:
    seen = {r.facility for r in province.all(CareRelation) if r.person_id == players.patient_elsewhere}
    assert players.other_hospital in seen
    assert players.hospital not in seen


def test_penicillin_is_known_and_severe(province: Province, players: Cast) -> None:
    found = [a for a in province.all(Allergy) if a.person_id == players.patient_penicillin]
    assert [(allergy.substance, allergy.severity) for allergy in found] == [("Penicillin", "severe")]


def test_the_diabetics_hba1c_climbs(province: Province, players: Cast) -> None:
    values = trend(province, players.patient_diabetic, "HbA1c")
    assert len(values) >= 6
    assert values[-1] - values[0] >= 0.8


def test_something_in_the_ward_is_for_the_cleared_only(province: Province, players: Cast) -> None:
    classes = {e.sensitive for e in province.all(Encounter) if e.person_id == players.patient_heart}
    assert SensitiveClass.MENTAL_HEALTH in classes
    assert {e.sensitive for e in province.all(Encounter) if e.person_id == players.patient_sensitive} >= {
        SensitiveClass.HIV
    }


def test_the_station_has_somebody_overdue_and_somebody_expecting(province: Province, players: Cast) -> None:
    overdue = next(c for c in province.all(ChronicCare) if c.person_id == players.hypertensive_overdue)
    assert (overdue.commune, overdue.next_due_on < DAY) == (players.commune, True)
    expecting = next(p for p in province.all(Pregnancy) if p.person_id == players.pregnant)
    assert expecting.next_visit_on == DAY + timedelta(days=2)


def test_the_doctor_has_a_booking_today(province: Province, players: Cast) -> None:
    today = [b for b in province.all(Booking) if b.person_id == players.neighbour]
    assert [(b.facility, b.department, b.status) for b in today] == [
        (players.hospital, players.department, "confirmed")
    ]


def trend(province: Province, person: str, name: str) -> list[float]:
    rows = [o for o in province.all(Observation) if o.person_id == person and name in o.name and o.value is not None]
    return [float(row.value or 0) for row in sorted(rows, key=lambda row: row.taken_at)]


def test_the_story_holds_on_any_day() -> None:
    sunday, leap = date(2026, 11, 22), date(2028, 2, 29)
    for day in (sunday, leap):
        small = Province(Plan(citizens=200, reference_day=day))
        players = cast(small.plan)
        assert any(b.person_id == players.citizen for b in small.all(Booking))
