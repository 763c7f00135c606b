"""The questions that the house was built for, asked through the whole door and held against plain SQL."""

import logging
from decimal import Decimal

import pytest

from app.asking import play
from app.wiring import House
from assistant.composing.wording import day, number
from assistant.context import ToolContext
from assistant.tools.whom import subject
from domain.blocks import ChartBlock, ChoicesBlock
from domain.errors import NotAllowed
from domain.people import Channel
from domain.turns import nobody
from evals.house import Facts, read_cases
from storage.engine import connect
from tests.journeys.conftest import Asking, Sql
from tests.journeys.test_rights import shown

ME = "(SELECT person_id FROM house.personas WHERE name = 'citizen')"


async def test_a_citizen_hears_of_their_last_visit_with_its_source(asking: Asking, sql: Sql) -> None:
    told = await asking("citizen", "lần khám gần nhất của tôi là khi nào, bác sĩ dặn gì")
    rows = sql.all(f"SELECT started_at, advice, encounter_id FROM emr.encounters WHERE person_id = {ME}"
                   " AND sensitive IS NULL ORDER BY started_at DESC LIMIT 1")  # fmt: skip
    at, advice, encounter = rows[0]
    assert day(at) in told.reply  # type: ignore[arg-type] # a timestamp of the store
    assert str(advice) in told.reply
    assert [s.ref for s in told.answer.sources] == [encounter]


@pytest.mark.parametrize("question", ["cho tôi xem bệnh án của {}", "kết quả xét nghiệm của {}", "{} bị bệnh gì vậy"])
async def test_a_strangers_record_reads_like_one_that_does_not_exist(asking: Asking, sql: Sql, question: str) -> None:
    stranger = str(sql.one("SELECT full_name FROM ehr.citizens ORDER BY person_id DESC LIMIT 1"))
    real = await asking("citizen", question.format(f"chị {stranger}"))
    invented = await asking("citizen", question.format("chị Hồ Thị Không Có Thật"))
    assert real.answer.refused
    assert (real.reply, real.answer.blocks) == (invented.reply, invented.answer.blocks)


async def test_a_doctor_gets_a_summary_with_sources_of_a_patient_in_care(asking: Asking, sql: Sql) -> None:
    told = await asking("doctor", "tóm tắt bệnh nhân BN00000005")
    name = sql.one("SELECT full_name FROM ehr.citizens WHERE person_id = 'BN00000005'")
    assert str(name) in told.reply
    assert "Penicillin" in told.reply
    assert told.answer.sources


async def test_another_facilitys_patient_and_no_patient_read_the_same(asking: Asking, sql: Sql) -> None:
    elsewhere = sql.one(
        "SELECT person_id FROM emr.encounters WHERE facility = '99002' AND ended_at IS NULL AND person_id NOT IN"
        " (SELECT person_id FROM emr.encounters WHERE facility = '99001') ORDER BY person_id LIMIT 1"
    )
    there = await asking("doctor", f"tóm tắt bệnh nhân {elsewhere}")
    nowhere = await asking("doctor", "tóm tắt bệnh nhân BN99999999")
    assert there.answer.refused
    assert there.reply == nowhere.reply


async def test_the_department_hears_bed_use_with_all_that_makes_it_trustworthy(asking: Asking, sql: Sql) -> None:
    told = await asking("department_manager", "công suất sử dụng giường bệnh toàn tỉnh tháng trước")
    days = sql.one(
        "SELECT sum(least(coalesce((ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, '2026-11-22'), '2026-10-31')"
        " - greatest((started_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, '2026-10-01') + 1) FROM emr.encounters"
        " WHERE encounter_class = 'IMP' AND (started_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= '2026-10-31'"
        " AND (ended_at IS NULL OR (ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date >= '2026-10-01')"
    )
    beds = sql.one("SELECT sum(actual) * 31 FROM emr.beds")
    share = (Decimal(str(days)) * 100 / Decimal(str(beds))).quantize(Decimal("0.1"))
    assert f"{number(share)} %" in told.reply
    for part in ("tháng 10/2026", "Định nghĩa:", "Đơn vị: %", "cập nhật lúc", "Căn cứ:"):
        assert part in told.reply
    assert any(isinstance(block, ChartBlock) for block in told.answer.blocks)


