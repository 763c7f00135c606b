"""When a person may be written to: freely for 48 hours after their last word, for seven days at all."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from channels.errors import Refused
from channels.zalo_oa.api import Api
from channels.zalo_oa.wire import Answer
from domain.clock import Clock

FREE, AT_ALL = timedelta(hours=48), timedelta(days=7)
_HOLDS = timedelta(minutes=10)
_MOST = 10_000
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class _Room:
    """What Zalo said of one person."""

    last_at: datetime | None
    remain: int | None
    asked_at: datetime


class Windows:
    """Asks Zalo before the first piece of an answer, and remembers a yes for ten minutes."""

    def __init__(self, api: Api, clock: Clock, *, may_cost: bool) -> None:
        """`may_cost` lets messages leave that Zalo charges for."""
        self._api, self._clock, self._may_cost = api, clock, may_cost
        self._known: dict[str, _Room] = {}

    async def enter(self, to: str) -> None:
        """Let pass what may be sent to this person now.

        Raises:
            Refused: only a template may go, or it would cost and must not.
            Later, NeedsOperator: Zalo cannot be asked.
        """
        room = self._remembered(to) or await self._ask(to)
        age = self._clock.now() - room.last_at if room.last_at else timedelta()
        if age > AT_ALL:
            raise Refused("no word from the person for seven days; only a template may go")
        if (age > FREE or room.remain == 0) and not self._may_cost:
            raise Refused("no free message is left for this person, and may_cost is off")
        if age > FREE or room.remain == 0:
            _LOG.info("a message leaves that Zalo charges for")
        self._remember(to, room)

    def _remembered(self, to: str) -> _Room | None:
        room = self._known.get(to)
        return room if room and self._clock.now() - room.asked_at < _HOLDS else None

    def _remember(self, to: str, room: _Room) -> None:
        """Only a yes is remembered, for a new word of the person ends a no."""
        room.remain = max(room.remain - 1, 0) if room.remain is not None else None
        self._known.pop(to, None)
        self._known[to] = room
        if len(self._known) > _MOST:
            del self._known[next(iter(self._known))]

    async def _ask(self, to: str) -> _Room:
        self._known.pop(to, None)
        try:
            said = await self._api.post("/v3.0/oa/quota/message", {"user_id": to}, sends=False)
        except Refused:
            # Whether it may go is then said by the sending itself.
            return _Room(None, None, self._clock.now())
        return _Room(_instant(said), _remaining(said), self._clock.now())


def _instant(said: Answer) -> datetime | None:
    ms = str(said.get("last_interaction") or "")
    return datetime.fromtimestamp(int(ms) / 1000, UTC) if ms.isdecimal() and len(ms) == 13 else None


def _remaining(said: Answer) -> int | None:
    reply = said.get("cs_reply")
    remain = str(reply.get("remain", "")) if isinstance(reply, dict) else ""
    return int(remain) if remain.isdecimal() else None
