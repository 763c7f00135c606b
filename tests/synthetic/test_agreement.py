"""Figures agree across stores, since each is made of the same rows."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from domain.clock import local
from domain.records.appointments import Booking, Slot
from domain.records.claims import Claim, ClaimLine, ClaimStatus, Coverage
from domain.records.ehr import Citizen, Condition, Immunization
from domain.records.emr import CareRelation, Encounter, EncounterClass, Medication, Observation, Patient
from domain.records.food_safety import Establishment, Inspection, Outbreak, PoisoningCase
from domain.records.stations import ChronicCare, DiseaseCount, DueDose, Pregnancy
from synthetic.money import base_salary
from synthetic.province import directory
from tests.synthetic.conftest import DAY, PLAN, Province


def lines_by_claim(province: Province) -> dict[str, list[ClaimLine]]:
    found: dict[str, list[ClaimLine]] = defaultdict(list)
    for line in province.all(ClaimLine):
        found[line.claim_id].append(line)
    return found


def test_a_claim_is_the_sum_of_its_lines(province: Province) -> None:
    lines = lines_by_claim(province)
    for claim in province.all(Claim):
        mine = lines[claim.claim_id]
        assert [line.line_no for line in mine] == list(range(1, len(mine) + 1))
        assert claim.total == sum(line.amount for line in mine)
        assert claim.covered == sum(line.covered for line in mine)
        assert claim.fund == sum(line.fund for line in mine) == claim.covered - claim.copay
        assert claim.own == sum(line.own for line in mine) == claim.total - claim.covered
        assert claim.drugs == sum(line.amount for line in mine if line.group_code == "4")


def test_money_has_two_places(province: Province) -> None:
    for line in province.all(ClaimLine):
        for amount in (line.amount, line.covered, line.fund, line.copay, line.own):
            assert amount.as_tuple().exponent == -2


def test_a_cheap_visit_costs_the_person_nothing(province: Province) -> None:
    for claim in province.all(Claim):
        cheap = claim.covered < base_salary(local(claim.discharged_at).date()) * 15 / 100
        if cheap and claim.object_code != "1.18":
            assert claim.copay == 0


def test_a_rejection_has_a_reason_and_no_more_than_was_asked(province: Province) -> None:
    for claim in province.all(Claim):
        rejected = claim.status is ClaimStatus.REJECTED
        assert rejected == bool(claim.reject_reason) == (claim.rejected > 0)
        assert claim.rejected <= claim.fund
        assert (claim.decided_on is None) == (claim.status is ClaimStatus.SUBMITTED)


def test_each_claim_belongs_to_an_ended_encounter_of_a_card_holder(province: Province) -> None:
    encounters = {encounter.encounter_id: encounter for encounter in province.all(Encounter)}
    cards = {card.card_no: card.person_id for card in province.all(Coverage)}
    for claim in province.all(Claim):
        encounter = encounters[claim.encounter_id]
        assert (claim.person_id, claim.facility) == (encounter.person_id, encounter.facility)
        assert claim.discharged_at == encounter.ended_at
        assert cards[claim.card_no] == claim.person_id
        assert claim.sensitive is encounter.sensitive


def test_what_happened_in_a_visit_is_of_that_visit(province: Province) -> None:
    encounters = {encounter.encounter_id: encounter for encounter in province.all(Encounter)}
    bonds = {(o.encounter_id, o.person_id, o.facility, o.sensitive) for o in province.all(Observation)}
    bonds |= {(m.encounter_id, m.person_id, m.facility, m.sensitive) for m in province.all(Medication)}
    for encounter_id, person, facility, sensitive in bonds:
        encounter = encounters[encounter_id]
        assert (encounter.person_id, encounter.facility, encounter.sensitive) == (person, facility, sensitive)


def test_hospitals_know_whom_they_treated(province: Province) -> None:
    known = {(patient.person_id, patient.facility) for patient in province.all(Patient)}
    assert known == {(encounter.person_id, encounter.facility) for encounter in province.all(Encounter)}


def test_care_relations_are_the_last_encounters(province: Province) -> None:
    open_now = {(e.person_id, e.facility, e.department) for e in province.all(Encounter) if e.ended_at is None}
    relations = province.all(CareRelation)
    assert {(r.person_id, r.facility, r.department) for r in relations if r.until is None} == open_now
    assert len(relations) == len({(r.person_id, r.facility, r.department) for r in relations})


def test_taken_places_are_the_bookings_that_stand(province: Province) -> None:
    taken = Counter(booking.slot_id for booking in province.all(Booking) if booking.status != "cancelled")
    slots = {slot.slot_id: slot for slot in province.all(Slot)}
    assert set(taken) <= set(slots)
    assert all(slot.taken == taken[slot.slot_id] <= slot.capacity for slot in slots.values())


def test_queue_numbers_are_used_once_in_a_session(province: Province) -> None:
    numbers = Counter((booking.slot_id, booking.queue_no) for booking in province.all(Booking))
    assert max(numbers.values()) == 1


def test_an_outbreak_counts_its_cases(province: Province) -> None:
    for outbreak in province.all(Outbreak):
        cases = [case for case in province.all(PoisoningCase) if case.outbreak_id == outbreak.outbreak_id]
        assert outbreak.affected == len(cases) <= outbreak.exposed
        assert outbreak.hospitalized == sum(case.hospitalized for case in cases)
        assert outbreak.deaths == sum(case.died for case in cases)
        assert all(case.onset_at > case.meal_at == outbreak.occurred_at for case in cases)


def test_two_outbreaks_are_planted_of_late_and_one_is_large(province: Province) -> None:
    since = DAY - timedelta(days=60)
    late = [outbreak for outbreak in province.all(Outbreak) if outbreak.occurred_at.date() > since]
    assert len(late) >= 2
    assert any(outbreak.affected >= 30 and "Trường" in outbreak.place for outbreak in late)


def test_the_poisoned_are_citizens(province: Province) -> None:
    citizens = {citizen.person_id: citizen for citizen in province.all(Citizen)}
    for case in province.all(PoisoningCase):
        assert citizens[case.person_id].full_name == case.full_name
        assert citizens[case.person_id].sex is case.sex


def test_doses_of_the_schedule_are_the_doses_on_record(province: Province) -> None:
    given = {(row.person_id, row.vaccine, row.dose): row.given_on for row in province.all(Immunization)}
    for due in province.all(DueDose):
        assert given.get((due.person_id, due.vaccine, due.dose)) == due.given_on


def test_every_child_under_six_has_a_whole_schedule(province: Province) -> None:
    doses = Counter(due.person_id for due in province.all(DueDose))
    assert set(doses.values()) == {18}


def test_registers_agree_with_visits_and_problem_lists(province: Province) -> None:
    codes = {"hypertension": "I10", "diabetes": "E11"}
    known = {(condition.person_id, condition.icd10) for condition in province.all(Condition)}
    last: dict[tuple[str, str], list[Encounter]] = defaultdict(list)
    for encounter in province.all(Encounter):
        if encounter.encounter_class is EncounterClass.OUTPATIENT:
            last[encounter.person_id, encounter.icd10].append(encounter)
    for care in province.all(ChronicCare):
        key = (care.person_id, codes[care.programme])
        assert key in known
        seen = max((local(encounter.started_at).date() for encounter in last[key]), default=None)
        assert care.last_visit_on == seen


def test_antenatal_visits_are_encounters(province: Province) -> None:
    horizon = DAY - timedelta(days=729)
    seen: dict[str, list[date]] = defaultdict(list)
    for encounter in province.all(Encounter):
        if encounter.icd10.startswith("Z34"):
            seen[encounter.person_id].append(local(encounter.started_at).date())
    whole = [pregnancy for pregnancy in province.all(Pregnancy) if pregnancy.last_period_on > horizon]
    assert whole
    for pregnancy in whole:
        until = pregnancy.delivered_on or DAY
        days = [day for day in seen[pregnancy.person_id] if pregnancy.last_period_on <= day <= until]
        assert (pregnancy.visits, pregnancy.last_visit_on) == (len(days), max(days, default=None))


def test_births_are_children_and_stays(province: Province) -> None:
    born = {(citizen.household_id, citizen.born_on) for citizen in province.all(Citizen)}
    home = {citizen.person_id: citizen.household_id for citizen in province.all(Citizen)}
    births = [pregnancy for pregnancy in province.all(Pregnancy) if pregnancy.delivered_on]
    stays = {e.person_id for e in province.all(Encounter) if e.icd10 == "O80.0"}
    assert births
    for pregnancy in births:
        assert (home[pregnancy.person_id], pregnancy.delivered_on) in born
        assert pregnancy.person_id in stays


def test_weekly_counts_are_the_people_who_came(province: Province) -> None:
    since = DAY - timedelta(days=700)
    came = {
        (encounter.person_id, local(encounter.started_at).date())
        for encounter in province.all(Encounter)
        if encounter.icd10.startswith("A97") and local(encounter.started_at).date() >= since
    }
    counted = sum(c.cases for c in province.all(DiseaseCount) if c.icd10 == "A97" and c.week_on >= since)
    assert counted > 0
    assert abs(len(came) - counted) <= 0.1 * len(came) + 2


def test_weeks_begin_on_monday(province: Province) -> None:
    rows = province.all(DiseaseCount)
    assert all(row.week_on.weekday() == 0 and row.week_on <= DAY and row.cases >= row.deaths for row in rows)
    assert len({(row.commune, row.icd10, row.week_on) for row in rows}) == len(rows)


def test_inspections_are_of_known_places(province: Province) -> None:
    places = {place.establishment_id: place.commune for place in province.all(Establishment)}
    for inspection in province.all(Inspection):
        assert places[inspection.establishment_id] == inspection.commune
        assert (inspection.done_on is None) == (inspection.result is None)


def test_a_commune_holds_the_people_it_says(province: Province) -> None:
    lived = Counter(citizen.commune for citizen in province.all(Citizen))
    assert {code: commune.population for code, commune in directory(PLAN).communes.items()} == {
        code: lived[code] for code in directory(PLAN).communes
    }
