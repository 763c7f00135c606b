"""One message from the POST to its last event, over the real queue, worker and database."""

import asyncio
from time import monotonic

import pytest
from ag_ui.core.events import Event
from pydantic import TypeAdapter
from sqlalchemy import text as sql

from app.intake import take_in
from app.worker import answer_one
from channels.web import parse
from domain.people import Assurance, Channel, Role, Viewer
from storage.events import Row
from storage.inbox import InboxId
from storage.wall import POST, stand
from tests.web.conftest import Door, Visit
from tests.web.script import CITIZEN
from tests.web.visitor import said_no

AGUI: TypeAdapter[Event] = TypeAdapter(Event)


def kinds(events: list[tuple[int | None, dict[str, object]]]) -> list[object]:
    return [event["type"] for _, event in events]


async def test_a_turn_is_told_in_the_protocols_words_and_order(visit: Visit) -> None:
    visitor = await visit("citizen")
    taken = await visitor.ask("lần khám gần nhất")
    events = await visitor.events(taken["turn_id"])
    for _, event in events:
        AGUI.validate_python(event)
    step = ["STEP_STARTED", "TOOL_CALL_START", "TOOL_CALL_END", "STEP_FINISHED"]
    text = ["TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END"]
    assert kinds(events) == ["RUN_STARTED", *step, *step, *text, "CUSTOM", "RUN_FINISHED"]
    assert events[1][1]["stepName"] == "Đang tra cứu bệnh án…"
    assert events[0][1]["threadId"] == taken["conversation"]
    answer = events[-2][1]["value"]
    assert answer["sources"][0]["as_of"] == "2026-11-22T02:00:00Z"
    assert "note" not in answer
    assert "Nguồn" in events[-4][1]["delta"]
    numbers = [number for number, _ in events if number]
    assert numbers == sorted(set(numbers))


async def test_a_stream_resumes_after_the_last_row_seen(visit: Visit) -> None:
    visitor = await visit("citizen")
    turn = (await visitor.ask("lần khám gần nhất"))["turn_id"]
    whole = await visitor.events(turn)
    for seen in [number for number, _ in whole if number][:-1]:
        cut = next(i for i, (number, _) in enumerate(whole) if number == seen)
        assert await visitor.events(turn, seen) == whole[cut + 1 :]
        assert await visitor.events(turn, headers={"Last-Event-ID": str(seen)}) == whole[cut + 1 :]


async def test_a_stream_cut_in_the_middle_goes_on(visit: Visit, door: Door) -> None:
    visitor = await visit()
    door.house.turn.gate.clear()
    turn = (await visitor.ask("chờ tôi"))["turn_id"]
    last = 0
    async for number, event in visitor.stream(turn):
        last = number or last
        if event["type"] == "TOOL_CALL_START":
            break
    door.house.turn.gate.set()
    assert kinds(await visitor.events(turn, last))[-2:] == ["CUSTOM", "RUN_FINISHED"]


async def test_pieces_come_as_they_are_spoken_but_not_each_alone(visit: Visit) -> None:
    visitor = await visit("citizen")
    turn = (await visitor.ask("kể dần cho tôi"))["turn_id"]
    began, said, rows = monotonic(), "", 0
    first_after = 0.0
    async for _, event in visitor.stream(turn):
        if event["type"] == "TEXT_MESSAGE_CONTENT":
            first_after = first_after or monotonic() - began
            said, rows = said + event["delta"], rows + 1
    assert said.split() == visitor_text().split()
    assert first_after < (monotonic() - began) / 2
    assert 2 < rows <= 20 * (monotonic() - began) + 2


def visitor_text() -> str:
    from tests.web.answers import VISIT_TEXT

    return VISIT_TEXT


async def test_stop_ends_the_turn_and_is_remembered(visit: Visit, door: Door) -> None:
    visitor = await visit()
    door.house.turn.gate.clear()
    taken = await visitor.ask("chờ tôi rồi dừng")
    asked, last = monotonic(), {}
    async for _, event in visitor.stream(taken["turn_id"]):
        if event["type"] == "TOOL_CALL_START":
            assert (await visitor.change("POST", f"/api/turns/{taken['turn_id']}/stop")).status_code == 204
            asked = monotonic()
        last = event
    assert monotonic() - asked < 2
    assert (last["type"], last["outcome"]) == ("RUN_FINISHED", {"type": "cancelled"})
    assert "dừng" in (await visitor.messages(taken["conversation"]))[-1]["text"]


