"""Real communes, invented facilities, and a clear answer to a name that is none."""

from datetime import date

import pytest

from domain.errors import Misconfigured
from domain.people import Role
from domain.places import FacilityKind
from synthetic.gazetteer import gazette
from synthetic.province import Plan, directory, staff
from tests.synthetic.conftest import PLAN

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("asked", ["Bắc Ninh", "bac ninh", "24", "Tỉnh Bắc Ninh"])
def test_a_province_is_found_as_people_write_it(asked: str) -> None:
    found = directory(Plan(citizens=200, province=asked, reference_day=DAY))
    assert (found.province, found.province_name, len(found.communes)) == ("24", "Tỉnh Bắc Ninh", 99)


def test_an_unknown_province_names_the_nearest() -> None:
    with pytest.raises(Misconfigured, match="Bắc Ninh"):
        directory(Plan(citizens=200, province="Bac Nin", reference_day=DAY))


def test_too_few_citizens_are_refused() -> None:
    with pytest.raises(Misconfigured, match="200"):
        directory(Plan(citizens=199, reference_day=DAY))


def test_each_commune_has_its_station() -> None:
    found = directory(PLAN)
    stations = [f.commune for f in found.facilities.values() if f.kind is FacilityKind.STATION]
    assert sorted(stations) == sorted(found.communes)


def test_the_province_has_all_sorts_of_hospitals() -> None:
    kinds = {facility.kind for facility in directory(PLAN).facilities.values()}
    assert kinds == set(FacilityKind)


def test_names_before_the_reform_lead_to_todays_communes() -> None:
    found = directory(PLAN)
    assert len(found.former_names["Tỉnh Bắc Giang"]) > 40
    assert set(found.former_names["Huyện Tân Yên"]) <= set(found.communes)
    assert "Tỉnh Bắc Ninh" not in found.former_names


@pytest.mark.parametrize("code", ["01", "04", "20", "46", "48", "79", "82", "91"])
def test_other_provinces_work_too(code: str) -> None:
    plan = Plan(citizens=1000, province=code, reference_day=DAY)
    found = directory(plan)
    assert sum(commune.population for commune in found.communes.values()) == 1000
    assert len({facility.name for facility in found.facilities.values()}) == len(found.facilities)


def test_former_names_reach_nearly_every_commune_of_every_province() -> None:
    found = gazette("19")
    reached = {code for codes in found.former_names.values() for code in codes}
    assert len(reached) >= len(found.units) - 1


def test_every_role_has_somebody() -> None:
    roles = {member.role for member in staff(PLAN)}
    jobs = {role for role in Role if role.value.startswith("job:")}
    assert roles == set(Role) - {Role.CITIZEN, Role.ANONYMOUS} - jobs
