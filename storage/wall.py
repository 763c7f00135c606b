"""The second wall: who a transaction speaks for, told to PostgreSQL, whose row-level policies then do the rest.

The app role sets these values itself; `docs/threats.md` says which attack that does not stop.
"""

from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.units import straight


class Standing(NamedTuple):
    """What a transaction may see of the tables that hold a person; an empty field opens nothing."""

    conversation: str = ""
    person: str = ""
    role: str = ""
    session: str = ""
    duty: str = ""
    account: str = ""


POST = Standing(duty="post")
"""Whoever carries messages from the inbox and to the outbox, of any conversation."""


_STAND = """SELECT set_config('hoiyte.conversation', %(conversation)s, true),
    set_config('hoiyte.person', %(person)s, true), set_config('hoiyte.role', %(role)s, true),
    set_config('hoiyte.session', %(session)s, true), set_config('hoiyte.duty', %(duty)s, true),
    set_config('hoiyte.account', %(account)s, true)"""
_KEY = "hoiyte.standing"


async def stand(connection: AsyncConnection, standing: Standing) -> None:
    """Let the rest of this transaction speak for `standing` and nobody else; free when it already does."""
    now = connection.sync_connection and connection.sync_connection.get_transaction(), standing
    info = connection.info
    if info.get(_KEY) != now:
        await straight(connection, _STAND, standing._asdict())
        info[_KEY] = now
