"""Bringing the guard key into a database: as HMAC pads, so that the functions need no key arithmetic."""

import psycopg

_BLOCK = 64


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The inner and outer pad of HMAC-SHA256 (RFC 2104) for a key of at most 64 bytes."""
    padded = key.ljust(_BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in padded), bytes(b ^ 0x5C for b in padded)


def put_key(connection: psycopg.Connection, key: bytes) -> None:
    """Set or replace the key inside the caller's transaction, as owner."""
    inner, outer = pads(key)
    connection.execute(
        "INSERT INTO guard.keys (inner_pad, outer_pad) VALUES (%s, %s)"
        " ON CONFLICT (only_row) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
        (inner, outer),
    )
