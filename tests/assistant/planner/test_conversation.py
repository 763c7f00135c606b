"""A conversation lives in its message history alone: follow-ups, questions of two parts, asking back."""

from collections.abc import Callable

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage

from assistant.planner.model import EmbeddedChat
from domain.text import fold
from tests.assistant.planner.conftest import Model, Talk, calls

Opens = Callable[[str], Talk]


def _last(talk: Talk, *said: str) -> list[tuple[str, dict[str, object]]]:
    for text in said[:-1]:
        talk.say(text)
    return calls(talk.say(said[-1]))


@pytest.mark.parametrize(
    ("role", "said", "wanted"),
    [
        (
            "department_manager",
            ("công suất giường toàn tỉnh tháng trước", "còn tháng 9 thì sao"),
            ("indicator", {"indicator": "cong_suat_giuong", "period": "2026-09"}),
        ),
        (
            "department_manager",
            ("cong suat giuong thang truoc", "so voi cung ky"),
            ("indicator", {"indicator": "cong_suat_giuong", "period": "2026-10", "compare": "same_period"}),
        ),
        (
            "department_manager",
            ("công suất giường tháng trước", "theo từng bệnh viện"),
            ("indicator", {"indicator": "cong_suat_giuong", "period": "2026-10", "by": "facility"}),
        ),
        (
            "department_manager",
            ("công suất giường tháng trước", "thế Bệnh viện Sản Nhi"),
            ("indicator", {"indicator": "cong_suat_giuong", "period": "2026-10", "place": "99003"}),
        ),
        (
            "department_manager",
            ("tỷ lệ tử vong bệnh viện phổi", "toàn tỉnh thì sao"),
            ("indicator", {"indicator": "ty_le_tu_vong_bv"}),
        ),
        (
            "department_manager",
            ("tỷ lệ chuyển viện tháng trước", "tính như thế nào"),
            ("indicator_definition", {"indicator": "chuyen_vien"}),
        ),
        (
            "department_manager",
            ("bao nhiêu ca sốt xuất huyết tháng 10", "so với cùng kỳ"),
            ("indicator", {"indicator": "so_ca_sxh", "period": "2026-10", "compare": "same_period"}),
        ),
        ("department_manager", ("tiến độ chuyển đổi số", "nhóm kia thì sao"), ("programme", {"group": "smart_health"})),
        ("doctor", ("tóm tắt BN00001234", "còn dị ứng thì sao"), ("patient_allergies", {"patient": "BN00001234"})),
        ("doctor", ("tom tat bn00001234", "thuoc dang dung"), ("patient_medicines", {"patient": "BN00001234"})),
        (
            "doctor",
            ("xét nghiệm của BN00001234", "của BN00000123 thì sao"),
            ("patient_results", {"patient": "BN00000123"}),
        ),
        ("citizen", ("bé An tiêm sởi chưa", "còn thẻ bảo hiểm thì sao"), ("my_insurance", {"whom": "bé An"})),
        ("citizen", ("thẻ bảo hiểm của tôi còn hạn không", "còn con tôi thì sao"), ("my_insurance", {"whom": "con"})),
        (
            "station_staff",
            ("người tăng huyết áp bỏ tái khám", "thế còn tiểu đường"),
            ("chronic_overdue", {"programme": "diabetes"}),
        ),
        (
            "food_safety_officer",
            ("cơ sở hết hạn giấy chứng nhận", "ở phường Vũ Ninh"),
            ("establishments", {"certificate": "expired", "commune": "09169"}),
        ),
        (
            "insurance_officer",
            ("hồ sơ bị từ chối của bệnh viện sản nhi tháng này", "còn tháng trước"),
            ("rejected_claims", {"facility": "99003", "period": "2026-10"}),
        ),
    ],
)
def test_a_follow_up_changes_one_thing(
    talk: Opens, role: str, said: tuple[str, ...], wanted: tuple[str, dict[str, object]]
) -> None:
    assert _last(talk(role), *said) == [wanted]


def test_two_questions_in_one_are_two_calls(talk: Opens) -> None:
    both = calls(talk("citizen").say("lần khám gần nhất của tôi khi nào và thẻ bảo hiểm còn hạn không"))
    assert [name for name, _ in both] == ["my_visits", "my_insurance"]


def test_one_question_in_two_halves_is_one_call(talk: Opens) -> None:
    assert calls(talk("citizen").say("lần khám gần nhất của tôi là khi nào, bác sĩ dặn gì")) == [("my_visits", {})]


def test_both_parts_know_the_patient(talk: Opens) -> None:
    both = calls(talk("doctor").say("xét nghiệm và thuốc của BN00001234"))
    assert both == [("patient_results", {"patient": "BN00001234"}), ("patient_medicines", {"patient": "BN00001234"})]


