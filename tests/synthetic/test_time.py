"""Nothing happens before birth, after death, or after 09:00 of the reference day."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from domain.clock import local, morning_of
from domain.records.appointments import Booking, Slot
from domain.records.claims import Claim
from domain.records.ehr import Allergy, Citizen, Condition, Immunization
from domain.records.emr import Bed, Encounter, EncounterClass, Medication, Observation, Outcome
from domain.records.food_safety import Establishment, Inspection, PoisoningCase
from domain.records.stations import ChronicCare, DueDose, Pregnancy
from tests.synthetic.conftest import DAY, Province

NOW = morning_of(DAY)


def test_visits_lie_within_24_months(province: Province) -> None:
    for encounter in province.all(Encounter):
        assert NOW - timedelta(days=731) < encounter.started_at < NOW
        if encounter.ended_at is not None:
            assert encounter.started_at <= encounter.ended_at < NOW


def test_nobody_is_seen_before_birth(province: Province) -> None:
    born = {citizen.person_id: citizen.born_on for citizen in province.all(Citizen)}
    assert all(born[e.person_id] <= local(e.started_at).date() for e in province.all(Encounter))
    for row in province.all(Immunization):
        assert born[row.person_id] <= row.given_on <= DAY
    for condition in province.all(Condition):
        assert born[condition.person_id] < condition.since_on <= DAY
    for allergy in province.all(Allergy):
        assert born[allergy.person_id] < allergy.recorded_on <= DAY


def test_nobody_is_seen_after_death(province: Province) -> None:
    died = {
        e.person_id: e.ended_at for e in province.all(Encounter) if e.outcome is Outcome.DIED and e.ended_at is not None
    }
    for encounter in province.all(Encounter):
        if encounter.person_id in died:
            assert encounter.started_at < died[encounter.person_id]


def test_nobody_lies_in_two_beds(province: Province) -> None:
    stays: dict[str, list[tuple[datetime, datetime]]] = {}
    for e in province.all(Encounter):
        if e.encounter_class is EncounterClass.INPATIENT:
            stays.setdefault(e.person_id, []).append((e.started_at, e.ended_at or NOW))
    for mine in stays.values():
        mine.sort()
        assert all(before[1] <= after[0] for before, after in pairwise(mine))


def test_only_what_has_ended_has_an_outcome(province: Province) -> None:
    for encounter in province.all(Encounter):
        assert (encounter.ended_at is None) == (encounter.outcome is None)


def test_values_are_taken_during_the_visit(province: Province) -> None:
    visits = {e.encounter_id: (e.started_at, e.ended_at or NOW) for e in province.all(Encounter)}
    for row in province.all(Observation):
        start, end = visits[row.encounter_id]
        assert start <= row.taken_at <= end


def test_what_is_known_today_was_known_by_nine(province: Province) -> None:
    for claim in province.all(Claim):
        days = [day for day in (claim.submitted_on, claim.decided_on) if day is not None]
        assert local(claim.discharged_at).date() <= min(days)
        assert max(days) <= DAY
    assert all(row.started_on <= DAY for row in province.all(Medication))
    assert all(case.onset_at < NOW for case in province.all(PoisoningCase))
    assert all(booking.booked_at < NOW for booking in province.all(Booking))
    done = [row.done_on for row in province.all(Inspection)] + [row.given_on for row in province.all(DueDose)]
    done += [row.last_visit_on for row in province.all(ChronicCare)] + [p.delivered_on for p in province.all(Pregnancy)]
    assert all(day <= DAY for day in done if day is not None)


def test_sessions_reach_two_weeks_ahead(province: Province) -> None:
    days = {local(slot.starts_at).date() for slot in province.all(Slot)}
    assert {DAY, DAY + timedelta(days=14)} & days
    assert max(days) <= DAY + timedelta(days=14)
    ahead = [booking for booking in province.all(Booking) if booking.starts_at > NOW]
    assert ahead
    assert all(booking.status in {"confirmed", "cancelled"} for booking in ahead)


def test_certificates_expire_in_every_way(province: Province) -> None:
    ends = [place.expires_on for place in province.all(Establishment)]
    assert any(end is None for end in ends)
    assert any(end is not None and end > DAY for end in ends)


def test_beds_are_used_as_a_province_uses_them(province: Province) -> None:
    beds = sum(bed.actual for bed in province.all(Bed))
    months = [occupied(province, DAY - timedelta(days=30 * n), 30) / (30 * beds) for n in range(1, 24)]
    assert 0.70 <= sum(months) / len(months) <= 1.05
    assert all(0.55 <= month <= 1.15 for month in months)


def occupied(province: Province, start: date, days: int) -> int:
    """Bed-days of stays between two days, counted at midnight."""
    total, end = 0, start + timedelta(days=days)
    for e in province.all(Encounter):
        if e.encounter_class is EncounterClass.INPATIENT:
            first = local(e.started_at).date()
            last = local(e.ended_at).date() if e.ended_at else DAY
            total += max(0, (min(last, end) - max(first, start)).days)
    return total
