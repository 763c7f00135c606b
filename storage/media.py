"""Pictures for channels that fetch them: under an address nobody can guess, for two minutes, and then gone."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import insert, select

from domain.clock import Clock
from storage.crypto import Cipher
from storage.tables import MEDIA as T
from storage.units import Units
from storage.wall import Standing, stand

_LASTS = timedelta(seconds=120)


class Medium(NamedTuple):
    """Bytes and what they are."""

    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Media:
    """The shelf. The table holds only the digest of an address, so that reading it opens nothing."""

    units: Units
    cipher: Cipher
    clock: Clock

    async def put(self, body: bytes, media_type: str) -> str:
        """Keep the bytes; the name under which they can be fetched."""
        name = secrets.token_urlsafe(32)
        row = {"name_hash": _digest(name), "media_type": media_type, "body": self.cipher.seal_bytes(T.c.body, body),
               "expires_at": self.clock.now() + _LASTS}  # fmt: skip
        async with self.units.work() as connection:
            await stand(connection, Standing(session=_digest(name)))
            await connection.execute(insert(T), row)
        return name

    async def get(self, name: str) -> Medium | None:
        """What lies under that name; None when there is nothing, or no longer."""
        query = select(T).where(T.c.name_hash == _digest(name), T.c.expires_at > self.clock.now())
        async with self.units.work() as connection:
            await stand(connection, Standing(session=_digest(name)))
            row = (await connection.execute(query)).first()
        return Medium(row.media_type, self.cipher.open_bytes(T.c.body, row.body)) if row else None


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
