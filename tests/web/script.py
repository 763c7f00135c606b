"""A house whose storage, queue, accounts and door are real; only what the assistant says is written down here."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.cellar import Cellar
from app.signin.bearer import Bearer
from app.signin.office import SignIn
from app.web.needs import Found, Offer
from channels.port import Messenger
from domain.blocks import Answer
from domain.clock import Clock, FixedClock, SystemClock, morning_of
from domain.errors import NeedsSignIn, NotFound, SourceTimeout
from domain.history import Said
from domain.messages import Inbound
from domain.people import ANONYMOUS_VIEWER, Channel, Persona, Role, Viewer
from domain.places import Directory, Facility, FacilityKind
from domain.records.staff import Staff
from domain.turns import Listener, Spoken, ToolEnded, ToolStarted, nobody
from domain.vocabulary import Vocabulary
from storage.accounts import SqlAccounts, SqlSessions, fill_personas, fill_staff
from storage.codes import SqlOneTimeCodes
from storage.engine import Databases, engine, libpq
from storage.events import TurnEvents
from storage.feed import EventFeed
from storage.marks import StoreKind, StoreMark, put_mark
from storage.queue import Queue
from storage.secrets import Secrets
from storage.units import Units
from tests.web import answers

TODAY = date(2026, 11, 22)
HOSPITAL = "Bệnh viện đa khoa Ninh Kiều"
DIRECTORY = Directory(
    province="92",
    province_name="Thành phố Cần Thơ",
    facilities={"99001": Facility("99001", HOSPITAL, FacilityKind.GENERAL_HOSPITAL, "31135", 500)},
)
STAFF = [
    Staff("NV000001", "BS. Đặng Thị Ánh Tuyết", Role.DOCTOR, "99001", "K03", True, ("99001",), (), ()),
    Staff("NV000002", "Trần Quốc Bình", Role.DEPARTMENT_MANAGER, None, None, False, ("*",), ("*",), ()),
]
CITIZEN = Viewer(person_id="999300000001", role=Role.CITIZEN, display_name="Nguyễn Thị Hạnh")
PERSONAS = [
    Persona(name="anonymous", viewer=ANONYMOUS_VIEWER, suggestions=("Dấu hiệu sốt xuất huyết nặng là gì?",)),
    Persona(
        name="citizen", viewer=CITIZEN, commune_name="Phường Cái Răng",
        suggestions=("Lần khám gần nhất của tôi là khi nào, bác sĩ dặn gì?", "Con tôi đã tiêm những mũi nào?"),
    ),
    Persona(
        name="doctor", viewer=Viewer(person_id="NV000001", role=Role.DOCTOR, display_name="BS. Đặng Thị Ánh Tuyết"),
        facility_name=HOSPITAL, suggestions=("Tóm tắt bệnh nhân BN00001234",),
    ),
    Persona(
        name="manager",
        viewer=Viewer(person_id="NV000002", role=Role.DEPARTMENT_MANAGER, display_name="Trần Quốc Bình"),
        suggestions=(
            "Công suất sử dụng giường bệnh toàn tỉnh tháng trước", "So với cùng kỳ",
            "Xã nào tiêm chủng đầy đủ thấp nhất?", "Hoạt động nào của lộ trình chuyển đổi số đang chậm?",
        ),
    ),
]  # fmt: skip

Play = Callable[[Inbound, Listener], Awaitable[Answer]]


def looked_up(answer: Answer, *steps: str, pause: float = 0.0) -> Play:
    async def play(message: Inbound, tell: Listener) -> Answer:
        for step in steps:
            await tell(ToolStarted(name="lookup", said=step))
            await asyncio.sleep(pause)
            await tell(ToolEnded(name="lookup", outcome="ok"))
        return answer

    return play


def raising(error: Callable[[str], Exception]) -> Play:
    async def play(message: Inbound, tell: Listener) -> Answer:
        raise error(message.text)

    return play


@dataclass(slots=True)
class ScriptedTurn:
    """Plays the first play whose words the message holds; keeps what it was asked, by whom and after what."""

    heard: list[tuple[str, Viewer, list[Said]]] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    plays: dict[str, Play] = field(init=False)

    def __post_init__(self) -> None:
        self.plays = {
            "lần khám": looked_up(answers.OWN_VISIT, "Đang tra cứu bệnh án…", "Đang tìm hướng dẫn…", pause=0.2),
            "giường": looked_up(answers.BEDS, "Đang tính chỉ số…", pause=0.2),
            "bệnh án của chị": looked_up(answers.REFUSED, "Đang tra cứu bệnh án…"),
            "đặt lịch": looked_up(answers.CONFIRM, "Đang tìm lịch trống…"),
            "tóm tắt bệnh nhân": looked_up(answers.SUMMARY_OF_PATIENT, "Đang tóm tắt hồ sơ người bệnh…"),
            "bảng rộng": looked_up(answers.WIDE),
            "biểu đồ hỏng": looked_up(answers.BROKEN_CHART),
            "kể dần": self._spoken,
            "chờ": self._slow,
            "hỏng": raising(lambda said: RuntimeError(f"bí mật: {said}")),
            "bận": raising(lambda _: SourceTimeout()),
            "không có": raising(lambda _: NotFound()),
            "riêng tư": raising(lambda _: NeedsSignIn()),
        }

    async def answer(self, message: Inbound, viewer: Viewer, history: Sequence[Said] = (), *, turn_id: str,
                     tell: Listener = nobody) -> Answer:  # fmt: skip
        self.heard.append((message.text, viewer, list(history)))
        for words, play in self.plays.items():
            if words in message.text.lower():
                return await play(message, tell)
        return answers.text(f"Bạn hỏi: {message.text}")

    async def _spoken(self, message: Inbound, tell: Listener) -> Answer:
        for word in answers.VISIT_TEXT.split(" "):
            await tell(Spoken(delta=f"{word} "))
            await asyncio.sleep(0.02)
        return answers.OWN_VISIT

    async def _slow(self, message: Inbound, tell: Listener) -> Answer:
        await tell(ToolStarted(name="lookup", said="Đang tra cứu bệnh án…"))
        await self.gate.wait()
        return answers.text("Xong rồi.")


class NoPatients:
    """A desk at which nothing that names a person may be read any more; it remembers what was asked for."""

    def __init__(self) -> None:
        self.asked_for: list[Any] = []

    def open(self, viewer: Viewer, *, turn: str) -> "NoPatients":
        return self

    async def may_read_again(self, readings: Sequence[dict[str, Any]]) -> bool:
        self.asked_for += [person for reading in readings for person in reading["persons"]]
        return not any(reading["persons"] for reading in readings)


class NoTools:
    """No role has any."""

    def offered(self, role: Role) -> list[Offer]:
        return []

    async def call(self, viewer: Viewer, name: str, arguments: Mapping[str, object], *, turn: str) -> Found | None:
        return None


@dataclass(kw_only=True)
class ScriptedHouse:
    """Satisfies `app.web.needs.House`."""

    cellar: Cellar
    clock: Clock
    vocabulary: Vocabulary
    accounts: SqlAccounts
    sessions: SqlSessions
    signin: SignIn
    events: TurnEvents
    feed: EventFeed
    queue: Queue
    now: Clock = field(default_factory=SystemClock)
    messengers: dict[Channel, Messenger] = field(default_factory=dict)
    turn: ScriptedTurn = field(default_factory=ScriptedTurn)
    toolbox: NoTools = field(default_factory=NoTools)
    desks: NoPatients = field(default_factory=NoPatients)
    bearer: Bearer | None = None
    is_demo: bool = True


async def fill(databases: Databases) -> None:
    """The people of this file, as owner."""
    owner = Units(engine(databases.owner, pool_size=2))
    async with owner.work() as connection:
        await fill_staff(connection, STAFF)
        await fill_personas(connection, PERSONAS)
        await put_mark(connection, StoreMark(StoreKind.SYNTHETIC, TODAY, {}), FixedClock(answers.AT))
    await owner.engine.dispose()


def office(cellar: Cellar) -> SignIn:
    codes = SqlOneTimeCodes(cellar.own, cellar.cipher, SystemClock(), cellar.code_key)
    return SignIn(codes=codes, public_url="https://yte.example.vn")


@asynccontextmanager
async def scripted_house(databases: Databases, secrets: Secrets) -> AsyncIterator[ScriptedHouse]:
    """A house over a migrated database of its own."""
    await fill(databases)
    app, audit = engine(databases.app, pool_size=8), engine(databases.audit, pool_size=2)
    cellar = Cellar(databases=databases, secrets=secrets, app=app, audit=audit)
    clock = FixedClock(morning_of(TODAY))
    try:
        yield ScriptedHouse(
            cellar=cellar, clock=clock, vocabulary=Vocabulary(directory=DIRECTORY), accounts=SqlAccounts(cellar.own),
            sessions=SqlSessions(cellar.own, clock, cellar.cipher), signin=office(cellar),
            events=TurnEvents(cellar.own, cellar.cipher, clock),
            feed=EventFeed(libpq(databases.app)), queue=Queue(libpq(databases.app)),
        )  # fmt: skip
    finally:
        await app.dispose()
        await audit.dispose()
