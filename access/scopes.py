"""For each role and action, at most one shape of scope: as wide as the policies allow, as narrow as was asked.

Only this module makes a Scope. A shape is a proposal; `cedar.Policy` permits or forbids it.
"""

from access.facts import Facts
from domain.actions import KINDS, Action
from domain.names import EVERY, Names, common
from domain.people import Role, Viewer
from domain.scope import Purpose, Scope

A, R, P = Action, Role, Purpose

_PUBLIC = frozenset({A.READ_ESTABLISHMENTS, A.READ_SLOTS, A.READ_PASSAGES})
_EMR = frozenset({A.READ_PATIENT, A.READ_ENCOUNTERS, A.READ_OBSERVATIONS, A.READ_MEDICATIONS})
_EHR = frozenset({A.READ_CITIZEN, A.READ_ALLERGIES, A.READ_CONDITIONS, A.READ_IMMUNIZATIONS})
_OWN = _EMR | _EHR | {A.READ_GUARDIANS, A.READ_COVERAGE, A.READ_CLAIMS, A.READ_CLAIM_LINES, A.READ_BOOKINGS,
                     A.READ_DUE_DOSES}  # fmt: skip
_STATION = _EHR | {A.READ_CHRONIC_CARE, A.READ_PREGNANCIES, A.READ_DUE_DOSES}
_PAYMENT = frozenset({A.READ_CLAIMS, A.READ_CLAIM_LINES, A.READ_CLAIM_TOTALS})
_FOOD = frozenset({A.READ_INSPECTIONS, A.READ_POISONINGS, A.READ_OUTBREAKS})
_PLACES = frozenset({A.READ_INSPECTIONS, A.READ_OUTBREAKS})


def shape(viewer: Viewer, facts: Facts, action: Action, *, person: str | None = None) -> Scope | None:
    """The scope this role may be given for this action, narrowed to one person when one is named; None if never."""
    scope = _widest(viewer, facts, action)
    if scope is None or person is None:
        return scope
    return _reach(action, scope.purpose, patients=common(scope.patients, frozenset({person})),
                  facilities=scope.facilities, communes=scope.communes, classes=scope.classes)  # fmt: skip


def _widest(viewer: Viewer, facts: Facts, action: Action) -> Scope | None:
    if action in _PUBLIC:
        return _reach(action, P.PUBLIC, patients=EVERY, facilities=EVERY, communes=EVERY, classes=viewer.clearances)
    match viewer.role:
        case R.CITIZEN | R.ANONYMOUS:
            return _citizen(viewer, facts, action)
        case R.DOCTOR | R.NURSE:
            return _clinician(viewer, facts, action)
        case R.STATION_STAFF | R.FOOD_SAFETY_OFFICER:
            return _field(viewer, action)
        case R.HOSPITAL_MANAGER | R.DEPARTMENT_MANAGER:
            return _manager(viewer, action)
        case _:
            return _office(viewer, action)


def _office(viewer: Viewer, action: Action) -> Scope | None:
    match viewer.role:
        case R.INSURANCE_OFFICER if action in _PAYMENT:
            return _reach(action, P.PAYMENT, patients=EVERY, facilities=viewer.facilities, communes=EVERY,
                          classes=viewer.clearances)  # fmt: skip
        case R.DATA_PROTECTION_OFFICER | R.AUDITOR if action is A.READ_AUDIT:
            return _reach(action, P.OVERSIGHT, patients=EVERY, facilities=EVERY, communes=EVERY,
                          classes=viewer.clearances)  # fmt: skip
        case R.JOB_IDENTITY if action is A.FIND_CITIZEN:
            return _reach(action, P.SERVICE, patients=EVERY, communes=EVERY, classes=viewer.clearances)
    return None


def _citizen(viewer: Viewer, facts: Facts, action: Action) -> Scope | None:
    if action is A.READ_FACTS:
        return _reach(action, P.PUBLIC, patients=EVERY, communes=EVERY, classes=viewer.clearances)
    if viewer.role is R.CITIZEN and action in _OWN:
        return _reach(action, P.OWN_RECORD, patients=facts.own, facilities=EVERY, communes=EVERY,
                      classes=viewer.clearances)  # fmt: skip
    return None


def _clinician(viewer: Viewer, facts: Facts, action: Action) -> Scope | None:
    here: Names = frozenset({viewer.facility} if viewer.facility else ())
    if action in {A.READ_CARE, A.READ_BOOKINGS}:
        return _reach(action, P.TREATMENT, patients=EVERY, facilities=here, communes=EVERY, classes=viewer.clearances)
    if action in _EMR:
        return _reach(action, P.TREATMENT, patients=facts.cares_for, facilities=here, communes=EVERY,
                      classes=viewer.clearances)  # fmt: skip
    if action in _EHR:
        return _reach(action, P.TREATMENT, patients=facts.cares_for, facilities=EVERY, communes=EVERY,
                      classes=viewer.clearances)  # fmt: skip
    return None


def _field(viewer: Viewer, action: Action) -> Scope | None:
    station = viewer.role is R.STATION_STAFF
    if action is A.READ_FACTS and station:
        return _figures(viewer, action)
    if action is A.READ_DISEASE_COUNTS or action in (_STATION | _PLACES if station else _FOOD):
        purpose = P.PREVENTION if station else P.FOOD_SAFETY
        return _reach(action, purpose, patients=EVERY, facilities=EVERY, communes=viewer.communes,
                      classes=viewer.clearances)  # fmt: skip
    return None


def _manager(viewer: Viewer, action: Action) -> Scope | None:
    if action is A.READ_FACTS:
        return _figures(viewer, action)
    if action is A.READ_ACTIVITIES:
        return _reach(action, P.MANAGEMENT, patients=EVERY, facilities=EVERY, communes=EVERY,
                      classes=viewer.clearances)  # fmt: skip
    if action is A.READ_DISEASE_COUNTS or (viewer.role is R.DEPARTMENT_MANAGER and action in _PLACES):
        return _reach(action, P.MANAGEMENT, patients=EVERY, facilities=EVERY, communes=viewer.communes,
                      classes=viewer.clearances)  # fmt: skip
    return None


def _figures(viewer: Viewer, action: Action) -> Scope:
    return _reach(action, P.MANAGEMENT, patients=EVERY, facilities=viewer.facilities, communes=viewer.communes,
                  classes=viewer.clearances)  # fmt: skip


def _reach(action: Action, purpose: Purpose, **names: Names) -> Scope:
    return Scope(purpose=purpose, kinds=KINDS[action], **names)  # type: ignore[arg-type] # classes is a set, never EVERY
