"""Conversations by a name that somebody else gave them: the same name of the same person is the same conversation."""

import uuid

from sqlalchemy.exc import IntegrityError

from app.web.needs import House
from domain.errors import UnknownSession
from domain.people import Viewer
from storage.conversations import ConversationStore


async def named(house: House, viewer: Viewer, name: str) -> str:
    """The viewer's own conversation of that name, begun when there is none; nobody else's can be named by it."""
    own = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{viewer.person_id}|{viewer.role}|{viewer.channel}|{name}"))
    try:
        return await _opened(house, viewer, own)
    except IntegrityError:
        # Two first questions came at the same moment, and the other one began it.
        return await _opened(house, viewer, own)


async def _opened(house: House, viewer: Viewer, own: str) -> str:
    async with house.cellar.own.work() as connection:
        talks = ConversationStore(connection, house.cellar.cipher, house.clock)
        try:
            return (await talks.open(own, viewer)).id
        except UnknownSession:
            return (await talks.begin(viewer, own)).id
