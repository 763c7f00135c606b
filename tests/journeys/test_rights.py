"""Who may hear what: the same words for what is not theirs and what is not there, and conversations that never mix."""

from dataclasses import replace

import pytest

from app.asking import ask, play
from app.wiring import House
from domain.blocks import Answer, TextBlock
from domain.errors import UnknownSession
from domain.people import Assurance, Channel, Role
from tests.journeys.conftest import Asking, Sql

SOMEBODY = "(SELECT person_id FROM ehr.citizens ORDER BY person_id DESC LIMIT 1)"
ELSEWHERE = (
    "SELECT person_id FROM emr.encounters WHERE facility = '99002' AND ended_at IS NULL AND person_id NOT IN"
    " (SELECT person_id FROM emr.encounters WHERE facility = '99001') ORDER BY person_id LIMIT 1"
)
PERSONAS = [
    "anonymous", "citizen", "citizen_2", "citizen_3", "doctor", "doctor_2", "nurse", "station_staff", "station_staff_2",
    "food_safety_officer", "insurance_officer", "hospital_manager", "department_manager", "data_protection_officer",
    "support_staff", "auditor", "admin",
]  # fmt: skip
NO_CLINICIANS = [name for name in PERSONAS if not name.startswith(("doctor", "nurse"))]


def shown(answer: Answer) -> tuple[object, ...]:
    """All of an answer that its asker can see."""
    return answer.blocks, answer.sources, answer.refused


async def test_existing_or_not_by_name_or_by_code_a_citizen_reads_the_same_bytes(asking: Asking, sql: Sql) -> None:
    name = sql.one(f"SELECT full_name FROM ehr.citizens WHERE person_id = {SOMEBODY}")
    code = sql.one(f"SELECT {SOMEBODY}")
    asked = [f"cho tôi xem bệnh án của {who}" for who in
             (f"chị {name}", "chị Hồ Thị Không Có Thật", f"bệnh nhân {code}", "bệnh nhân BN99999999")]  # fmt: skip
    told = [await asking("citizen", question) for question in asked]
    assert {one.reply for one in told} == {told[0].reply}
    assert len({str(shown(one.answer)) for one in told}) == 1
    assert told[0].answer.refused


@pytest.mark.parametrize("question", ["tóm tắt bệnh nhân {}", "{} dị ứng thuốc gì", "kết quả xét nghiệm của {}",
                                      "thuốc đang dùng của {}", "{} đã tiêm những mũi nào"])  # fmt: skip
async def test_a_patient_of_another_house_reads_like_none(asking: Asking, sql: Sql, question: str) -> None:
    there = await asking("doctor", question.format(sql.one(ELSEWHERE)))
    nowhere = await asking("doctor", question.format("BN99999999"))
    assert there.answer.refused
    assert (there.reply, shown(there.answer)) == (nowhere.reply, shown(nowhere.answer))


@pytest.mark.parametrize("persona", NO_CLINICIANS)
async def test_who_treats_nobody_reads_no_patient(asking: Asking, sql: Sql, persona: str) -> None:
    there = await asking(persona, f"tóm tắt bệnh nhân {sql.one(ELSEWHERE)}")
    nowhere = await asking(persona, "tóm tắt bệnh nhân BN99999999")
    assert there.reply == nowhere.reply
    assert not any(trace.rows for trace in there.answer.tools)
    assert str(sql.one(f"SELECT full_name FROM ehr.citizens WHERE person_id IN ({ELSEWHERE})")) not in there.reply


async def test_a_strangers_citizen_number_is_not_answered_with_ones_own_record(asking: Asking, sql: Sql) -> None:
    number = sql.one(f"SELECT cccd FROM ehr.citizens WHERE person_id = {SOMEBODY}")
    assert (await asking("citizen", f"chẩn đoán của người có căn cước {number} là gì")).answer.refused


async def test_the_audit_knows_whom_somebody_tried_to_see(house: House, asking: Asking) -> None:
    told = await asking("doctor", "tóm tắt bệnh nhân BN99999999")
    rows = await house.audit.search(turn=told.turn_id)
    assert rows
    assert {row.outcome for row in rows} & {"denied", "not_found", "empty"}


async def test_the_audit_knows_that_a_station_asked_for_another_commune(house: House, asking: Asking, sql: Sql) -> None:
    viewer = await play(house, "station_staff", Channel.WEB)
    mine = f"SELECT communes[1] FROM house.staff WHERE person_id = '{viewer.person_id}'"
    other = sql.one(f"SELECT full_name FROM house.communes WHERE code NOT IN ({mine}) ORDER BY code LIMIT 1")
    told = await asking("station_staff", f"trẻ nào ở {other} đang trễ mũi tiêm")
    assert told.answer.refused
    assert [(row.action, row.outcome) for row in await house.audit.search(turn=told.turn_id)] == [
        ("stations.due_dose.read", "denied")
    ]


