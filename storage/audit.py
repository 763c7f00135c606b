"""The audit chain: every row is bound to the one before it under a key that no database role can read."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Row, insert, select

from access.ports import AuditEvent
from domain.clock import Clock
from storage.anchor import AnchorFile, Head
from storage.crypto import Cipher
from storage.tables import AUDIT, AUDIT_SEALS, AUDIT_TEXTS
from storage.units import Units

_BATCH = 2000
_CHAINED = tuple(column.name for column in AUDIT.columns if column.name != "mac")
_APPEND = """SELECT seq, mac FROM house.audit_append(%(previous)s, ROW(
    %(seq)s, %(at)s, %(turn_id)s, %(viewer)s, %(role)s, %(action)s, %(subject)s, %(outcome)s, %(tag)s, %(reason)s,
    %(args_hash)s, %(rows)s, %(dropped)s, %(mac)s)::house.audit)"""


class Verdict(NamedTuple):
    """What verifying the chain found: `fault` is one English sentence, empty when the chain holds."""

    rows: int
    fault: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, removed, reordered or cut."""
        return not self.fault


@dataclass(frozen=True, slots=True)
class AuditKeys:
    """The keys outside the database: one links the chain, the other makes pseudonyms."""

    chain: bytes = field(repr=False)
    subjects: bytes = field(repr=False)

    def pseudonym(self, person_id: str) -> str:
        """Sixteen hex digits that stand for a person; the same person always gets the same. Nobody stays nobody."""
        return self._mac(self.subjects, person_id)[:16] if person_id else ""

    def link(self, previous: str, row: Sequence[object]) -> str:
        """The mac of a row that follows the row with the mac `previous`."""
        canonical = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        return self._mac(self.chain, previous + canonical)

    def seal(self, last: Head, rows: int) -> str:
        """The mac by which a dropped segment's end is known to be ours."""
        return self._mac(self.chain, f"seal|{last.seq}|{last.mac}|{rows}")

    @staticmethod
    def _mac(key: bytes, message: str) -> str:
        return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class SqlAuditLog:
    """The chain as rows, appended and read under the `audit` role."""

    units: Units
    keys: AuditKeys
    clock: Clock
    _known: list[Head] = field(default_factory=list, init=False, repr=False)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False)

    async def write(self, event: AuditEvent) -> int:
        """Append one event in its own transaction and give its number; on return it is committed."""
        row = self._row(event)
        async with self._writing:
            while True:
                head = self._known[-1] if self._known else Head(0, "")
                row["seq"], row["previous"] = head.seq + 1, head.mac
                row["mac"] = self.keys.link(head.mac, _canonical([row[name] for name in _CHAINED]))
                found = await self._append(row)
                self._known[:] = [found]
                if found.mac == row["mac"]:
                    return found.seq

    async def _append(self, row: dict[str, Any]) -> Head:
        """The head after the attempt: the row itself, or what somebody else wrote meanwhile."""
        self._known.clear()
        seq, mac = await self.units.alone(_APPEND, row) or (None, None)
        return Head(seq or 0, mac or "")

    def _row(self, event: AuditEvent) -> dict[str, Any]:
        return {
            "seq": 0,
            "at": self.clock.now(),
            "turn_id": event.turn,
            "viewer": self.keys.pseudonym(event.viewer_id),
            "role": event.role.value,
            "action": event.action,
            "subject": None if event.subject is None else self.keys.pseudonym(event.subject),
            "outcome": event.outcome,
            "tag": event.tag,
            "reason": event.reason,
            "args_hash": event.args_hash,
            "rows": event.rows,
            "dropped": event.dropped,
        }

    async def keep_text(self, cipher: Cipher, seq: int, words: str) -> None:
        """Put words beside row `seq`, sealed, where a duty of erasure can reach them without breaking the chain."""
        row = {"seq": seq, "text": cipher.seal(AUDIT_TEXTS.c.text, words), "at": self.clock.now()}
        async with self.units.work() as connection:
            await connection.execute(insert(AUDIT_TEXTS), row)

    async def head(self) -> Head | None:
        """The end of the chain, or None while nothing was ever written.

        Raises:
            ChainBroken: only a seal is left, and it is not ours.
        """
        last = select(AUDIT.c.seq, AUDIT.c.mac).order_by(AUDIT.c.seq.desc()).limit(1)
        async with self.units.work() as connection:
            found = (await connection.execute(last)).first()
        return Head(*found) if found else await self._sealed()

    async def search(self, *, turn: str = "", viewer_id: str = "", subject: str = "", tag: str = "",
                     since: datetime | None = None, limit: int = 100) -> list[Row[*tuple[Any, ...]]]:  # fmt: skip
        """The newest rows that match everything given; people are given by their id, tags as a pattern with `*`."""
        query = select(AUDIT).order_by(AUDIT.c.seq.desc()).limit(limit)
        exact = {AUDIT.c.turn_id: turn, AUDIT.c.viewer: self.keys.pseudonym(viewer_id),
                 AUDIT.c.subject: self.keys.pseudonym(subject)}  # fmt: skip
        query = query.where(*(column == wanted for column, wanted in exact.items() if wanted))
        if tag:
            query = query.where(AUDIT.c.tag.like(tag.replace("%", r"\%").replace("_", r"\_").replace("*", "%")))
        if since:
            query = query.where(AUDIT.c.at >= since)
        async with self.units.work() as connection:
            return list(await connection.execute(query))

    async def verify(self, anchor: Path | None = None) -> Verdict:
        """Walk the whole chain, in memory that does not grow; with the anchor a cut or rewritten tail is found too."""
        known = AnchorFile(anchor).heads() if anchor else {}
        try:
            return Verdict(await self._walk(known))
        except ChainBroken as broken:
            return Verdict(broken.rows, str(broken))

    async def _walk(self, known: dict[int, str]) -> int:
        start = await self._sealed() or Head(0, "")
        _compare(start, known, 0)
        rows, last = 0, start
        async for row in self._rows(start.seq):
            last = self._next(last, row, rows)
            _compare(last, known, rows)
            rows += 1
        if known and max(known) > last.seq:
            raise ChainBroken(f"the chain ends at row {last.seq}, but the anchor has seen row {max(known)}", rows)
        return rows

    def _next(self, last: Head, row: Row[*tuple[Any, ...]], rows: int) -> Head:
        if row.seq != last.seq + 1:
            raise ChainBroken(f"row {last.seq + 1} is missing", rows)
        expected = self.keys.link(last.mac, _canonical([getattr(row, name) for name in _CHAINED]))
        if not hmac.compare_digest(expected, row.mac):
            raise ChainBroken(f"row {row.seq} is not what was written, or not where it was written", rows)
        return Head(row.seq, row.mac)

    async def _rows(self, after: int) -> AsyncIterator[Row[*tuple[Any, ...]]]:
        while True:
            batch = select(AUDIT).where(AUDIT.c.seq > after).order_by(AUDIT.c.seq).limit(_BATCH)
            async with self.units.work() as connection:
                rows = (await connection.execute(batch)).all()
            for row in rows:
                yield row
            if len(rows) < _BATCH:
                return
            after = rows[-1].seq

    async def _sealed(self) -> Head | None:
        """Where the dropped segments end, once their seal is known to be ours."""
        query = select(AUDIT_SEALS).order_by(AUDIT_SEALS.c.last_seq.desc()).limit(1)
        async with self.units.work() as connection:
            seal = (await connection.execute(query)).first()
        if seal is None:
            return None
        last = Head(seal.last_seq, seal.mac)
        if not hmac.compare_digest(self.keys.seal(last, seal.rows), seal.seal):
            raise ChainBroken(f"the seal at row {seal.last_seq} is not ours", 0)
        return last


class ChainBroken(Exception):  # noqa: N818 - it says what is the matter with the chain
    """The chain is not what was written; the words say where."""

    def __init__(self, fault: str, rows: int) -> None:
        super().__init__(fault)
        self.rows = rows


def _compare(head: Head, known: dict[int, str], rows: int) -> None:
    if head.seq in known and known[head.seq] != head.mac:
        raise ChainBroken(f"row {head.seq} is not the one that the anchor has seen", rows)


def _canonical(values: Sequence[object]) -> list[object]:
    """The row as JSON can hold it; instants in UTC, whatever zone the connection speaks."""
    return [value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value for value in values]
