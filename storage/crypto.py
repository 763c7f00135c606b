"""Sealed columns: AES-256-GCM, stored as `length of key id || key id || nonce || ciphertext`.

The associated data names table and column, so that a box moved to another column does not open.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, Table, Update, bindparam, func, select, tuple_, update

from domain.errors import Misconfigured
from storage import tables
from storage.units import Units

_NONCE = 12
_BATCH = 500

ENCRYPTED: tuple[Column[bytes], ...] = (
    tables.INBOX.c.sender, tables.INBOX.c.text, tables.INBOX.c.raw,
    tables.CONVERSATIONS.c.title,
    tables.MESSAGES.c.text, tables.MESSAGES.c.calls, tables.MESSAGES.c.sources,
    tables.TURN_EVENTS.c.payload,
    tables.OUTBOX.c.payload,
    tables.CHANNEL_ACCOUNTS.c.handle,
    tables.MEDIA.c.body,
    tables.ONE_TIME_CODES.c.payload, tables.SESSIONS.c.name,
    tables.CONFIRMATIONS.c.payload, tables.CONFIRMATIONS.c.text,
    tables.CHANNEL_TOKENS.c.access, tables.CHANNEL_TOKENS.c.refresh,
    tables.AUDIT_TEXTS.c.text,
)  # fmt: skip
"""Every sealed column of our own tables; a test holds that no other bytea column exists."""


@dataclass(frozen=True, slots=True)
class Cipher:
    """Seals with the current key (32 bytes), opens with whichever key the box names."""

    keys: Mapping[str, bytes] = field(repr=False)
    current: str

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise Misconfigured(f"no encryption key is named {self.current!r}")
        if any(len(key) != 32 for key in self.keys.values()):
            raise Misconfigured("an encryption key must be 32 bytes long")

    def seal(self, column: Column[bytes], plain: str) -> bytes:
        """The text as a box that only this column can hold."""
        return self.seal_bytes(column, plain.encode())

    def open(self, column: Column[bytes], box: bytes) -> str:
        """The text in the box; raises as `open_bytes`."""
        return self.open_bytes(column, box).decode()

    def seal_bytes(self, column: Column[bytes], plain: bytes) -> bytes:
        """Any bytes as a box that only this column can hold."""
        nonce = os.urandom(_NONCE)
        return self.label + nonce + AESGCM(self.keys[self.current]).encrypt(nonce, plain, _place(column))

    def open_bytes(self, column: Column[bytes], box: bytes) -> bytes:
        """What is in the box.

        Raises:
            Misconfigured: the box names a key that is not in the settings.
            cryptography.exceptions.InvalidTag: the box was changed, or sealed for another column.
        """
        name, rest = box[1 : 1 + box[0]].decode(), box[1 + box[0] :]
        if name not in self.keys:
            raise Misconfigured(f"no encryption key is named {name!r}")
        return AESGCM(self.keys[name]).decrypt(rest[:_NONCE], rest[_NONCE:], _place(column))

    def seal_json(self, column: Column[bytes], value: object) -> bytes:
        """Any JSON value as a box."""
        return self.seal(column, json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def open_json(self, column: Column[bytes], box: bytes) -> Any:  # noqa: ANN401 - JSON may hold anything
        """The JSON value in the box; raises as `open`."""
        return json.loads(self.open(column, box))

    @property
    def label(self) -> bytes:
        """How a box sealed with the current key begins."""
        name = self.current.encode()
        return bytes([len(name)]) + name


def _place(column: Column[bytes]) -> bytes:
    return f"{column.table.name}.{column.name}".encode()


async def rotate(units: Units, cipher: Cipher) -> int:
    """Seal anew, under the current key, every box that another key sealed; how many there were.

    Runs as owner, in batches of one unit each: it may be broken off and begun again, and a second run finds nothing.
    """
    return sum([await _rotate_column(units, cipher, column) for column in ENCRYPTED])


async def _rotate_column(units: Units, cipher: Cipher, column: Column[bytes]) -> int:
    total, after = 0, None
    while rows := await _rotate_batch(units, cipher, column, after):
        total, after = total + len(rows), rows[-1][:-1]
    return total


async def _rotate_batch(
    units: Units, cipher: Cipher, column: Column[bytes], after: Sequence[object] | None
) -> Sequence[Sequence[Any]]:
    """One batch of old boxes, in the order of the primary key, so that no batch reads again what is done."""
    keys, label = list(_table(column).primary_key.columns), cipher.label
    old = select(*keys, column).where(func.substring(column, 1, len(label)) != label).order_by(*keys)
    if after is not None:
        old = old.where(tuple_(*keys) > tuple_(*after))
    async with units.work() as connection:
        rows = (await connection.execute(old.limit(_BATCH).with_for_update())).all()
        if rows:
            boxes = [cipher.seal_bytes(column, cipher.open_bytes(column, row[-1])) for row in rows]
            await connection.execute(_renewal(column, keys), _renewed(keys, rows, boxes))
    return rows


def _renewal(column: Column[bytes], keys: Sequence[Column[Any]]) -> Update:
    return update(_table(column)).where(*(k == bindparam(f"old_{k.name}") for k in keys)).values(
        {column: bindparam("box")}
    )  # fmt: skip


def _renewed(
    keys: Sequence[Column[Any]], rows: Sequence[Sequence[Any]], boxes: Sequence[bytes]
) -> list[dict[str, Any]]:
    names = [f"old_{key.name}" for key in keys]
    return [{**dict(zip(names, row[:-1], strict=True)), "box": box} for row, box in zip(rows, boxes, strict=True)]


def _table(column: Column[bytes]) -> Table:
    table = column.table
    if not isinstance(table, Table):
        raise TypeError(f"{column} belongs to no table")
    return table
