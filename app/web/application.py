"""The web application over a house. Start reading here."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import vl_convert
from fastapi import FastAPI

from app.web.headers import SecurityHeaders
from app.web.limits import BodyLimit
from app.web.mcp_server import open_manager
from app.web.metrics import Counting, Metrics
from app.web.needs import House
from app.web.pace import Pace
from app.web.pages import Files, front_page
from app.web.refusals import Crashes, hear_refusals
from app.web.routes import (
    agui,
    channels,
    consents,
    conversations,
    health,
    link_page,
    links,
    mcp,
    me,
    messages,
    openai,
    page,
    provider,
    signin,
    turns,
)


def create_app(house: House) -> FastAPI:
    """The application that stands in front of this house; it listens for events while it runs."""

    @asynccontextmanager
    async def alive(app: FastAPI) -> AsyncIterator[None]:
        app.state.mcp = open_manager(house)
        async with house.feed.running(), app.state.mcp.run():
            yield

    app = FastAPI(title="Hỏi Y Tế", openapi_url=None, docs_url=None, redoc_url=None, lifespan=alive)
    app.state.house = house
    app.state.page = front_page()
    app.state.vega = _vega()
    app.state.pace = Pace()
    app.state.metrics = Metrics()
    people = (me, consents, links, link_page, signin, provider)
    for part in (page, *people, conversations, messages, turns, channels, health, openai, mcp, agui):
        app.include_router(part.router)
    app.mount("/static", Files(), name="static")
    hear_refusals(app)
    # The last added is the outermost: every answer, a crash's too, carries the headers.
    app.add_middleware(BodyLimit)
    app.add_middleware(Counting, metrics=app.state.metrics)
    app.add_middleware(Crashes)
    app.add_middleware(SecurityHeaders)
    return app


def _vega() -> tuple[bytes, str]:
    bundle = vl_convert.javascript_bundle().encode()  # type: ignore[call-arg] # its stub forgot the default
    return bundle, f'"{hashlib.sha256(bundle).hexdigest()[:16]}"'
