"""For clients that speak OpenAI's API, such as Open WebUI and LibreChat: the same questions by the same door."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Header, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response, StreamingResponse

from app.web.asking import TheHouse
from app.web.bearing import Bearing
from app.web.clients import Put, Uttered, ask, question_of
from app.web.completions import Form, only, spoken, streamed
from app.web.hearing import KEPT_OPEN
from app.web.needs import House
from app.web.refusals import Refusal, Refused
from app.web.titles import is_task, task_answer
from domain.people import Viewer

router = APIRouter(prefix="/v1")
MODEL = "hoi-y-te"
TITLES = "hoi-y-te-title"
"""The model for what clients ask behind a talk: titles, tags and follow-ups."""
_SINCE = 1_790_000_000
_MODELS = {id_: {"id": id_, "object": "model", "created": _SINCE, "owned_by": "hoi-y-te"} for id_ in (MODEL, TITLES)}
_NO_MODEL = Refusal(404, "model_not_found", "Không có mô hình này. Xin chọn “hoi-y-te”.")


class StreamOptions(BaseModel):
    """How a stream is told."""

    include_usage: bool = False


class Completion(BaseModel):
    """The body of a completion; the many other fields that clients send change nothing here."""

    model: str = Field(max_length=200)
    messages: list[Uttered]
    stream: bool | None = False
    stream_options: StreamOptions | None = None


class Heads(BaseModel):
    """The headers by which a client names its talk and its request."""

    x_openwebui_chat_id: str = ""
    x_conversation_id: str = ""
    idempotency_key: str = ""

    @property
    def talk(self) -> str:
        """The client's own name of the talk."""
        return self.x_openwebui_chat_id or self.x_conversation_id


@router.get("/models")
async def models(_: Bearing) -> dict[str, Any]:
    """What may stand as `model`."""
    return {"object": "list", "data": list(_MODELS.values())}


@router.get("/models/{model}")
async def model(model: str, _: Bearing) -> dict[str, Any]:
    """One of them."""
    return _MODELS[_known(model)]


@router.post("/chat/completions")
async def complete(
    body: Completion, heads: Annotated[Heads, Header()], request: Request, house: TheHouse, viewer: Bearing
) -> Response:
    """Answer the last words of the person; who goes away does not stop the turn.

    Raises:
        NoWords: nothing in them that could be a question.
        TooLong: more than 4,000 characters.
    """
    text = question_of(body.messages)
    if _known(body.model) == TITLES or is_task(text):
        form, words = Form(body.model, str(uuid4()), _counts(body)), only(task_answer(text))
    else:
        form, words = await _asked(request, house, viewer, body, heads)
    if body.stream:
        return StreamingResponse(streamed(form, words), media_type="text/event-stream", headers=KEPT_OPEN)
    return JSONResponse(form.whole("".join([piece async for piece in words if piece])))


async def _asked(
    request: Request, house: House, viewer: Viewer, body: Completion, heads: Heads
) -> tuple[Form, AsyncIterator[str | None]]:
    question = Put(door="v1", text=question_of(body.messages), talk=heads.talk, event=heads.idempotency_key)
    hearing = await ask(request, house, viewer, question)
    return Form(body.model, hearing.turn_id, _counts(body)), spoken(hearing)


def _counts(body: Completion) -> bool:
    return bool(body.stream_options and body.stream_options.include_usage)


def _known(name: str) -> str:
    if name not in _MODELS:
        raise Refused(_NO_MODEL)
    return name
