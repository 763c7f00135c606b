"""One-time codes as rows: keyed digests of holder and code, at most five tries, used once."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from access.ports import CodeFor
from domain.clock import Clock
from storage.crypto import Cipher
from storage.tables import HAPPENINGS as H
from storage.tables import ONE_TIME_CODES as T
from storage.units import Units
from storage.wall import Standing, stand

MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class SqlOneTimeCodes:
    """Satisfies `access.ports.OneTimeCodes`; each call is a unit of its own."""

    units: Units
    cipher: Cipher
    clock: Clock
    secret: bytes = field(repr=False)

    async def put(self, what: CodeFor, holder: str, code: str, payload: Mapping[str, Any], *, lasts: timedelta,
                  over: bool = True) -> bool:  # fmt: skip
        key, now = self._digest("holder", what, holder), self.clock.now()
        values = {
            "purpose": what.value, "code_mac": self._digest("code", what, holder, code), "made_at": now,
            "payload": self.cipher.seal_json(T.c.payload, dict(payload)), "expires_at": now + lasts,
            "tries": 0, "used_at": None, "used_by": None,
        }  # fmt: skip
        gone = None if over else or_(T.c.expires_at <= now, T.c.used_at.is_not(None), T.c.tries >= MOST_TRIES)
        new = insert(T).values(key=key, **values)
        new = new.on_conflict_do_update(index_elements=[T.c.key], set_=values, where=gone)
        async with self.units.work() as connection:
            await stand(connection, Standing(session=key))
            return (await connection.execute(new.returning(T.c.key))).first() is not None

    async def look(self, what: CodeFor, holder: str) -> dict[str, Any] | None:
        key = self._digest("holder", what, holder)
        async with self.units.work() as connection:
            await stand(connection, Standing(session=key))
            box = await connection.scalar(select(T.c.payload).where(T.c.key == key, self._usable()))
        return self._opened(box)

    async def use(self, what: CodeFor, holder: str, code: str, *, by: str = "") -> dict[str, Any] | None:
        key, right = self._digest("holder", what, holder), T.c.code_mac == self._digest("code", what, holder, code)
        who = self._digest("by", what, by) if by else None
        # A bare `== None` would mean "used by nobody in particular", which is nobody again.
        again = and_(T.c.used_by == (who or "-"), right, T.c.expires_at > self.clock.now())
        used = update(T).where(T.c.key == key, or_(self._usable(), again)).values(
            tries=case((right, T.c.tries), else_=T.c.tries + 1), used_at=case((right, self.clock.now())),
            used_by=case((right, who)),
        )  # fmt: skip
        async with self.units.work() as connection:
            await stand(connection, Standing(session=key))
            row = (await connection.execute(used.returning(T.c.used_at, T.c.payload))).first()
        return self._opened(row.payload) if row and row.used_at else None

    async def count(self, name: str, *, within: timedelta) -> int:
        key, now = self._digest("happening", name), self.clock.now()
        over = H.c.expires_at <= now
        once = insert(H).values(key=key, times=1, expires_at=now + within)
        once = once.on_conflict_do_update(index_elements=[H.c.key], set_={
            "times": case((over, 1), else_=H.c.times + 1),
            "expires_at": case((over, now + within), else_=H.c.expires_at),
        })  # fmt: skip
        async with self.units.work() as connection:
            await stand(connection, Standing(session=key))
            return int(await connection.scalar(once.returning(H.c.times)) or 0)

    async def counted(self, name: str) -> int:
        key = self._digest("happening", name)
        query = select(H.c.times).where(H.c.key == key, H.c.expires_at > self.clock.now())
        async with self.units.work() as connection:
            await stand(connection, Standing(session=key))
            return int(await connection.scalar(query) or 0)

    def _usable(self) -> ColumnElement[bool]:
        return and_(T.c.used_at.is_(None), T.c.tries < MOST_TRIES, T.c.expires_at > self.clock.now())

    def _opened(self, box: bytes | None) -> dict[str, Any] | None:
        return None if box is None else self.cipher.open_json(T.c.payload, box)

    def _digest(self, *parts: str) -> str:
        said = "\0".join(parts).encode()
        return hmac.new(self.secret, b"one-time codes\0" + said, hashlib.sha256).hexdigest()
