"""What the web application and the worker need from the house; `app/wiring.py` satisfies it by shape."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from access.ports import Accounts, Consents, Posts
from app.cellar import Cellar
from app.signin.bearer import Bearer
from app.signin.office import SignIn
from channels.port import Messenger
from domain.blocks import Answer, Block, Source
from domain.clock import Clock
from domain.history import Said
from domain.messages import Inbound
from domain.people import Channel, Role, Viewer
from domain.turns import Listener
from domain.vocabulary import Vocabulary
from storage.accounts import SqlSessions
from storage.events import TurnEvents
from storage.feed import EventFeed
from storage.queue import Queue


class Answers(Protocol):
    """The assistant, one message at a time (`assistant/turn.py`)."""

    async def answer(self, message: Inbound, viewer: Viewer, history: Sequence[Said] = (), *, turn_id: str,
                     tell: Listener = ...) -> Answer:  # fmt: skip
        """What the assistant says to one message."""
        ...


class Desk(Protocol):
    """A viewer's guarded sources, as far as showing an old answer needs them (`access/desk.py`)."""

    async def may_read_again(self, readings: Sequence[dict[str, Any]]) -> bool:
        """Whether the gate would allow now what an earlier turn read."""
        ...


class Desks(Protocol):
    """Opens desks."""

    def open(self, viewer: Viewer, *, turn: str) -> Desk:
        """A desk for this viewer and turn."""
        ...


class Offer(Protocol):
    """A tool as it is offered to a model of somebody else."""

    @property
    def name(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def arguments(self) -> dict[str, Any]: ...


class Found(Protocol):
    """What one tool found (`assistant/composing/finding.py`)."""

    @property
    def blocks(self) -> tuple[Block, ...]: ...
    @property
    def sources(self) -> tuple[Source, ...]: ...
    @property
    def outcome(self) -> str: ...
    @property
    def rows(self) -> int: ...


class Tools(Protocol):
    """A role's tools, one call at a time (`assistant/toolbox.py`)."""

    def offered(self, role: Role) -> Sequence[Offer]:
        """What a viewer in that role may call."""
        ...

    async def call(self, viewer: Viewer, name: str, arguments: Mapping[str, object], *, turn: str) -> Found | None:
        """What the tool found; None when the role has no such tool."""
        ...


class AllAccounts(Accounts, Posts, Consents, Protocol):
    """Who people are, which posts they hold, what they agreed to: one store has it all."""


class House(Protocol):
    """Everything behind the front door. `feed` and `queue` are not running yet: whoever serves or works enters them."""

    @property
    def cellar(self) -> Cellar: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def now(self) -> Clock:
        """The wall's clock: what is late and what is due does not stand still with the day of a demo's data."""
        ...

    @property
    def messengers(self) -> Mapping[Channel, Messenger]: ...
    @property
    def vocabulary(self) -> Vocabulary: ...
    @property
    def accounts(self) -> AllAccounts: ...
    @property
    def desks(self) -> Desks: ...
    @property
    def turn(self) -> Answers: ...
    @property
    def toolbox(self) -> Tools: ...
    @property
    def sessions(self) -> SqlSessions: ...
    @property
    def signin(self) -> SignIn: ...
    @property
    def events(self) -> TurnEvents: ...
    @property
    def feed(self) -> EventFeed: ...
    @property
    def queue(self) -> Queue: ...
    @property
    def bearer(self) -> Bearer | None:
        """What reads the tokens of other clients; None where no identity provider is set."""
        ...

    @property
    def is_demo(self) -> bool:
        """Whether the store is synthetic: only then people can be played."""
        ...
