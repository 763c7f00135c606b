"""The same rules a second time, in plain Python, written apart from Cedar and from `scopes.py`.

Nothing in the house asks this module: tests hold it against the policies on random requests, so that a slip in
either statement is seen. Read it as the lawyer's summary.
"""

from access.bounds import Bounds
from access.facts import Facts
from domain.actions import KINDS, Action
from domain.names import EVERY, Names
from domain.people import Assurance, Channel, Role, Viewer

_CLINICIANS = {Role.DOCTOR, Role.NURSE}
_PUBLIC = {"food_safety.establishment", "appointments.slot", "library.passage"}
_RECORD = {"emr.patient", "emr.encounter", "emr.observation", "emr.medication", "ehr.citizen", "ehr.allergy",
           "ehr.condition", "ehr.immunization", "claims.claim", "claims.line", "stations.due_dose"}  # fmt: skip
_CITIZEN_RECORD = {"ehr.citizen", "ehr.allergy", "ehr.condition", "ehr.immunization"}
_HOSPITAL_RECORD = {"emr.patient", "emr.encounter", "emr.observation", "emr.medication"}


def may(viewer: Viewer, facts: Facts, action: Action, records: Bounds) -> bool:
    """Whether these rules let this viewer do this to these records."""
    return not _walled(viewer, action, records) and _permitted(viewer, facts, action, records)


def _walled(viewer: Viewer, action: Action, records: Bounds) -> bool:
    thing = action.value.rsplit(".", 1)[0]
    staff = viewer.role not in {Role.CITIZEN, Role.ANONYMOUS}
    messenger = viewer.channel in {Channel.ZALO_BOT, Channel.ZALO_OA, Channel.TELEGRAM}
    return (
        (records.of_persons and records.persons is not EVERY and len(records.persons) == 0)
        or any(c not in viewer.clearances for c in records.classes)
        or any(k not in KINDS[action] for k in records.kinds)
        or (messenger and not viewer.messenger_consent and thing in _RECORD)
        or (staff and messenger and records.of_persons)
        or (staff and viewer.level != Assurance.STAFF and thing not in _PUBLIC)
    )


def _permitted(viewer: Viewer, facts: Facts, action: Action, records: Bounds) -> bool:
    thing = action.value.rsplit(".", 1)[0]
    if thing in _PUBLIC:
        return not records.of_persons
    if viewer.role in {Role.CITIZEN, Role.ANONYMOUS}:
        return _citizen(viewer, facts, thing, records)
    if viewer.role in _CLINICIANS:
        return _clinician(viewer, facts, thing, records)
    return _officer(viewer, thing, records)


def _citizen(viewer: Viewer, facts: Facts, thing: str, records: Bounds) -> bool:
    if thing == "indicators.fact":
        return records.facilities == frozenset()
    if viewer.role is not Role.CITIZEN or not _covers(facts.own, records.persons):
        return False
    if thing in _RECORD:
        return viewer.level >= Assurance.CITIZEN
    return thing in {"claims.coverage", "appointments.booking", "ehr.guardian"} and viewer.level >= Assurance.PHONE


def _clinician(viewer: Viewer, facts: Facts, thing: str, records: Bounds) -> bool:
    here = _covers(frozenset([viewer.facility] if viewer.facility else []), records.facilities)
    cared_for = _covers(facts.cares_for, records.persons)
    if thing in {"emr.care", "appointments.booking"}:
        return here
    if thing in _HOSPITAL_RECORD:
        return here and cared_for
    return thing in _CITIZEN_RECORD and cared_for


def _officer(viewer: Viewer, thing: str, records: Bounds) -> bool:
    role = viewer.role
    communes = _covers(viewer.communes, records.communes)
    facilities = _covers(viewer.facilities, records.facilities)
    if thing in _CITIZEN_RECORD or thing in {"stations.chronic_care", "stations.pregnancy", "stations.due_dose"}:
        return role is Role.STATION_STAFF and _listed(viewer.communes, records.communes)
    if thing.startswith("food_safety."):
        counts_only = role in {Role.STATION_STAFF, Role.DEPARTMENT_MANAGER} and not records.of_persons
        return communes and (role is Role.FOOD_SAFETY_OFFICER or counts_only)
    if thing in {"claims.claim", "claims.line", "claims.total"}:
        return role is Role.INSURANCE_OFFICER and facilities
    if thing == "stations.disease_count":
        return communes and role in {Role.STATION_STAFF, Role.FOOD_SAFETY_OFFICER, Role.HOSPITAL_MANAGER,
                                     Role.DEPARTMENT_MANAGER}  # fmt: skip
    if thing == "indicators.fact":
        managers = {Role.STATION_STAFF, Role.HOSPITAL_MANAGER, Role.DEPARTMENT_MANAGER}
        return role in managers and communes and facilities
    if thing == "ehr.identity":
        return role is Role.JOB_IDENTITY
    if thing == "programmes.activity":
        return role in {Role.HOSPITAL_MANAGER, Role.DEPARTMENT_MANAGER}
    return thing == "audit.event" and role in {Role.DATA_PROTECTION_OFFICER, Role.AUDITOR}


def _covers(mine: Names, asked: Names) -> bool:
    if mine is EVERY:
        return True
    return asked is not EVERY and asked <= mine


def _listed(mine: Names, asked: Names) -> bool:
    """Only what is listed by name counts here: answering for every commune is not a station's lot."""
    return asked is not EVERY and asked <= (frozenset() if mine is EVERY else mine)
