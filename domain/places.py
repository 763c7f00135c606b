"""The province as a directory: communes, facilities, departments. Public knowledge, the same for everybody."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class FacilityKind(StrEnum):
    """What sort of facility it is."""

    GENERAL_HOSPITAL = "general_hospital"
    SPECIALIST_HOSPITAL = "specialist_hospital"
    MEDICAL_CENTER = "medical_center"
    STATION = "station"


class Commune(NamedTuple):
    """A commune, ward or special zone of the 2025 reform (QĐ 19/2025/QĐ-TTg: five digits)."""

    code: str
    name: str
    full_name: str
    province: str
    population: int


class Facility(NamedTuple):
    """A health facility (MA_CSKCB, five characters)."""

    code: str
    name: str
    kind: FacilityKind
    commune: str
    beds: int


class Department(NamedTuple):
    """A department of a facility, by its code of QĐ 5937/QĐ-BYT."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Every public name of the province, looked up by code."""

    province: str
    province_name: str
    communes: dict[str, Commune] = field(default_factory=dict)
    facilities: dict[str, Facility] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    former_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Name of a former commune, district or province, as people still say it → codes of today's communes."""

    def facility_name(self, code: str | None) -> str:
        """The facility's name, or the code itself when it is unknown."""
        return self.facilities[code].name if code in self.facilities else (code or "")

    def commune_name(self, code: str | None) -> str:
        """The commune's full name, or the code itself when it is unknown."""
        return self.communes[code].full_name if code in self.communes else (code or "")

    def department_name(self, code: str | None) -> str:
        """The department's name, or the code itself when it is unknown."""
        return self.departments[code].name if code in self.departments else (code or "")
