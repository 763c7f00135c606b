"""Our side as the platform sees it from outside: a webhook and published pictures behind a public HTTPS name."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response

from channels.errors import Forged
from channels.port import Messenger
from domain.messages import Inbound

PUBLIC = "https://hoi-yte.example.vn"


class OurSide:
    def __init__(self, messenger: Callable[[], Messenger]) -> None:
        self.messenger = messenger
        self.heard: list[Inbound] = []
        self.pictures: dict[str, tuple[bytes, str]] = {}
        self.router = APIRouter()
        self.router.add_api_route("/ours/webhook", self.webhook, methods=["POST"])
        self.router.add_api_route("/ours/pictures/{name}", self.picture, methods=["GET"])

    async def publish(self, picture: bytes, media_type: str) -> str:
        name = secrets.token_urlsafe(16)
        self.pictures[name] = (picture, media_type)
        return f"{PUBLIC}/ours/pictures/{name}"

    async def webhook(self, request: Request) -> Response:
        body, messenger = await request.body(), self.messenger()
        try:
            messenger.verify(request.headers, body)
        except Forged:
            return Response(status_code=403)
        self.heard += messenger.parse(body, received_at=datetime.now(UTC))
        return Response()

    async def picture(self, name: str) -> Response:
        if name not in self.pictures:
            return Response(status_code=404)
        content, media_type = self.pictures[name]
        return Response(content, media_type=media_type)
