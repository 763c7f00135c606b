"""A turn in the words of OpenAI's chat completions: whole, or chunk by chunk."""

import time
from collections.abc import AsyncIterator
from typing import Any, Literal, NamedTuple

from app.errors import told
from app.web.clients import Hearing
from app.web.hearing import PING, frame
from app.web.refusals import Refusal, Refused, openai_type
from app.web.words import STOPPED
from channels.web import reply
from domain.blocks import Answer
from domain.errors import AssistantError

Json = dict[str, Any]
_DONE = b"data: [DONE]\n\n"
_UNCOUNTED = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
"""Tokens are a large model's; nobody is charged here."""


class Form(NamedTuple):
    """What every object of one completion carries."""

    model: str
    turn_id: str
    usage: bool = False

    def whole(self, text: str) -> Json:
        """The completion in one piece."""
        message = {"role": "assistant", "content": text, "refusal": None}
        return self._made("chat.completion", {"message": message, "finish_reason": "stop"}, usage=_UNCOUNTED)

    def chunk(self, delta: Json, finish: Literal["stop"] | None = None) -> bytes:
        """One piece of it."""
        return frame(self._made("chat.completion.chunk", {"delta": delta, "finish_reason": finish}))

    def begun(self) -> bytes:
        """The first piece."""
        return self.chunk({"role": "assistant", "content": ""})

    def ended(self) -> bytes:
        """The last pieces."""
        counted = self._made("chat.completion.chunk", None, usage=_UNCOUNTED) if self.usage else None
        return self.chunk({}, "stop") + (frame(counted) if counted else b"") + _DONE

    def _made(self, kind: str, choice: Json | None, **more: object) -> Json:
        choices = [{"index": 0, "logprobs": None, **choice}] if choice else []
        return {"id": f"chatcmpl-{self.turn_id}", "object": kind, "created": int(time.time()), "model": self.model,
                "choices": choices, **more}  # fmt: skip


async def spoken(hearing: Hearing) -> AsyncIterator[str | None]:
    """The words of a turn as they come; None after a while without any.

    Raises:
        Refused: the turn failed; it says what the person is told.
        SourceTimeout: nobody answered.
    """
    said = ""
    async for event in hearing.events():
        piece = _piece(event, said) if event else None
        if piece:
            said += piece
            yield piece
        elif event is None:
            yield None


def _piece(event: Json, said: str) -> str:
    """What one event adds to what was said."""
    match event["type"]:
        case "TEXT_MESSAGE_CONTENT":
            return str(event["delta"])
        case "CUSTOM" if event["name"] == "answer":
            return _rest(reply(Answer.model_validate(event["value"])), said)
        case "RUN_FINISHED" if event["outcome"]["type"] == "cancelled":
            return f"\n\n{STOPPED}" if said else STOPPED
        case "RUN_ERROR":
            # It was answered: a client that asks by itself once more would only add a turn.
            raise Refused(Refusal(503, str(event["code"]), str(event["message"])), {"X-Should-Retry": "false"})
        case _:
            return ""


def _rest(whole: str, said: str) -> str:
    """What of the answer was not spoken yet: its tables and sources, or all of it where it was worded anew."""
    if whole.startswith(said):
        return whole[len(said) :]
    return "" if whole in said else f"\n\n{whole}"


async def streamed(form: Form, words: AsyncIterator[str | None]) -> AsyncIterator[bytes]:
    """The completion chunk by chunk; what goes wrong in the middle is told as OpenAI tells it."""
    yield form.begun()
    try:
        async for piece in words:
            yield PING if piece is None else form.chunk({"content": piece})
    except Refused as no:
        yield _failed(no.refusal)
    except AssistantError as error:
        yield _failed(Refusal(*told(error)))
    else:
        yield form.ended()


def _failed(refusal: Refusal) -> bytes:
    error = {"message": refusal.sentence, "type": openai_type(refusal.status), "param": None, "code": refusal.code}
    return frame({"error": error}) + _DONE


async def only(text: str) -> AsyncIterator[str | None]:
    """Words that are all there."""
    yield text
