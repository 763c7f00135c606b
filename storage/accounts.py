"""Who people are to us, as rows: staff, demo people, consents and signed-in browsers."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clock import Clock
from domain.names import EVERY, Names
from domain.people import ANONYMOUS_VIEWER, Assurance, Channel, Persona, Role, SensitiveClass, Viewer
from domain.records.staff import Staff
from storage.crypto import Cipher
from storage.marks import StoreKind, read_mark
from storage.tables import MESSENGER_CONSENTS, PERSONAS, SESSIONS, STAFF
from storage.units import Units
from storage.wall import Standing, stand


@dataclass(frozen=True, slots=True)
class SqlAccounts:
    """Satisfies `access.ports.Accounts`."""

    units: Units

    async def viewer(self, person_id: str, role: Role, channel: Channel) -> Viewer | None:
        """This person in this role at this door; staff by the department's directory, citizens at level CITIZEN.

        That a citizen is who they say was settled by whoever signed them in; lower the level with `replace`.
        """
        async with self.units.work() as connection:
            return await _viewer(connection, person_id, role, channel)

    async def roles(self, person_id: str) -> list[Role]:
        """The roles this member of staff holds, as the directory says now."""
        query = select(STAFF.c.role).where(STAFF.c.person_id == person_id).order_by(STAFF.c.role)
        async with self.units.work() as connection:
            await stand(connection, Standing(person=person_id))
            return [Role(role) for role in await connection.scalars(query)]

    async def personas(self) -> list[Persona]:
        """The demo people of a synthetic store, in the order they are shown; none on any other.

        A persona whose role was taken away is left out.
        """
        async with self.units.work() as connection:
            mark = await read_mark(connection)
            if mark is None or mark.kind is not StoreKind.SYNTHETIC:
                return []
            rows = list(await connection.execute(select(PERSONAS).order_by(PERSONAS.c.position, PERSONAS.c.name)))
            people = [(row, await _viewer(connection, row.person_id, Role(row.role), Channel.WEB)) for row in rows]
        return [_persona(row, viewer) for row, viewer in people if viewer]

    async def messenger_consent(self, person_id: str) -> bool:
        async with self.units.work() as connection:
            return await _messenger(connection, person_id)

    async def consent_to_messenger(self, person_id: str, clock: Clock, *, agreed: bool) -> None:
        """Keep the person's yes, or that they took it back."""
        values = {"withdrawn_at": None if agreed else clock.now()} | ({"given_at": clock.now()} if agreed else {})
        row = {"person_id": person_id, "given_at": clock.now(), **values}
        async with self.units.work() as connection:
            await stand(connection, Standing(person=person_id))
            await connection.execute(upsert(MESSENGER_CONSENTS).values(row).on_conflict_do_update(
                index_elements=[MESSENGER_CONSENTS.c.person_id], set_=values))  # fmt: skip


class Session(NamedTuple):
    """A browser that signed in: one person in one role."""

    person_id: str
    role: Role
    level: Assurance
    persona: bool
    name: str = ""


class Browser(NamedTuple):
    """A session in the list of a person's own."""

    id: str
    role: Role
    level: Assurance
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SqlSessions:
    """Signed-in browsers. The cookie holds a random token; the table only its SHA-256."""

    units: Units
    clock: Clock
    cipher: Cipher

    async def begin(
        self, session: Session, lasts: timedelta = timedelta(hours=12), *, sure: timedelta | None = None
    ) -> str:
        """The token for the cookie of a new session; after `sure` its level is that of a phone at most."""
        token, now = secrets.token_urlsafe(32), self.clock.now()
        row = {**session._asdict(), "name": self.cipher.seal(SESSIONS.c.name, session.name) if session.name else None,
               "token_hash": _digest(token), "made_at": now, "expires_at": now + lasts,
               "sure_until": now + sure if sure else None}  # fmt: skip
        async with self.units.work() as connection:
            await stand(connection, Standing(session=_digest(token)))
            await connection.execute(insert(SESSIONS), row)
        return token

    async def find(self, token: str) -> Session | None:
        """The session this token opened, or None when there is none or it is over."""
        query = select(SESSIONS).where(SESSIONS.c.token_hash == _digest(token))
        async with self.units.work() as connection:
            await stand(connection, Standing(session=_digest(token)))
            row = (await connection.execute(query.where(SESSIONS.c.expires_at > self.clock.now()))).first()
        if row is None:
            return None
        name = self.cipher.open(SESSIONS.c.name, row.name) if row.name else ""
        return Session(row.person_id, Role(row.role), self._level(row), row.persona, name)

    async def of_person(self, person_id: str) -> list[Browser]:
        """The browsers in which this person is signed in now, the latest first."""
        query = select(SESSIONS).where(SESSIONS.c.person_id == person_id, SESSIONS.c.expires_at > self.clock.now())
        async with self.units.work() as connection:
            await stand(connection, Standing(person=person_id))
            rows = await connection.execute(query.order_by(SESSIONS.c.made_at.desc()))
        return [Browser(row.token_hash, Role(row.role), self._level(row), row.made_at, row.expires_at) for row in rows]

    async def end_one(self, person_id: str, number: str) -> bool:
        """Sign this person out in one of their browsers; False when it is none of theirs."""
        mine = SESSIONS.c.person_id == person_id, SESSIONS.c.token_hash == number
        async with self.units.work() as connection:
            await stand(connection, Standing(person=person_id))
            return (await connection.execute(delete(SESSIONS).where(*mine))).rowcount > 0

    def _level(self, row: Row[*tuple[Any, ...]]) -> Assurance:
        sure = row.sure_until is None or row.sure_until > self.clock.now()
        return Assurance(row.level) if sure else min(Assurance(row.level), Assurance.PHONE)

    async def end(self, token: str) -> None:
        """Sign out; a token that opened nothing is passed over."""
        async with self.units.work() as connection:
            await stand(connection, Standing(session=_digest(token)))
            await connection.execute(delete(SESSIONS).where(SESSIONS.c.token_hash == _digest(token)))


