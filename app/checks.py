"""Is everything reachable and sane: one small look at each part, and one sentence about it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import perf_counter

from sqlalchemy import text

from access.cedar import policy_text, schema_text
from app.migrate import pending
from app.wiring import House
from channels.errors import ChannelError
from channels.port import Messenger
from domain.errors import AssistantError, SourceUnavailable
from retrieval.pages import read_pages


@dataclass(frozen=True, slots=True)
class Checked:
    """One part: whether it is well, what was seen, and how long the look took."""

    name: str
    well: bool
    said: str
    milliseconds: float


async def check_house(house: House) -> list[Checked]:
    """Every part of the house, in the order a message meets them."""
    parts: list[tuple[str, Callable[[House], Awaitable[str]]]] = [
        ("database", _database), ("migrations", _migrations), ("store", _store), ("policies", _policies),
        ("audit", _audit), ("queue", _queue), ("model", _model), ("library", _library), ("connectors", _connectors),
    ]  # fmt: skip
    parts += [(f"channel {channel.value}", _channel(messenger)) for channel, messenger in house.messengers.items()]
    return [await _look(house, name, look) for name, look in parts]


def _channel(messenger: Messenger) -> Callable[[House], Awaitable[str]]:
    async def look(_: House) -> str:
        try:
            return await messenger.look()
        except ChannelError as error:
            raise SourceUnavailable(str(error)) from None

    return look


async def _look(house: House, name: str, look: Callable[[House], Awaitable[str]]) -> Checked:
    began = perf_counter()
    try:
        said, well = await look(house), True
    except AssistantError as error:
        said, well = str(error) or type(error).__name__, False
    return Checked(name, well, said, (perf_counter() - began) * 1000)


async def _database(house: House) -> str:
    async with house.cellar.own.work() as connection:
        version = await connection.scalar(text("SHOW server_version"))
    return f"PostgreSQL {version} answers as the app role"


async def _migrations(house: House) -> str:
    if missing := pending(house.cellar.databases.owner):
        raise SourceUnavailable(f"{len(missing)} migrations are not applied")
    return "up to date"


async def _store(house: House) -> str:
    if house.mark is None:
        return "not marked yet: run `hoiyte province generate` for a demo, or import real data"
    return f"{house.mark.kind.value}, data up to {house.mark.reference_day.isoformat()}"


async def _policies(_: House) -> str:
    import cedarpy

    result = cedarpy.validate_policies(policy_text(), schema_text())
    if not result.validation_passed:
        raise SourceUnavailable(f"the policies do not fit their schema: {result.errors[0]}")
    return "valid against their schema"


async def _audit(house: House) -> str:
    head = await house.audit.head()
    return f"{head.seq if head else 0} rows; `hoiyte audit verify` walks them"


async def _queue(house: House) -> str:
    async with house.cellar.own.work() as connection:
        waiting = await connection.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'"))
    return f"{waiting} jobs wait"


async def _model(house: House) -> str:
    name = house.settings.model.name
    return "embedded, no network" if name == "embedded" else f"{name}; the embedded model takes over when it fails"


async def _library(_: House) -> str:
    return f"{len(read_pages())} pages of our own, searched by words (bm25s); there is no other index"


async def _connectors(house: House) -> str:
    async with house.cellar.own.work() as connection:
        schemas = (await connection.scalars(text(
            "SELECT DISTINCT schemaname FROM pg_tables WHERE schemaname = ANY (:stores) ORDER BY 1"),
            {"stores": ["emr", "ehr", "claims", "food_safety", "stations", "indicators", "appointments", "programmes"]},
        )).all()  # fmt: skip
    return f"{len(schemas)} stores on PostgreSQL: {', '.join(schemas)}"
