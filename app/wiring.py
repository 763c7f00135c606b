"""The one page that knows everything: from settings to a house that answers."""

import gc
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from access.cedar import open_policy
from access.desk import Desks
from access.identity import People
from app.cellar import Cellar, open_cellar
from app.messengers import open_messengers
from app.settings import Settings
from app.signin.bearer import Bearer, open_bearer
from app.signin.office import SignIn
from app.signin.opening import open_office
from app.sources import sql_sources
from app.vocabulary import vocabulary_of
from assistant.agent import Agent
from assistant.models import open_model
from assistant.planner.model import EmbeddedChat
from assistant.planner.understanding import open_understanding
from assistant.toolbox import Toolbox
from assistant.tools.by_role import TOOLS
from assistant.turn import Turn
from channels.port import Messenger
from connectors.indicators import catalog as indicator_catalog
from domain.clock import Clock, FixedClock, SystemClock, morning_of, today
from domain.people import Channel
from domain.vocabulary import Vocabulary
from retrieval.lexical import LexicalLibrary
from storage.accounts import SqlAccounts, SqlSessions
from storage.anchor import AnchorFile
from storage.audit import SqlAuditLog
from storage.directory import read_directory
from storage.engine import libpq
from storage.events import TurnEvents
from storage.feed import EventFeed
from storage.marks import StoreKind, StoreMark, read_mark
from storage.queue import Queue
from storage.trail import SqlAuditTrail


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything, once. Tests make their own from their own settings."""

    settings: Settings
    cellar: Cellar
    mark: StoreMark | None
    clock: Clock
    now: Clock
    vocabulary: Vocabulary
    accounts: SqlAccounts
    audit: SqlAuditLog
    desks: Desks
    turn: Turn
    toolbox: Toolbox
    sessions: SqlSessions
    signin: SignIn
    events: TurnEvents
    feed: EventFeed
    queue: Queue
    bearer: Bearer | None = None
    messengers: Mapping[Channel, Messenger] = field(default_factory=dict)

    @property
    def is_demo(self) -> bool:
        """Whether the store holds invented people, so that personas may be played."""
        return self.mark is not None and self.mark.kind is StoreKind.SYNTHETIC


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncIterator[House]:
    """The house on the settings' databases, until the block ends."""
    async with open_cellar(settings) as cellar, house_over(settings, cellar) as house:
        yield house


@asynccontextmanager
async def house_over(settings: Settings, cellar: Cellar) -> AsyncIterator[House]:
    """The house over an open cellar, until the block ends."""
    async with open_messengers(settings, cellar) as messengers:
        house = await build(settings, cellar, messengers)
        _settle()
        try:
            yield house
        finally:
            await _anchor(house)


def _settle() -> None:
    """Let the garbage collector pass over what is made once and stays: looking it through took 5 ms of a turn."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


async def _anchor(house: House) -> None:
    """Note the head of the audit chain at exit, so that a cut tail is found (design §4)."""
    if head := await house.audit.head():
        AnchorFile(house.settings.data / "audit.anchor").append(head)


async def build(settings: Settings, cellar: Cellar, messengers: Mapping[Channel, Messenger]) -> House:
    """Everything, once, by constructors."""
    async with cellar.own.work() as connection:
        mark, directory = await read_mark(connection), await read_directory(connection)
    clock = clock_of(mark)
    catalog = indicator_catalog.load()
    vocabulary = vocabulary_of(directory, catalog)
    audit = SqlAuditLog(cellar.audited, cellar.audit_keys, clock)
    sources = sql_sources(cellar.stores, LexicalLibrary.open())
    trail = SqlAuditTrail(cellar.audited, cellar.audit_keys)
    desks = Desks(sources=sources, policy=open_policy(), audit=audit, trail=trail, clock=clock, catalog=catalog,
                  care_days=settings.care_days)  # fmt: skip
    understanding = open_understanding(vocabulary, settings.data / "models")
    embedded = EmbeddedChat(understanding=understanding, today=lambda: today(clock))
    agent = Agent(open_model(settings.model, embedded), embedded, TOOLS, settings.model)
    turn = Turn(desks=desks, agent=agent, vocabulary=vocabulary, clock=clock)
    signin = open_office(settings, cellar, People(sources=sources, policy=desks.policy, audit=audit), messengers, clock,
                         is_synthetic=mark is not None and mark.kind is StoreKind.SYNTHETIC)  # fmt: skip
    dsn, accounts = libpq(cellar.databases.app), SqlAccounts(cellar.own)
    return House(
        settings=settings, cellar=cellar, mark=mark, clock=clock, now=SystemClock(), vocabulary=vocabulary,
        accounts=accounts, audit=audit, desks=desks, turn=turn,
        toolbox=Toolbox(desks, vocabulary, clock, TOOLS),
        sessions=SqlSessions(cellar.own, SystemClock(), cellar.cipher), signin=signin,
        events=TurnEvents(cellar.own, cellar.cipher, clock), feed=EventFeed(dsn), queue=Queue(dsn),
        bearer=open_bearer(settings.bearer, accounts, SystemClock()),
        messengers=messengers,
    )  # fmt: skip


def clock_of(mark: StoreMark | None) -> Clock:
    """On a synthetic store the clock stands at nine in the morning of its reference day (design §5)."""
    if mark is not None and mark.kind is StoreKind.SYNTHETIC:
        return FixedClock(morning_of(mark.reference_day))
    return SystemClock()
