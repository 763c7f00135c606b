"""What was answered once is shown again, by list and by stream, only to whom the gate would allow the same read now."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx
import pytest

from app.asking import Asked, ask, play
from app.web.application import create_app
from app.web.asking import COOKIE
from app.wiring import House
from domain.people import Assurance, Channel, Role
from storage.accounts import Session
from tests.journeys.conftest import Asking, Sql
from tests.web.visitor import Visitor

GONE = "không còn quyền"


@asynccontextmanager
async def browser(house: House, persona: str) -> AsyncIterator[Visitor]:
    """A browser on this machine in which somebody plays that person."""
    async with house.feed.running(), Visitor.at(
        "http://localhost", httpx.ASGITransport(create_app(house), client=("127.0.0.1", 1))
    ) as visitor:  # fmt: skip
        await visitor.me()
        await visitor.play(persona)
        yield visitor


@contextmanager
def meanwhile(sql: Sql, change: str, back: str) -> Iterator[None]:
    """Something changes in the province, until the block ends."""
    sql.do(change)
    try:
        yield
    finally:
        sql.do(back)


async def seen(visitor: Visitor, told: Asked) -> tuple[str, int]:
    """The answer's text as the list shows it, and how the stream of its turn answers."""
    messages = await visitor.messages(told.session)
    stream = await visitor.client.get(f"/api/turns/{told.turn_id}/events")
    return str(messages[-1]["text"]), stream.status_code


EXPIRED = (
    "UPDATE ehr.guardians SET until_on = until_on - 20000",
    "UPDATE ehr.guardians SET until_on = until_on + 20000",
)
MOVED = ("UPDATE house.staff SET communes = '{{99999}}' WHERE person_id = '{0}'",
         "UPDATE house.staff SET communes = '{{{1}}}' WHERE person_id = '{0}'")  # fmt: skip
OTHER_HOUSE = ("UPDATE house.staff SET facility = '99002' WHERE person_id = '{0}'",
               "UPDATE house.staff SET facility = '99001' WHERE person_id = '{0}'")  # fmt: skip


@pytest.mark.parametrize(("persona", "question", "change"), [
    ("citizen", "bé Nguyễn Minh Châu đã tiêm những mũi nào", EXPIRED),
    ("citizen", "con tôi đã tiêm những mũi nào", EXPIRED),
    ("station_staff", "trẻ nào trong xã đang trễ mũi tiêm", MOVED),
    ("station_staff", "ai bị tăng huyết áp quá hẹn tái khám", MOVED),
    ("doctor", "khoa tôi đang điều trị những ai", OTHER_HOUSE),
    ("doctor", "lịch khám của khoa hôm nay", OTHER_HOUSE),
])  # fmt: skip
async def test_an_answer_is_gone_when_the_right_to_it_is(
    house: House, asking: Asking, sql: Sql, persona: str, question: str, change: tuple[str, str]
) -> None:
    told = await asking(persona, question)
    assert not told.answer.refused
    viewer = await play(house, persona, Channel.WEB)
    place = min(viewer.communes) if isinstance(viewer.communes, frozenset) and viewer.communes else ""
    async with browser(house, persona) as visitor:
        assert await seen(visitor, told) == (told.reply, 200)
        with meanwhile(sql, *(statement.format(viewer.person_id, place) for statement in change)):
            text, status = await seen(visitor, told)
        assert GONE in text
        assert status == 404
        assert await seen(visitor, told) == (told.reply, 200)


async def test_a_patient_is_gone_when_the_care_is(house: House, asking: Asking, sql: Sql) -> None:
    patient = sql.one("SELECT person_id FROM emr.encounters WHERE facility = '99001' AND department = 'K03'"
                      " AND ended_at IS NULL ORDER BY 1 LIMIT 1")  # fmt: skip
    told = await asking("doctor", f"{patient} dị ứng thuốc gì")
    assert not told.answer.refused
    away = "UPDATE {0} SET facility = translate(facility, '{1}', '{2}') WHERE person_id = '{3}'"
    async with browser(house, "doctor") as visitor:
        assert (await seen(visitor, told))[1] == 200
        sides = (("9", "8"), ("8", "9"))
        tables = ("emr.encounters", "appointments.bookings")
        change, back = (";".join(away.format(t, *side, patient) for t in tables) for side in sides)
        with meanwhile(sql, change, back):
            text, status = await seen(visitor, told)
    assert GONE in text
    assert status == 404


@pytest.mark.parametrize("question", ["lần khám gần nhất của tôi", "tôi có lịch hẹn khám nào sắp tới"])
async def test_a_browser_that_knows_only_a_phone_sees_no_record_that_was_told_to_the_citizen(
    house: House, question: str
) -> None:
    viewer = await play(house, "citizen", Channel.WEB)
    told = await ask(house, viewer, question)
    assert not told.answer.refused
    token = await house.sessions.begin(Session(viewer.person_id, Role.CITIZEN, Assurance.PHONE, persona=False))
    async with browser(house, "anonymous") as visitor:
        visitor.client.cookies.clear()
        visitor.client.cookies.set(COOKIE, token)
        text, status = await seen(visitor, told)
    assert GONE in text
    assert status == 404


async def test_what_is_public_stays(house: House, asking: Asking) -> None:
    told = await asking("doctor", "còn lịch khám nào sáng mai không")
    async with browser(house, "doctor") as visitor:
        assert await seen(visitor, told) == (told.reply, 200)


async def test_being_shown_again_is_remembered(house: House, asking: Asking) -> None:
    told = await asking("citizen", "lần khám gần nhất của tôi")
    async with browser(house, "citizen") as visitor:
        await visitor.messages(told.session)
    rows = await house.audit.search(turn=f"{told.session}.shown")
    assert {(row.action, row.outcome) for row in rows} == {("emr.encounter.read", "allowed")}