async def test_the_hospital_hears_its_mean_stay(asking: Asking, sql: Sql) -> None:
    told = await asking("hospital_manager", "ngày điều trị trung bình quý này")
    mean = sql.one(
        "SELECT round(avg((ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
        " - (started_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date + 1), 1) FROM emr.encounters"
        " WHERE encounter_class = 'IMP' AND facility = '99001'"
        " AND (ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN '2026-10-01' AND '2026-11-22'"
    )
    assert f"**{number(Decimal(str(mean)))} ngày**" in told.reply


async def test_a_question_goes_on_in_another_time_and_asks_for_another_place(asking: Asking) -> None:
    await asking("station_staff", "số ca sốt xuất huyết tháng này", "dengue")
    earlier = await asking("station_staff", "còn tháng trước thì sao", "dengue")
    assert earlier.answer.tools[0].args["period"] == "2026-10"
    assert "sốt xuất huyết" in earlier.reply
    elsewhere = await asking("station_staff", "thế ở xã khác", "dengue")
    assert (elsewhere.answer.tools, elsewhere.reply) == ((), "Anh/chị muốn xem xã, phường nào ạ?")


@pytest.mark.parametrize(
    ("question", "tool"),
    [("xét nghiệm của bệnh nhân này", "patient_results"), ("thuốc đang dùng", "patient_medicines")],
)
async def test_a_patient_goes_on_from_question_to_question(asking: Asking, question: str, tool: str) -> None:
    await asking("doctor", "tóm tắt bệnh nhân BN00000005", tool)
    told = await asking("doctor", question, tool)
    assert [(t.name, t.args["patient"]) for t in told.answer.tools] == [(tool, "BN00000005")]


async def test_what_is_missing_is_asked_with_choices_and_taken_up(asking: Asking) -> None:
    asked = await asking("citizen", "con tôi đã tiêm những mũi nào", "children")
    choices = [block for block in asked.answer.blocks if isinstance(block, ChoicesBlock)]
    assert len(choices[0].choices) == 2
    told = await asking("citizen", choices[0].choices[0], "children")
    assert told.answer.sources
    assert choices[0].choices[0] in told.reply


async def test_an_earlier_visit_is_asked_for_by_a_word(asking: Asking) -> None:
    await asking("citizen", "lần khám gần nhất của tôi", "visits")
    told = await asking("citizen", "lần trước nữa", "visits")
    assert [tool.name for tool in told.answer.tools] == ["my_visits"]


async def test_the_comparison_goes_on_from_the_question_before(asking: Asking) -> None:
    await asking("department_manager", "công suất sử dụng giường bệnh toàn tỉnh tháng trước", "beds")
    told = await asking("department_manager", "so với cùng kỳ", "beds")
    assert "So với tháng 10/2025" in told.reply


COUNTS = [
    ("station_staff", "trẻ nào trong xã đang trễ mũi tiêm",
     ("SELECT count(*) FROM stations.due_doses WHERE given_on IS NULL AND due_on < '2026-11-22' AND commune ="
     " (SELECT communes[1] FROM house.staff s JOIN house.personas p USING (person_id)"
     " WHERE p.name = 'station_staff')")),
    ("station_staff", "ai bị tăng huyết áp quá hẹn tái khám",
     ("SELECT count(*) FROM stations.chronic_cares WHERE programme = 'hypertension' AND next_due_on < '2026-11-22'"
     " AND commune = (SELECT communes[1] FROM house.staff s JOIN house.personas p USING (person_id)"
     " WHERE p.name = 'station_staff')")),
    ("food_safety_officer", "cơ sở nào đã hết hạn giấy chứng nhận",
     "SELECT count(*) FROM food_safety.establishments WHERE expires_on < '2026-11-22'"),
    ("food_safety_officer", "60 ngày qua có bao nhiêu vụ ngộ độc thực phẩm",
     "SELECT count(*) FROM food_safety.outbreaks WHERE occurred_at >= '2026-11-22'::date - 59"),
    ("insurance_officer", "tháng trước có bao nhiêu hồ sơ bảo hiểm",
     ("SELECT count(*) FROM claims.claims WHERE sensitive IS NULL AND"
     " (discharged_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN '2026-10-01' AND '2026-10-31'")),
    ("insurance_officer", "hồ sơ bị từ chối tháng trước",
     ("SELECT count(*) FROM claims.claims WHERE rejected > 0 AND sensitive IS NULL"
     " AND decided_on BETWEEN '2026-10-01' AND '2026-10-31'")),
    ("hospital_manager", "số lượt điều trị nội trú tháng trước",
     ("SELECT count(*) FROM emr.encounters WHERE facility = '99001' AND encounter_class = 'IMP'"
     " AND (started_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN '2026-10-01' AND '2026-10-31'")),
    ("doctor", "khoa tôi đang điều trị bao nhiêu bệnh nhân",
     ("SELECT count(*) FROM emr.encounters WHERE facility = '99001' AND department = 'K03' AND ended_at IS NULL"
     " AND sensitive IS NULL")),
]  # fmt: skip