def test_what_is_missing_is_asked_and_the_answer_completes_it(talk: Opens) -> None:
    doctor = talk("doctor")
    asked = doctor.say("tóm tắt hồ sơ bệnh nhân giúp tôi")
    assert asked.additional_kwargs["ask"] == "patient"
    assert calls(doctor.say("BN 0000 1234")) == [("patient_summary", {"patient": "BN00001234"})]


def test_a_name_that_several_bear_is_asked_back(talk: Opens) -> None:
    manager = talk("department_manager")
    asked = manager.say("lượt khám của bệnh viện đa khoa Bắc Ninh tháng trước")
    assert asked.additional_kwargs["choices"] == ["Bệnh viện Đa khoa Bắc Ninh số 1", "Bệnh viện Đa khoa Bắc Ninh số 2"]
    (call,) = calls(manager.say("số 2"))
    assert call[1]["place"] == "Bệnh viện Đa khoa Bắc Ninh số 2"
    assert call[1]["period"] == "2026-10"


def test_another_commune_is_asked_for_by_name(talk: Opens) -> None:
    officer = talk("food_safety_officer")
    officer.say("cơ sở hết hạn giấy ở xã Kép")
    assert officer.say("thế ở xã khác").additional_kwargs["ask"] == "commune"
    assert calls(officer.say("phường Tân An")) == [("establishments", {"certificate": "expired", "commune": "07682"})]


def test_an_undefined_indicator_is_never_answered_with_another(talk: Opens) -> None:
    asked = talk("department_manager").say("tỷ lệ hài lòng của người bệnh tháng trước")
    assert not asked.tool_calls
    assert asked.additional_kwargs["ask"] == "indicator"


def test_an_unclear_indicator_is_chosen_by_the_asker(talk: Opens) -> None:
    manager = talk("department_manager")
    asked = manager.say("tử vong bệnh viện quý 3")
    assert len(asked.additional_kwargs["choices"]) >= 2
    chosen = asked.additional_kwargs["choices"].index("Tỷ lệ tử vong tại bệnh viện") + 1
    assert calls(manager.say(str(chosen))) == [("indicator", {"indicator": "ty_le_tu_vong_bv", "period": "2026-Q3"})]


def test_after_a_tool_has_answered_the_model_is_silent(model_of: Callable[[str], Model]) -> None:
    call = {"name": "my_visits", "args": {}, "id": "1", "type": "tool_call"}
    messages = [HumanMessage("lần khám gần nhất"), AIMessage("", tool_calls=[call]), ToolMessage("…", tool_call_id="1")]
    said = model_of("citizen").invoke(messages)
    assert (said.content, said.tool_calls) == ("", [])


def test_an_answer_is_the_same_every_time(model_of: Callable[[str], Model]) -> None:
    messages = [SystemMessage("…"), HumanMessage("công suất giường và lượt khám tháng 10")]
    first, second = (model_of("department_manager").invoke(messages) for _ in range(2))
    assert first.tool_calls == second.tool_calls
    assert first.tool_calls[0]["id"] != first.tool_calls[1]["id"]


def test_without_tools_nothing_is_called(chat: EmbeddedChat) -> None:
    assert not chat.invoke([HumanMessage("lần khám gần nhất của tôi")]).tool_calls


async def test_the_model_answers_asynchronously_and_streams(model_of: Callable[[str], Model]) -> None:
    question = [HumanMessage("thẻ bảo hiểm của tôi còn hạn không")]
    assert (await model_of("citizen").ainvoke(question)).tool_calls[0]["name"] == "my_insurance"
    chunks = [chunk async for chunk in model_of("citizen").astream(question)]
    assert any(chunk.tool_calls for chunk in chunks)


def test_what_a_tool_asks_back_is_completed_by_a_number_or_a_name(model_of: Callable[[str], Model]) -> None:
    call = {"name": "my_vaccinations", "args": {"whom": "con"}, "id": "1", "type": "tool_call"}
    notes = {"ask": "whom", "choices": ["Nguyễn Minh Châu", "Nguyễn Gia Dũng"]}
    before = [
        HumanMessage("con tôi tiêm những mũi nào rồi"),
        AIMessage("", tool_calls=[call]),
        ToolMessage("(failed)", tool_call_id="1"),
        AIMessage("(đã trả lời)", additional_kwargs=notes),
    ]
    for answer in ("2", "Gia Dũng", "nguyen gia dung"):
        plan = model_of("citizen").invoke([*before, HumanMessage(answer)])
        ((name, args),) = calls(plan)
        assert name == "my_vaccinations"
        assert fold(str(args["whom"])) == "nguyen gia dung"


def test_somebody_signed_in_without_the_right_is_refused_and_not_sent_to_sign_in(
    model_of: Callable[[str], Model],
) -> None:
    prompt = SystemMessage("… Người hỏi có vai trò: support_staff. …")
    plan = model_of("anonymous").invoke([prompt, HumanMessage("đơn thuốc của tôi")])
    assert plan.additional_kwargs == {"refused": True}
