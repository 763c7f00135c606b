"""An answer as it is kept in a conversation, and back again."""

from typing import Any

from pydantic import ValidationError

from domain.blocks import READ, Answer
from domain.history import Said
from storage.conversations import Message


def asked(turn_id: str, text: str) -> Message:
    """The person's own words, to be kept."""
    return Message(turn_id=turn_id, author="user", text=text, calls=[], sources=[])


def answered(turn_id: str, answer: Answer, reply: str) -> Message:
    """The assistant's answer, to be kept whole: the blocks are shown again, the calls are the next turn's memory."""
    kept = answer.model_dump(mode="json", exclude={"sources"})
    sources = [source.model_dump(mode="json") for source in answer.sources]
    return Message(turn_id=turn_id, author="assistant", text=reply, calls=[kept], sources=sources)


def answer_of(message: Message) -> Answer | None:
    """The answer a kept message holds; None when it is not one, or was kept in a form no longer read."""
    if message.author != "assistant" or not message.calls:
        return None
    kept: dict[str, Any] = {**message.calls[0], "sources": message.sources}
    try:
        return Answer.model_validate(kept)
    except ValidationError:
        return None


def said(messages: list[Message], before: str) -> list[Said]:
    """What was said before that turn began, as the next turn hears it."""
    cut = next((i for i, message in enumerate(messages) if message.turn_id == before), len(messages))
    return [_said(message) for message in messages[:cut] if message.author != "tool"]


def _said(message: Message) -> Said:
    answer = answer_of(message)
    if answer is None:
        return Said(author="user" if message.author == "user" else "assistant", text=message.text)
    note = {name: value for name, value in answer.note.items() if name != READ}
    return Said(author="assistant", text=message.text, tools=answer.tools, note=note)
