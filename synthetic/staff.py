"""Who works in the system: clinicians by department, station staff by commune, officers of the province."""

from collections import defaultdict
from dataclasses import dataclass

from domain.people import Role, SensitiveClass, Sex
from domain.places import FacilityKind
from domain.records.staff import Staff
from synthetic.land import Land
from synthetic.names import Names
from synthetic.plan import Plan

EVERYWHERE = ("*",)
CLEARANCES = {
    "K11": (SensitiveClass.HIV.value,),
    "K12": (SensitiveClass.TUBERCULOSIS.value,),
    "K15": (SensitiveClass.MENTAL_HEALTH.value,),
    "K27": (SensitiveClass.TERMINATION.value,),
}
OFFICES = (
    (Role.FOOD_SAFETY_OFFICER, 3), (Role.INSURANCE_OFFICER, 2), (Role.DEPARTMENT_MANAGER, 2),
    (Role.DATA_PROTECTION_OFFICER, 1), (Role.SUPPORT_STAFF, 2), (Role.AUDITOR, 1), (Role.ADMIN, 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """All staff, and who treats patients where."""

    everybody: list[Staff]
    doctors: dict[tuple[str, str], list[Staff]]
    """By facility and department; at a station: its staff, under K01."""


class _Office:
    """Hires people one after the other, each with a name and a number."""

    def __init__(self, plan: Plan) -> None:
        self.chance, self.names, self.hired = plan.chance("staff"), Names(), list[Staff]()

    def hire(
        self,
        role: Role,
        facility: str | None,
        department: str | None,
        *,
        on_call: bool = False,
        facilities: tuple[str, ...] = (),
        communes: tuple[str, ...] = (),
        clearances: tuple[str, ...] = (),
    ) -> Staff:
        """One more member of staff."""
        sex = Sex.FEMALE if self.chance.random() < (0.8 if role is Role.NURSE else 0.45) else Sex.MALE
        name = self.names.full(self.chance, self.names.family(self.chance), sex, self.chance.randint(1966, 1998))
        number = f"NV{len(self.hired) + 1:06d}"
        self.hired.append(Staff(number, name, role, facility, department, on_call, facilities, communes, clearances))
        return self.hired[-1]


def roster(plan: Plan, land: Land) -> Roster:
    """Everybody who works in the province of a plan, in the same order every time."""
    office = _Office(plan)
    doctors: dict[tuple[str, str], list[Staff]] = defaultdict(list)
    for hospital in land.hospitals:
        office.hire(Role.HOSPITAL_MANAGER, hospital.code, None, facilities=(hospital.code,))
        for department in hospital.departments():
            doctors[hospital.code, department] = _team(office, land, hospital.code, department)
    for commune, station in land.station_of.items():
        for _ in range(2):
            post = office.hire(Role.STATION_STAFF, station, "K01", facilities=(station,), communes=(commune,))
            doctors[station, "K01"].append(post)
    for role, count in OFFICES:
        for _ in range(count):
            office.hire(role, None, None, facilities=EVERYWHERE, communes=EVERYWHERE)
    return Roster(everybody=office.hired, doctors=dict(doctors))


def _team(office: _Office, land: Land, facility: str, department: str) -> list[Staff]:
    """Doctors and nurses of one department; the first doctor of every second department is on call for the house."""
    beds = land.actual_beds.get((facility, department), 1)
    doctors, nurses = max(2, beds // 4), max(2, beds // 2)
    clearances = CLEARANCES.get(department, ())
    on_call = department in {"K02", "K19"} or land.directory.facilities[facility].kind is FacilityKind.MEDICAL_CENTER
    team = [
        office.hire(
            Role.DOCTOR, facility, department, on_call=on_call and i == 0, facilities=(facility,), clearances=clearances
        )
        for i in range(doctors)
    ]
    for _ in range(nurses):
        office.hire(Role.NURSE, facility, department, facilities=(facility,), clearances=clearances)
    return team