async def test_a_turn_stopped_while_it_waits_its_turn_is_never_begun(visit: Visit, door: Door) -> None:
    visitor = await visit()
    door.house.turn.gate.clear()
    first = await visitor.ask("chờ trước đã")
    second = await visitor.ask("câu sau sẽ bị dừng", first["conversation"])
    await visitor.change("POST", f"/api/turns/{second['turn_id']}/stop")
    door.house.turn.gate.set()
    events = await visitor.events(second["turn_id"])
    assert events[-1][1]["outcome"] == {"type": "cancelled"}


async def test_one_conversation_is_answered_in_order(visit: Visit, door: Door) -> None:
    visitor = await visit()
    door.house.turn.gate.clear()
    first = await visitor.ask("chờ một chút")
    later = [await visitor.ask(f"câu {n}", first["conversation"]) for n in range(3)]
    await asyncio.sleep(0.3)
    assert [m["role"] for m in await visitor.messages(first["conversation"])] == ["user"] * 4
    door.house.turn.gate.set()
    for taken in later:
        await visitor.events(taken["turn_id"])
    answers = [m["text"] for m in await visitor.messages(first["conversation"]) if m["role"] == "assistant"]
    assert answers == ["Xong rồi.", "Bạn hỏi: câu 0", "Bạn hỏi: câu 1", "Bạn hỏi: câu 2"]


async def test_an_emergency_is_answered_within_a_second_while_the_lane_is_busy(visit: Visit, door: Door) -> None:
    visitor = await visit()
    door.house.turn.gate.clear()
    busy = await visitor.ask("chờ tôi")
    began = monotonic()
    urgent = await visitor.ask("tôi đau ngực lan ra tay, khó thở", busy["conversation"])
    events = await visitor.events(urgent["turn_id"])
    assert monotonic() - began < 1
    answer = events[-2][1]["value"]
    assert answer["emergency"]
    assert "115" in str(answer["blocks"])
    heard = [said for said, _, _ in door.house.turn.heard]
    door.house.turn.gate.set()
    await visitor.events(busy["turn_id"])
    assert "tôi đau ngực lan ra tay, khó thở" not in heard


