"""People who work in the system, as the department's own directory knows them."""

from typing import NamedTuple

from domain.people import Role


class Staff(NamedTuple):
    """One member of staff in one role; `facilities` and `communes` are codes, or "*" for the whole province."""

    person_id: str
    full_name: str
    role: Role
    facility: str | None
    department: str | None
    on_call: bool
    facilities: tuple[str, ...]
    communes: tuple[str, ...]
    clearances: tuple[str, ...]
