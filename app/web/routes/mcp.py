"""The door of the Model Context Protocol, and where its clients learn who gives tokens."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.web.asking import TheHouse
from app.web.bearing import METADATA, Bearing, public_url
from app.web.refusals import NO_PAGE, Refused

router = APIRouter()
_DOORS = frozenset({"mcp", "v1", "agui"})
"""What a token may be shown at."""


class _HandedOn(Response):
    """The rest of the request is the protocol's own."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["app"].state.mcp.handle_request(scope, receive, send)


@router.post("/mcp")
async def mcp(request: Request, viewer: Bearing) -> Response:
    """One message of a client whose token stands for somebody."""
    request.state.viewer = viewer
    return _HandedOn()


@router.get(METADATA + "/{door}")
async def metadata(door: str, request: Request, house: TheHouse) -> dict[str, Any]:
    """Who gives tokens for that door (RFC 9728)."""
    if house.bearer is None or door not in _DOORS:
        raise Refused(NO_PAGE)
    settings = house.bearer.settings
    scopes = {"scopes_supported": settings.scopes} if settings.scopes else {}
    return {
        "resource": f"{public_url(request, house)}/{door}", "resource_name": "Hỏi Y Tế",
        "authorization_servers": [settings.issuer], "bearer_methods_supported": ["header"], **scopes,
    }  # fmt: skip
