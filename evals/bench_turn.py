"""How long a turn takes, from fetched inbound row to committed outbox row, beside its floor in the same run."""

import uuid
from statistics import median, quantiles
from time import perf_counter

from app.asking import play
from app.intake import take_in
from app.wiring import House
from app.worker import answer_one
from domain.messages import Inbound
from domain.people import Channel, Viewer
from evals.floor import InstantAgent, floor_ms, recorded
from evals.house import Case, Facts, read_cases
from evals.report import Report
from storage.engine import connect
from storage.inbox import InboxId

_EARLY, _LATE = 5, 100


async def bench_turn(house: House) -> Report:
    """The sixty questions, each in turns 1 to 5 of its own conversation, and one conversation of 100 turns."""
    began, (names, cases) = perf_counter(), read_cases("house")
    with connect(house.cellar.databases.owner) as connection:
        facts = Facts(connection, names)
        asked = [(case, facts.fill(case.texts[0], case.persona)) for case in cases]
    await _warm(house, asked)
    turns, floors, ratios = await _sixty(house, asked)
    first, last = await _long(house, *asked[0])
    return Report(
        name="turn", n=len(turns), seconds=round(perf_counter() - began, 1),
        aims={"median_ratio": "<= 4", "p95_ms": "<= 60", "turn_100_to_turn_1": "<= 1.3"},
        figures={"median_ms": round(median(turns), 1), "p95_ms": round(quantiles(turns, n=20)[18], 1),
                 "median_ratio": round(median(ratios), 2), "turn_100_to_turn_1": round(last / first, 2),
                 "turn_1_ms": round(first, 1), "turn_100_ms": round(last, 1)},
        floors={"median_ms": round(median(floors), 1), "p95_ms": round(quantiles(floors, n=20)[18], 1)},
    )  # fmt: skip


async def _warm(house: House, asked: list[tuple[Case, str]]) -> None:
    for case, text in asked[::10]:
        await _turn(house, await play(house, case.persona, Channel.WEB), text, None)


async def _sixty(house: House, asked: list[tuple[Case, str]]) -> tuple[list[float], list[float], list[float]]:
    turns, floors, ratios, agent = [], [], [], InstantAgent()
    for case, text in asked:
        viewer = await play(house, case.persona, Channel.WEB)
        session: str | None = None
        for _ in range(_EARLY):
            with recorded(house.cellar.app) as statements:
                milliseconds, session = await _turn(house, viewer, text, session)
            bare = await floor_ms(house.cellar.app, agent, statements)
            turns.append(milliseconds)
            floors.append(bare)
            ratios.append(milliseconds / bare)
    return turns, floors, ratios


async def _long(house: House, case: Case, text: str) -> tuple[float, float]:
    """Median of the first three and of the last three turns of one conversation of a hundred."""
    viewer, session, told = await play(house, case.persona, Channel.WEB), None, []
    for _ in range(_LATE + 1):
        milliseconds, session = await _turn(house, viewer, text, session)
        told.append(milliseconds)
    return median(told[:3]), median(told[-3:])


async def _turn(house: House, viewer: Viewer, text: str, session: str | None) -> tuple[float, str]:
    inbound = Inbound(channel=Channel.WEB, event_id=f"bench:{uuid.uuid4()}", sender=viewer.person_id or "anonymous",
                      text=text, received_at=house.clock.now(), session=session)  # fmt: skip
    taken = await take_in(house, inbound, viewer, defer=False)
    number = InboxId(int(taken.turn_id.rpartition(".")[2]))
    began = perf_counter()
    await answer_one(house, number, viewer.level)
    return (perf_counter() - began) * 1000, taken.conversation
