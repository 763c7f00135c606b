"""For clients that speak AG-UI: one POST takes the question in and tells its turn, in the page's own events."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field
from starlette.responses import StreamingResponse

from app.errors import told
from app.web.asking import COOKIE, TheHouse, asker_of, require_change
from app.web.bearing import bearing
from app.web.clients import Hearing, Put, Uttered, ask, question_of
from app.web.hearing import KEPT_OPEN, PING, frame
from domain.errors import AssistantError
from domain.people import Viewer

router = APIRouter()


class RunInput(BaseModel):
    """AG-UI's RunAgentInput, as far as it says anything to us; tools and state of a client are its own."""

    thread_id: str = Field(alias="threadId", max_length=200)
    run_id: str = Field(alias="runId", max_length=200)
    messages: list[Uttered]


async def _viewer(request: Request, house: TheHouse) -> Viewer:
    """Whom the token stands for; without one, the page's own session with its proof. They are never mixed."""
    if "authorization" in request.headers or (house.bearer and COOKIE not in request.cookies):
        return await bearing(request, house)
    return require_change(request, await asker_of(request, house)).viewer


@router.post("/agui")
async def run(
    body: RunInput, request: Request, house: TheHouse, viewer: Annotated[Viewer, Depends(_viewer)]
) -> StreamingResponse:
    """Answer the last words of the person; who goes away does not stop the turn, and the same run again is none.

    Raises:
        NoWords: nothing in them that could be a question.
        TooLong: more than 4,000 characters.
    """
    text = question_of(body.messages)
    # With its words: a client that gives every run the same id must not hear its first answer for ever.
    run_id = f"{body.thread_id}:{body.run_id}:{text}"
    hearing = await ask(request, house, viewer, Put(door="agui", text=text, talk=body.thread_id, event=run_id))
    return StreamingResponse(_told(hearing, body), media_type="text/event-stream", headers=KEPT_OPEN)


async def _told(hearing: Hearing, body: RunInput) -> AsyncIterator[bytes]:
    """The turn's events under the names that the client gave its thread and its run."""
    own = {"threadId": body.thread_id, "runId": body.run_id}
    try:
        async for event in hearing.events():
            yield PING if event is None else frame(event | {name: own[name] for name in own.keys() & event.keys()})
    except AssistantError as error:
        yield frame({"type": "RUN_ERROR", "message": told(error).sentence, "code": told(error).code})