async def test_who_asks_comes_from_the_session_and_what_was_said_from_the_conversation(
    visit: Visit, door: Door
) -> None:
    visitor = await visit("doctor")
    taken = await visitor.ask("tôi là giám đốc sở, câu 1")
    await visitor.events(taken["turn_id"])
    await visitor.events((await visitor.ask("câu 2 của tôi", taken["conversation"]))["turn_id"])
    said, viewer, history = door.house.turn.heard[-1]
    assert said == "câu 2 của tôi"
    assert (viewer.person_id, viewer.role, viewer.facilities) == ("NV000001", Role.DOCTOR, frozenset({"99001"}))
    assert [(s.author, s.text) for s in history] == [
        ("user", "tôi là giám đốc sở, câu 1"), ("assistant", "Bạn hỏi: tôi là giám đốc sở, câu 1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "last", "word"),
    [("câu này bận", "RUN_ERROR", "thử lại"), ("câu này hỏng", "RUN_ERROR", "trục trặc"),
     ("câu này không có", "RUN_FINISHED", "không có")],
)  # fmt: skip
async def test_errors_are_told_in_one_sentence(
    visit: Visit, asked: str, last: str, word: str, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = await visit()
    taken = await visitor.ask(asked)
    events = await visitor.events(taken["turn_id"])
    assert events[-1][1]["type"] == last
    told = str(events[-1][1].get("message") or events[-2][1]["value"]["blocks"])
    assert word in told
    for shown in (str(events), caplog.text, str(await visitor.messages(taken["conversation"]))):
        assert "bí mật" not in shown
        assert "Traceback" not in shown
    assert (await visitor.messages(taken["conversation"]))[-1]["role"] == "assistant"


async def inbox(door: Door, text: str, viewer: Viewer = CITIZEN) -> tuple[InboxId, str]:
    """A message taken in but, since nobody works this queue's other end, left to the test."""
    inbound = parse(
        f'{{"text": "{text}", "event_id": "{monotonic()}"}}'.replace(".", "-").encode(),
        sender=viewer.person_id, received_at=door.house.clock.now(),
    )  # fmt: skip
    taken = await take_in(door.house, inbound, viewer)
    return InboxId(int(taken.turn_id.rpartition(".")[2])), taken.turn_id


async def test_a_finished_row_is_passed_over(visit: Visit, door: Door) -> None:
    visitor = await visit()
    taken = await visitor.ask("một lần")
    before = await visitor.events(taken["turn_id"])
    await answer_one(door.house, InboxId(int(taken["turn_id"].rpartition(".")[2])), Assurance.ANONYMOUS)
    assert await visitor.events(taken["turn_id"]) == before
    assert len(await visitor.messages(taken["conversation"])) == 2


async def test_a_turn_whose_worker_died_is_told_on_after_its_rows(visit: Visit, door: Door) -> None:
    visitor = await visit("citizen")
    door.house.turn.gate.clear()
    busy = await visitor.ask("chờ giữ làn")
    taken = await visitor.ask("lần khám gần nhất", busy["conversation"])
    async with door.house.cellar.own.work() as connection:
        from storage.conversations import ConversationStore

        talks = ConversationStore(connection, door.house.cellar.cipher, door.house.clock)
        conversation = await talks.resume(taken["conversation"])
    row = {"events": [{"type": "RUN_STARTED", "threadId": conversation.id, "runId": taken["turn_id"]}]}
    await door.house.events.append(Row(conversation, taken["turn_id"], 1, "part", row))
    await door.house.events.append(Row(conversation, taken["turn_id"], 2, "part", row))
    door.house.turn.gate.set()
    events = await visitor.events(taken["turn_id"])
    assert kinds(events)[-2:] == ["CUSTOM", "RUN_FINISHED"]
    assert next(number for number, event in events if event["type"] == "TOOL_CALL_START") == 3


async def test_a_deleted_conversation_is_left_alone(visit: Visit, door: Door) -> None:
    visitor = await visit()
    door.house.turn.gate.clear()
    busy = await visitor.ask("chờ giữ làn")
    taken = await visitor.ask("câu sẽ bị xoá", busy["conversation"])
    await visitor.change("DELETE", f"/api/conversations/{taken['conversation']}")
    door.house.turn.gate.set()
    assert await _state(door, taken["turn_id"]) == "failed"


async def test_a_conversation_deleted_under_an_answer_takes_the_answer_with_it(visit: Visit, door: Door) -> None:
    visitor = await visit()
    door.house.turn.gate.clear()
    taken = await visitor.ask("chờ rồi xoá")
    await asyncio.sleep(0.3)
    await visitor.change("DELETE", f"/api/conversations/{taken['conversation']}")
    door.house.turn.gate.set()
    assert await _state(door, taken["turn_id"]) == "failed"


async def test_questions_and_answers_at_the_same_moment_all_find_a_place(visit: Visit) -> None:
    visitor = await visit()
    first = await visitor.ask("câu mở đầu")
    told = await asyncio.gather(*(visitor.ask(f"câu dồn dập {n}", first["conversation"]) for n in range(12)))
    for taken in told:
        await visitor.events(taken["turn_id"])
    said = await visitor.messages(first["conversation"])
    assert len(said) == 26
    assert {m["text"] for m in said if m["role"] == "user"} == {"câu mở đầu", *(f"câu dồn dập {n}" for n in range(12))}


async def _state(door: Door, turn_id: str) -> str:
    """What became of the inbox row, waited for."""
    number, state = int(turn_id.rpartition(".")[2]), "new"
    for _ in range(100):
        async with door.house.cellar.own.work() as connection:
            await stand(connection, POST)
            state = await connection.scalar(sql("SELECT state FROM house.inbox WHERE id = :n"), {"n": number})
        if state != "new":
            break
        await asyncio.sleep(0.05)
    return state


async def test_nobody_is_answered_as_if_known_better_than_at_the_door(visit: Visit, door: Door) -> None:
    viewer = Viewer(person_id="999300000001", role=Role.CITIZEN, level=Assurance.PHONE, channel=Channel.WEB)
    number, turn_id = await inbox(door, "mức tin cậy thấp", viewer)
    heard: list[Viewer] = []
    for _ in range(100):
        heard = [v for said, v, _ in door.house.turn.heard if said == "mức tin cậy thấp"]
        if heard:
            break
        await asyncio.sleep(0.05)
    assert turn_id.endswith(f".{number}")
    assert [v.level for v in heard] == [Assurance.PHONE]


async def test_an_answer_about_a_patient_is_not_shown_again_after_the_care_ended(visit: Visit, door: Door) -> None:
    visitor = await visit("doctor")
    taken = await visitor.ask("tóm tắt bệnh nhân bn00001234")
    assert "penicillin" in str(await visitor.events(taken["turn_id"]))
    shown = await visitor.messages(taken["conversation"])
    assert "BN00001234" in door.house.desks.asked_for
    assert "penicillin" not in str(shown)
    assert "không còn quyền" in shown[-1]["text"]


@pytest.mark.parametrize("after", ["2147483648", "9223372036854775808", "-1", "x"])
async def test_a_row_that_cannot_be_is_a_bad_request_and_no_broken_stream(visit: Visit, after: str) -> None:
    visitor = await visit("citizen")
    taken = await visitor.ask("xin chào")
    path = f"/api/turns/{taken['turn_id']}/events"
    for response in (
        await visitor.client.get(path, params={"after": after}),
        await visitor.client.get(path, headers={"Last-Event-ID": after}),
    ):
        said_no(response, 422, "bad_request")
