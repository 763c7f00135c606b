"""Invented numbers have the right form and were never issued to anybody (design §4, domain.md §2)."""

import re
from collections import Counter

import pytest

from domain.records.claims import Claim, Coverage
from domain.records.ehr import Citizen
from domain.records.emr import Patient
from domain.records.stations import ChronicCare, DueDose, Pregnancy
from synthetic.money import LEVEL_PERCENT
from synthetic.province import Plan, directory, staff
from tests.synthetic.conftest import PLAN, Province

CCCD = re.compile(r"9\d{2}[0-3]\d{8}")
BHYT = re.compile(r"[A-Z]{2}[1-5]9999\d{8}")
PHONE = re.compile(r"050\d{7}")
PHONE_THAT_VALIDATORS_TAKE = re.compile(r"(0|\+?84)(3|5|7|8|9)\d{8}")


def test_cccd_says_sex_century_and_year_with_a_province_never_issued(province: Province) -> None:
    for citizen in province.all(Citizen):
        assert CCCD.fullmatch(citizen.cccd)
        century, female = divmod(int(citizen.cccd[3]), 2)
        assert (female == 1) == (citizen.sex.value == "female")
        assert citizen.born_on.year == 1900 + 100 * century + int(citizen.cccd[4:6])


def test_cards_carry_a_province_never_issued_and_their_level(province: Province) -> None:
    for card in province.all(Coverage):
        assert BHYT.fullmatch(card.card_no)
        assert card.percent == LEVEL_PERCENT[int(card.card_no[2])]
        assert card.valid_from <= card.valid_to


def test_phones_ring_nobody_though_validators_take_them(province: Province) -> None:
    phones = {row.phone for row in province.all(Citizen)} | {row.phone for row in province.all(Patient)}
    phones |= {row.phone for row in province.all(ChronicCare)} | {row.phone for row in province.all(Pregnancy)}
    phones |= {row.phone for row in province.all(DueDose)}
    assert all(PHONE.fullmatch(phone) and PHONE_THAT_VALIDATORS_TAKE.fullmatch(phone) for phone in phones)


def test_households_do_not_share_a_phone(province: Province) -> None:
    owners = {(citizen.phone, citizen.household_id) for citizen in province.all(Citizen)}
    assert len(owners) == len({phone for phone, _ in owners})


def test_facilities_begin_with_99() -> None:
    assert all(re.fullmatch(r"99\d{3}", code) for code in directory(PLAN).facilities)


def test_people_and_staff_are_numbered() -> None:
    plan = Plan(citizens=250, reference_day=PLAN.reference_day)
    assert all(re.fullmatch(r"NV\d{6}", member.person_id) for member in staff(plan))


def test_claims_are_numbered_by_facility_and_year(province: Province) -> None:
    for claim in province.all(Claim):
        facility, year, serial = claim.claim_id.split(".")
        assert facility == claim.facility
        assert serial == claim.encounter_id.removeprefix("LK")
        assert abs(int(year) - claim.discharged_at.year) <= 1


def test_every_identifier_is_used_once(province: Province) -> None:
    singular = {"Citizen": "person_id", "Claim": "claim_id", "Coverage": "card_no", "Encounter": "encounter_id"}
    for kind, rows in province.kinds.items():
        first = rows[0]._fields[0]
        key = singular.get(kind.__name__, first if first.endswith("_id") else None)
        if key is None or kind.__name__ in {"ClaimLine", "Patient", "CareRelation", "Guardian"}:
            continue
        repeated = [value for value, times in Counter(getattr(row, key) for row in rows).items() if times > 1]
        assert repeated == [], kind


def test_numbers_of_people_are_used_once(province: Province) -> None:
    citizens = province.all(Citizen)
    assert len(citizens) == PLAN.citizens
    for field in ("person_id", "cccd"):
        assert len({getattr(citizen, field) for citizen in citizens}) == len(citizens)


@pytest.mark.parametrize("kind", [Patient])
def test_a_hospital_knows_a_person_once(province: Province, kind: type[Patient]) -> None:
    known = [(row.person_id, row.facility) for row in province.all(kind)]
    assert len(known) == len(set(known))