async def fill_staff(connection: AsyncConnection, staff: Iterable[Staff]) -> None:
    """Make the staff directory say this, as owner."""
    rows = [{**member._asdict(), "facilities": list(member.facilities), "communes": list(member.communes),
             "clearances": list(member.clearances)} for member in staff]  # fmt: skip
    await connection.execute(delete(STAFF))
    if rows:
        await connection.execute(insert(STAFF), rows)


async def fill_personas(connection: AsyncConnection, personas: Iterable[Persona]) -> None:
    """Make the demo people be these, in this order, as owner."""
    rows = [
        {
            "name": persona.name,
            "position": position,
            "person_id": persona.viewer.person_id,
            "role": persona.viewer.role.value,
            "display_name": persona.viewer.display_name,
            "facility_name": persona.facility_name,
            "commune_name": persona.commune_name,
            "suggestions": list(persona.suggestions),
        }
        for position, persona in enumerate(personas)
    ]
    await connection.execute(delete(PERSONAS))
    if rows:
        await connection.execute(insert(PERSONAS), rows)


async def _viewer(connection: AsyncConnection, person_id: str, role: Role, channel: Channel) -> Viewer | None:
    if role is Role.ANONYMOUS:
        return replace(ANONYMOUS_VIEWER, channel=channel)
    if not person_id:
        return None
    citizen = Viewer(person_id=person_id, role=role, level=Assurance.CITIZEN)
    found = citizen if role is Role.CITIZEN else await _member(connection, person_id, role)
    if found is None or channel is Channel.WEB:
        return found
    # What may be told on a messenger is asked for only there.
    return replace(found, channel=channel, messenger_consent=await _messenger(connection, person_id))


async def _member(connection: AsyncConnection, person_id: str, role: Role) -> Viewer | None:
    await stand(connection, Standing(person=person_id))
    query = select(STAFF).where(STAFF.c.person_id == person_id, STAFF.c.role == role.value)
    row = (await connection.execute(query)).first()
    if row is None:
        return None
    return Viewer(
        person_id=row.person_id,
        role=role,
        display_name=row.full_name,
        level=Assurance.STAFF,
        facility=row.facility,
        department=row.department,
        on_call=row.on_call,
        facilities=_names(row.facilities),
        communes=_names(row.communes),
        clearances=frozenset(map(SensitiveClass, row.clearances)),
    )


def _persona(row: Row[*tuple[Any, ...]], viewer: Viewer) -> Persona:
    return Persona(
        name=row.name,
        viewer=replace(viewer, display_name=row.display_name or viewer.display_name),
        facility_name=row.facility_name,
        commune_name=row.commune_name,
        suggestions=tuple(row.suggestions),
    )


def _names(codes: list[str]) -> Names:
    return EVERY if "*" in codes else frozenset(codes)


async def _messenger(connection: AsyncConnection, person_id: str) -> bool:
    consents = MESSENGER_CONSENTS
    query = select(consents.c.person_id).where(consents.c.person_id == person_id, consents.c.withdrawn_at.is_(None))
    await stand(connection, Standing(person=person_id))
    return (await connection.execute(query)).first() is not None


def named(token: str) -> str:
    """The id of the browser that this token opened."""
    return _digest(token)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
