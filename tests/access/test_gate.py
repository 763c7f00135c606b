"""The gate remembers before it reads, reads only inside, and drops what a lying source brings."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

import pytest

from access.cedar import open_policy
from access.facts import Facts
from access.gate import Gate
from access.identity import IDENTITY_JOB
from access.ports import AuditEvent
from domain.actions import Action
from domain.clock import morning_of
from domain.errors import NeedsSignIn, NotAllowed, SourceTimeout
from domain.names import EVERY
from domain.people import Assurance, Channel, Role, SensitiveClass, Viewer
from domain.records.emr import Encounter, EncounterClass
from domain.scope import Scope

DOCTOR = Viewer(person_id="NV1", role=Role.DOCTOR, level=Assurance.STAFF, facility="99001", department="K03")
CITIZEN = Viewer(person_id="BN1", role=Role.CITIZEN, level=Assurance.CITIZEN)
CARES = Facts(own=frozenset({"NV1"}), cares_for=frozenset({"BN1"}))


@dataclass
class Remembered:
    """An audit log that keeps what it is told, beside what was read."""

    story: list[str] = field(default_factory=list)
    events: list[AuditEvent] = field(default_factory=list)

    async def write(self, event: AuditEvent) -> int:
        self.events.append(event)
        self.story.append(event.outcome)
        return len(self.events)


def visit(person: str, facility: str = "99001", sensitive: SensitiveClass | None = None) -> Encounter:
    at = morning_of(date(2026, 11, 20))
    rest = ("", "I10", "", "", None, None, "NV1", "", sensitive)
    return Encounter(f"LK-{person}", person, facility, "K03", EncounterClass.OUTPATIENT, at, at, *rest)


def gate(viewer: Viewer, log: Remembered) -> Gate:
    return Gate(viewer, "t1", open_policy(), log)


async def read(
    viewer: Viewer, facts: Facts, log: Remembered, rows: Sequence[Encounter], person: str
) -> list[Encounter]:
    async def look(_: Scope) -> Sequence[Encounter]:
        log.story.append("looked")
        return rows

    return await gate(viewer, log).read(Action.READ_ENCOUNTERS, facts, look, person=person)


async def test_a_look_is_decided_and_remembered_before_it_and_told_after_it() -> None:
    log = Remembered()
    assert await read(DOCTOR, CARES, log, [visit("BN1")], "BN1") == [visit("BN1")]
    assert log.story == ["allowed", "looked", "read"]
    assert log.events[-1].rows == 1


async def test_a_denied_look_never_reaches_the_source() -> None:
    log = Remembered()
    with pytest.raises(NotAllowed):
        await read(DOCTOR, CARES, log, [visit("BN2")], "BN2")
    assert log.story == ["denied"]


async def test_what_a_lying_source_brings_is_dropped_counted_and_alarmed(caplog: pytest.LogCaptureFixture) -> None:
    log = Remembered()
    lies = [visit("BN1"), visit("BN2"), visit("BN1", "99002"), visit("BN1", sensitive=SensitiveClass.HIV)]
    with caplog.at_level(logging.ERROR):
        assert await read(DOCTOR, CARES, log, lies, "BN1") == [visit("BN1")]
    assert (log.events[-1].outcome, log.events[-1].dropped) == ("alarm", 3)
    assert "BN2" not in caplog.text
    assert caplog.records[0].levelno == logging.ERROR


async def test_a_class_is_shown_to_a_post_entrusted_with_it_alone() -> None:
    hidden = visit("BN1", sensitive=SensitiveClass.HIV)
    cleared = replace(DOCTOR, clearances=frozenset({SensitiveClass.HIV}))
    assert await read(cleared, CARES, Remembered(), [hidden], "BN1") == [hidden]
    assert await read(replace(cleared, clearances=frozenset({SensitiveClass.TUBERCULOSIS})), CARES, Remembered(),
                      [hidden], "BN1") == []  # fmt: skip


async def test_record_content_goes_over_a_messenger_only_with_consent() -> None:
    own = Facts(own=frozenset({"BN1"}))
    zalo = replace(CITIZEN, channel=Channel.ZALO_OA)
    with pytest.raises(NotAllowed):
        await read(zalo, own, Remembered(), [visit("BN1")], "BN1")
    assert await read(replace(zalo, messenger_consent=True), own, Remembered(), [visit("BN1")], "BN1")


async def test_who_has_not_shown_who_they_are_is_asked_to_sign_in() -> None:
    own = Facts(own=frozenset({"BN1"}))
    for viewer in (replace(CITIZEN, level=Assurance.PHONE), Viewer(person_id="", role=Role.ANONYMOUS)):
        with pytest.raises(NeedsSignIn):
            await read(viewer, own, Remembered(), [], "BN1")


async def test_a_source_that_fails_is_remembered_as_failed() -> None:
    log = Remembered()

    async def fail(_: Scope) -> list[Encounter]:
        raise SourceTimeout

    with pytest.raises(SourceTimeout):
        await gate(DOCTOR, log).read(Action.READ_ENCOUNTERS, CARES, fail, person="BN1")
    assert log.story == ["allowed", "failed"]


async def test_no_post_opens_a_record_before_its_holder_is_known_as_staff() -> None:
    for level in (Assurance.ANONYMOUS, Assurance.PHONE, Assurance.CITIZEN):
        for channel in Channel:
            with pytest.raises(NotAllowed):
                await read(replace(DOCTOR, level=level, channel=channel), CARES, Remembered(), [visit("BN1")], "BN1")


async def test_a_messenger_opens_no_record_to_staff_however_surely_they_are_known() -> None:
    for level, channel in product(Assurance, (Channel.ZALO_BOT, Channel.ZALO_OA, Channel.TELEGRAM)):
        doctor = replace(DOCTOR, level=level, channel=channel, messenger_consent=True)
        with pytest.raises(NotAllowed):
            await read(doctor, CARES, Remembered(), [visit("BN1")], "BN1")


async def test_whom_no_post_entrusts_with_cards_reads_none() -> None:
    officer = Viewer(person_id="NV2", role=Role.INSURANCE_OFFICER, level=Assurance.STAFF, facilities=EVERY)
    with pytest.raises(NotAllowed):
        await gate(officer, Remembered()).read(Action.READ_COVERAGE, Facts(), _nothing, person="BN1")


async def test_nobody_is_looked_up_by_a_number_but_by_the_job_that_signs_people_in() -> None:
    log = Remembered()
    assert await gate(IDENTITY_JOB, log).read(Action.FIND_CITIZEN, Facts(), _nothing) == []
    assert log.events[0].tag == "job.identity:ehr.identity:find:allowed"
    for role in set(Role) - {Role.JOB_IDENTITY}:
        with pytest.raises((NotAllowed, NeedsSignIn)):
            await gate(replace(DOCTOR, role=role, facilities=EVERY, communes=EVERY), log).read(
                Action.FIND_CITIZEN, Facts(own=frozenset({"BN1"}), cares_for=frozenset({"BN1"})), _nothing, person="BN1"
            )
    for action in set(Action) - {Action.FIND_CITIZEN, *PUBLIC}:
        with pytest.raises(NotAllowed):
            await gate(IDENTITY_JOB, log).read(action, Facts(), _nothing)


PUBLIC = (Action.READ_ESTABLISHMENTS, Action.READ_SLOTS, Action.READ_PASSAGES)


async def _nothing(_: Scope) -> list[Encounter]:
    return []
