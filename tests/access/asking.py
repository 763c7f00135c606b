"""Random requests to the gate, drawn so that every rule has something to decide."""

from dataclasses import dataclass, replace
from random import Random

from access.bounds import Bounds, bounds_of
from access.facts import Facts
from access.scopes import shape
from domain.actions import KINDS, Action
from domain.names import EVERY, Names
from domain.people import Assurance, Channel, Role, SensitiveClass, Viewer
from domain.scope import RecordKind

PEOPLE = [f"BN{n}" for n in range(8)]
PLACES = [f"9900{n}" for n in range(4)]
COMMUNES = [f"2400{n}" for n in range(4)]


_OFTEN = [
    *[Role.CITIZEN] * 3, *[Role.DOCTOR] * 2, Role.NURSE, *[Role.STATION_STAFF] * 3, *[Role.FOOD_SAFETY_OFFICER] * 3,
    *[Role.INSURANCE_OFFICER] * 4, Role.HOSPITAL_MANAGER, *[Role.DEPARTMENT_MANAGER] * 2, Role.AUDITOR, Role.ANONYMOUS,
]  # fmt: skip
"""Roles that have something to decide, each as often as its rules are many."""

_NOT_STAFF = {Role.CITIZEN, Role.ANONYMOUS}

_RARE = [
    (Role.CITIZEN, Action.READ_GUARDIANS), (Role.CITIZEN, Action.READ_COVERAGE), (Role.CITIZEN, Action.READ_BOOKINGS),
    (Role.AUDITOR, Action.READ_AUDIT), (Role.NURSE, Action.READ_CARE), (Role.DOCTOR, Action.READ_BOOKINGS),
    (Role.DOCTOR, Action.READ_ALLERGIES), (Role.DOCTOR, Action.READ_OBSERVATIONS),
    (Role.HOSPITAL_MANAGER, Action.READ_ACTIVITIES), (Role.JOB_IDENTITY, Action.FIND_CITIZEN),
]  # fmt: skip
"""What few roles ask for, asked more often so that its rules are tried too."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    viewer: Viewer
    facts: Facts
    action: Action
    bounds: Bounds


def requests(seed: int, number: int) -> list[Asked]:
    """That many requests; most are what a role would really be given, the others are bent in one place."""
    chance = Random(seed)
    made: list[Asked] = []
    while len(made) < number:
        asked = _request(chance)
        if asked is not None:
            made.append(asked)
    return made


def _request(chance: Random) -> Asked | None:
    viewer, action = a_viewer(chance), chance.choice(list(Action))
    if chance.random() < 0.12:
        role, action = chance.choice(_RARE)
        viewer = replace(viewer, role=role, level=a_level(chance, role))
    facts = a_facts(chance, viewer)
    if chance.random() < 0.1:
        other = some_bounds(chance, viewer, facts, action)
        return Asked(viewer, facts, action, replace(other, kinds=other.kinds | {chance.choice(list(RecordKind))}))
    scope = shape(viewer, facts, action, person=chance.choice([None, None, *PEOPLE[:2]]))
    if scope is None:
        bounds = some_bounds(chance, viewer, facts, action)
        return Asked(viewer, facts, action, bounds) if chance.random() < 0.2 else None
    bounds = bounds_of(scope)
    return Asked(viewer, facts, action, bounds if chance.random() < 0.62 else bent(chance, bounds))


def a_viewer(chance: Random) -> Viewer:
    """A viewer of any role, mostly as such a person really is."""
    role = chance.choice([*_OFTEN, *Role] if chance.random() < 0.1 else _OFTEN)
    clinical = role in {Role.DOCTOR, Role.NURSE, Role.HOSPITAL_MANAGER}
    return Viewer(
        person_id="" if role is Role.ANONYMOUS else chance.choice(PEOPLE),
        role=role,
        level=a_level(chance, role),
        channel=chance.choice([*[Channel.WEB] * (3 if role in _NOT_STAFF else 9), *Channel]),
        facility=chance.choice(PLACES) if clinical or chance.random() < 0.2 else None,
        facilities=some(chance, PLACES),
        communes=some(chance, COMMUNES),
        clearances=frozenset(c for c in SensitiveClass if chance.random() < 0.25),
        messenger_consent=chance.random() < 0.4,
    )


def a_level(chance: Random, role: Role) -> Assurance:
    """How surely the viewer is known: staff mostly as staff, everybody now and then otherwise."""
    return Assurance(chance.choice([0, 1, 2, 2, 2, 3, 3] if role in _NOT_STAFF else [0, 1, 2, *[3] * 20]))


def a_facts(chance: Random, viewer: Viewer) -> Facts:
    """Whom the viewer stands for and cares for."""
    own = {viewer.person_id} if viewer.person_id else set()
    return Facts(own=frozenset(own | set(chance.sample(PEOPLE, chance.choice([0, 0, 1])))),
                 cares_for=frozenset(chance.sample(PEOPLE, chance.choice([0, 1, 3]))))  # fmt: skip


def some(chance: Random, names: list[str]) -> Names:
    """Nothing, a few of them, or every one there is."""
    draw = chance.random()
    if draw < 0.2:
        return EVERY
    return frozenset(chance.sample(names, chance.choice([0, 1, 2]))) if draw < 0.9 else frozenset()


def some_bounds(chance: Random, viewer: Viewer, facts: Facts, action: Action) -> Bounds:
    """Bounds drawn without regard to anybody's rights."""
    if chance.random() < 0.3:
        return Bounds(KINDS[action], facts.own, EVERY, EVERY, frozenset())
    if chance.random() < 0.5:
        return Bounds(KINDS[action], EVERY, viewer.facilities, viewer.communes, frozenset())
    return Bounds(KINDS[action], some(chance, PEOPLE), some(chance, PLACES), some(chance, COMMUNES), frozenset())


def bent(chance: Random, bounds: Bounds) -> Bounds:
    """The bounds with one of them drawn anew."""
    match chance.choice(["persons", "facilities", "communes", "classes", "kinds", "kinds", "kinds", "kinds"]):
        case "persons":
            return replace(bounds, persons=some(chance, PEOPLE))
        case "facilities":
            return replace(bounds, facilities=some(chance, PLACES))
        case "communes":
            return replace(bounds, communes=some(chance, COMMUNES))
        case "classes":
            return replace(bounds, classes=frozenset(chance.sample(list(SensitiveClass), 1)))
        case _:
            return replace(bounds, kinds=bounds.kinds | {chance.choice(list(RecordKind))})