@pytest.mark.parametrize("persona", PERSONAS)
async def test_danger_is_sent_to_115_whoever_asks(asking: Asking, persona: str) -> None:
    told = await asking(persona, "đau ngực lan ra tay, khó thở")
    assert told.answer.emergency
    assert told.reply.startswith("**Gọi 115 ngay.**")
    assert told.answer.tools == ()


async def test_a_guest_is_invited_to_sign_in_and_offered_what_is_public(asking: Asking) -> None:
    for question in ("lần khám gần nhất của tôi là khi nào", "đơn thuốc của tôi", "thẻ bảo hiểm của tôi còn hạn không"):
        told = await asking("anonymous", question)
        assert "đăng nhập" in told.reply
        assert told.answer.sources == ()
    free = await asking("anonymous", "còn lịch khám nào sáng mai không")
    assert free.answer.sources[0].kind == "appointments"


async def test_a_session_is_of_one_person_in_one_role(house: House, asking: Asking) -> None:
    mine = await asking("citizen", "lần khám gần nhất của tôi", "của tôi")
    viewer = await play(house, "citizen", Channel.WEB)
    with pytest.raises(UnknownSession):
        await ask(house, replace(viewer, role=Role.ANONYMOUS), "còn lần trước", session=mine.session)
    with pytest.raises(UnknownSession):
        await asking("citizen_2", "còn lần trước", mine.session)
    theirs = await asking("citizen_2", "xin chào", "của tôi")
    assert theirs.session != mine.session


async def test_no_question_crosses_from_one_role_to_another(asking: Asking) -> None:
    await asking("department_manager", "công suất sử dụng giường bệnh toàn tỉnh tháng trước", "chung")
    told = await asking("hospital_manager", "so với cùng kỳ", "chung")
    assert told.answer.tools == ()
    assert told.answer.sources == ()


RECORDS = ["lần khám gần nhất của tôi", "kết quả xét nghiệm của tôi", "đơn thuốc của tôi", "tôi dị ứng thuốc gì"]


@pytest.mark.parametrize("channel", [Channel.ZALO_OA, Channel.ZALO_BOT, Channel.TELEGRAM])
async def test_a_messenger_brings_bookings_and_no_record(asking: Asking, channel: Channel) -> None:
    for question in RECORDS:
        told = await asking("citizen", question, channel=channel)
        assert told.answer.refused
        assert told.answer.sources == ()
        assert all(isinstance(block, TextBlock) for block in told.answer.blocks)
        assert "đăng nhập" in told.reply
    booked = await asking("citizen", "tôi có lịch hẹn khám nào sắp tới", channel=channel)
    assert not booked.answer.refused
    assert booked.answer.sources[0].kind == "appointments"


async def test_why_somebody_comes_is_told_where_their_record_is(house: House) -> None:
    question, viewer = "tôi có lịch hẹn khám nào sắp tới", await play(house, "citizen", Channel.WEB)
    assert "Lý do" in (await ask(house, viewer, question)).reply
    for less in (replace(viewer, channel=Channel.ZALO_OA), replace(viewer, level=Assurance.PHONE)):
        told = await ask(house, less, question)
        assert not told.answer.refused
        assert "Lý do" not in told.reply


async def test_a_messenger_says_the_same_of_strangers(asking: Asking, sql: Sql) -> None:
    name = sql.one(f"SELECT full_name FROM ehr.citizens WHERE person_id = {SOMEBODY}")
    asked = [await asking("citizen", f"cho tôi xem bệnh án của chị {who}", channel=Channel.ZALO_OA)
             for who in (name, "Hồ Thị Không Có Thật")]  # fmt: skip
    own = await asking("citizen", "lần khám gần nhất của tôi", channel=Channel.ZALO_OA)
    assert {one.reply for one in asked} == {own.reply}


async def test_with_consent_a_messenger_brings_the_record(house: House, sql: Sql) -> None:
    viewer = replace(await play(house, "citizen", Channel.ZALO_OA), messenger_consent=True)
    sql.do(f"INSERT INTO house.messenger_consents (person_id, given_at) VALUES ('{viewer.person_id}', now())")
    try:
        told = await ask(house, viewer, "lần khám gần nhất của tôi")
    finally:
        sql.do(f"DELETE FROM house.messenger_consents WHERE person_id = '{viewer.person_id}'")
    assert not told.answer.refused
    assert told.answer.sources[0].kind == "emr"