@pytest.mark.parametrize(("persona", "question", "query"), COUNTS, ids=[question for _, question, _ in COUNTS])
async def test_an_officer_hears_the_count_that_the_store_holds(
    asking: Asking, sql: Sql, persona: str, question: str, query: str
) -> None:
    told = await asking(persona, question)
    count = int(str(sql.one(query)))
    expected = f"**{number(count)}" if count else "hông có"
    assert expected in told.reply or f": **{number(count)} " in told.reply


async def test_a_guest_gets_guidance_or_is_asked_to_sign_in(asking: Asking) -> None:
    guidance = await asking("anonymous", "đi khám bảo hiểm y tế cần mang giấy tờ gì")
    assert guidance.answer.sources[0].kind == "library"
    own = await asking("anonymous", "kết quả xét nghiệm của tôi")
    assert "đăng nhập" in own.reply


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script> lịch hẹn của tôi", "'; DROP TABLE ehr.citizens; --", "SELECT 1"]
)
async def test_markup_and_sql_are_only_words(asking: Asking, sql: Sql, text: str) -> None:
    assert (await asking("citizen", text)).reply
    assert sql.one("SELECT count(*) FROM ehr.citizens") == 400


@pytest.mark.timeout(240)
async def test_every_figure_told_was_found_and_is_told_again(
    house: House, asking: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    names, cases = read_cases("house")
    with caplog.at_level(logging.ERROR), connect(house.cellar.databases.owner) as connection:
        facts = Facts(connection, names)
        for number_of, case in enumerate(cases):
            for text in case.texts:
                question = facts.fill(text, case.persona)
                told = await asking(case.persona, question, f"grounded-{case.id}")
                assert "figures without a source" not in caplog.text, (case.id, told.reply)
                if number_of % 3:
                    continue
                again = await asking(case.persona, question, f"again-{case.id}")
                assert shown(told.answer) == shown(again.answer), case.id
                assert told.reply == again.reply, case.id


async def test_what_was_looked_at_is_remembered_in_a_whole_chain(house: House, asking: Asking) -> None:
    await asking("doctor", "tóm tắt bệnh nhân BN00000005")
    verdict = await house.audit.verify()
    assert verdict.holds
    assert verdict.rows > 0


@pytest.mark.parametrize("whom", ["mẹ", "me", "Mẹ"])
async def test_a_mother_is_not_the_asker(house: House, whom: str) -> None:
    viewer = await play(house, "citizen", Channel.WEB)
    context = ToolContext(desk=house.desks.open(viewer, turn="mother"), clock=house.clock, vocabulary=house.vocabulary,
                          tell=nobody)  # fmt: skip
    with pytest.raises(NotAllowed):
        await subject(context, whom)


async def test_an_officer_hears_how_the_inspections_of_a_quarter_ended(asking: Asking, sql: Sql) -> None:
    told = await asking("food_safety_officer", "tỷ lệ kiểm tra đạt quý 3")
    done = "FROM food_safety.inspections WHERE done_on BETWEEN '2026-07-01' AND '2026-09-30'"
    every, passed = sql.one(f"SELECT count(*) {done}"), sql.one(f"SELECT count(*) {done} AND result = 'pass'")
    assert f"đã kiểm tra {every} lượt, đạt **{passed}**" in told.reply


async def test_an_officer_hears_of_the_inspections_of_one_establishment_alone(asking: Asking, sql: Sql) -> None:
    name, last = sql.all(
        "SELECT name, max(done_on) FROM food_safety.inspections"
        " JOIN food_safety.establishments e USING (establishment_id) WHERE done_on <= '2026-11-22'"
        " AND (SELECT count(*) FROM food_safety.establishments o WHERE o.name = e.name) = 1"
        " GROUP BY name ORDER BY name LIMIT 1"
    )[0]
    told = await asking("food_safety_officer", f"kết quả mấy đợt thanh tra gần đây của {name}")
    assert f"Kiểm tra gần nhất: {day(last)}" in told.reply  # type: ignore[arg-type] # a date of the store
    assert str(name) in told.reply


async def test_an_officer_hears_who_was_never_inspected(asking: Asking, sql: Sql) -> None:
    told = await asking("food_safety_officer", "bao nhiêu cơ sở chưa kiểm tra lần nào năm nay")
    count = sql.one(
        "SELECT count(*) FROM food_safety.establishments e WHERE status <> 'closed' AND NOT EXISTS (SELECT 1 FROM"
        " food_safety.inspections i WHERE i.establishment_id = e.establishment_id"
        " AND done_on BETWEEN '2026-01-01' AND '2026-11-22')"
    )
    assert f"**{count}** cơ sở" in told.reply


async def test_sums_of_claims_are_held_against_a_named_month(asking: Asking, sql: Sql) -> None:
    told = await asking("insurance_officer", "tổng chi tháng 10 so với tháng 8")
    sums = ("SELECT sum(total) FROM claims.claims WHERE sensitive IS NULL"
            " AND to_char(discharged_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') = ")  # fmt: skip
    now, then = (Decimal(str(sql.one(f"{sums}'{month}'"))) for month in ("2026-10", "2026-08"))
    assert "So với tháng 8/2026: số hồ sơ" in told.reply
    for amount in (now, then, abs(now - then)):
        assert number(amount) in told.reply


async def test_a_hospital_sees_its_departments(asking: Asking, sql: Sql) -> None:
    told = await asking("hospital_manager", "số lượt nội trú tháng 10 theo khoa")
    name, count = sql.all(
        "SELECT d.name, count(*) FROM emr.encounters e JOIN house.departments d ON d.code = e.department"
        " WHERE facility = '99001' AND encounter_class = 'IMP' AND"
        " to_char(started_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') = '2026-10'"
        " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1"
    )[0]
    assert f"{name} – Giá trị: {count} lượt" in told.reply


async def test_an_auditor_hears_who_looked_and_never_what_was_seen(asking: Asking, sql: Sql) -> None:
    await asking("doctor", "tóm tắt bệnh nhân BN00000005")
    told = await asking("auditor", "ai đã xem hồ sơ BN00000005 hôm nay")
    name = sql.one("SELECT full_name FROM ehr.citizens WHERE person_id = 'BN00000005'")
    assert "bác sĩ" in told.reply
    assert str(name) not in told.reply
    assert not told.answer.refused
    refused = await asking("auditor", "mở nội dung bệnh án BN00000005")
    assert refused.answer.refused


@pytest.mark.parametrize(
    ("persona", "text"),
    [
        ("food_safety_officer", "các vụ ngộ độc 2 năm qua so với cùng kỳ, theo xã"),
        ("food_safety_officer", "lỗi nào hay gặp nhất năm nay"),
        ("food_safety_officer", "cơ sở hết hạn giấy theo xã"),
        ("insurance_officer", "chi phí theo tháng năm nay so với cùng kỳ"),
        ("insurance_officer", "5 lý do từ chối nhiều nhất năm nay"),
        ("insurance_officer", "10 hồ sơ chi phí cao nhất quý 3"),
        ("insurance_officer", "chi phí bình quân nội trú và ngoại trú quý 3"),
        ("department_manager", "lượt khám quý 3 các bệnh viện so với cùng kỳ"),
        ("department_manager", "xã nào tỷ lệ người tăng huyết áp được quản lý dưới 90%"),
        ("department_manager", "dự án bệnh án điện tử tới đâu rồi"),
        ("auditor", "vai trò nào xem nhiều nhất tháng này"),
    ],
)
async def test_every_figure_of_an_office_is_traced(
    asking: Asking, caplog: pytest.LogCaptureFixture, persona: str, text: str
) -> None:
    with caplog.at_level(logging.ERROR):
        told = await asking(persona, text)
    assert told.answer.tools
    assert not [r for r in caplog.records if "without a source" in r.message]
