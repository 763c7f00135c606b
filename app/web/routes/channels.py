"""The doors of the messengers: verified, parsed, kept; then 200, and nothing clever before it."""

import logging
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.background import BackgroundTask

from app.chats import take_in_chat
from app.web.asking import TheHouse
from channels.errors import Forged, Garbled
from domain.people import Channel
from storage.media import Media

router = APIRouter()
_log = logging.getLogger(__name__)


@router.post("/channels/{name}")
async def receive(name: Annotated[Channel, Path()], request: Request, house: TheHouse) -> Response:
    """Keep what a channel delivers: 200 kept, now or before; 401 not the channel; 503 come again."""
    messenger, body = house.messengers.get(name), await request.body()
    if messenger is None:
        return Response(status_code=404)
    if not body.strip():
        # Zalo knocks with nothing in its hands to see whether anybody is there.
        return Response(status_code=200)
    try:
        messenger.verify({key.lower(): value for key, value in request.headers.items()}, body)
        arrived = messenger.parse(body, received_at=house.now.now())
    except Forged:
        _log.warning("%s: a delivery was forged", name.value)
        return Response(status_code=401)
    except Garbled:
        # It is the channel's own: refused, it would only come again and hold up what stands behind it.
        _log.error("%s: a delivery was not its format", name.value)
        return Response(status_code=200)
    for inbound in arrived:
        await take_in_chat(house, inbound)
    return Response(status_code=200, background=BackgroundTask(messenger.noticed, body))


@router.get("/media/{name}")
async def picture(name: Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{43}$")], house: TheHouse) -> Response:
    """A picture on its way to a channel, for as long as it may be fetched."""
    found = await Media(house.cellar.own, house.cellar.cipher, house.now).get(name)
    if found is None:
        return Response(status_code=404)
    return Response(found.body, media_type=found.media_type, headers={"Cache-Control": "no-store"})
