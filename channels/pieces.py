"""An answer as the pieces that a messenger sends one after the other; each is a row of the outbox."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from channels.render import ABILITIES, Can, render
from channels.splitting import size, split
from domain.blocks import Answer, ChartBlock, ChoicesBlock
from domain.people import Channel

YES, NO = "Xác nhận", "Thôi"
_MOST = 5
"""Messages of one answer: people stop reading, and platforms silently drop what comes after."""
_MORE = "Câu trả lời còn dài. Xin xem đầy đủ trên trang web Hỏi Y Tế, hoặc hỏi hẹp hơn."


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Frozen):
    """Text; `**bold**` and leading "• " are the only marks, and bold only where the channel shows it."""

    kind: Literal["words"] = "words"
    text: str


class Buttons(_Frozen):
    """Text with buttons; pressing one says its words."""

    kind: Literal["buttons"] = "buttons"
    text: str
    choices: tuple[str, ...]


class Picture(_Frozen):
    """A chart to be drawn as PNG when it is sent, and what it says."""

    kind: Literal["picture"] = "picture"
    caption: str
    spec: dict[str, Any]


Piece = Annotated[Words | Buttons | Picture, Field(discriminator="kind")]
PIECE: TypeAdapter[Words | Buttons | Picture] = TypeAdapter(Piece)


def pieces(answer: Answer, channel: Channel) -> list[Words | Buttons | Picture]:
    """The answer in order: words, pictures between them, and buttons at the end where the channel has them."""
    can = ABILITIES[channel]
    made: list[Words | Buttons | Picture] = [*_body(answer, channel, can)]
    made = made if len(made) <= _MOST else [*made[: _MOST - 1], Words(text=_MORE)]
    choices = _choices(answer, can)
    if not choices:
        return made
    if made and isinstance(last := made[-1], Words):
        return [*made[:-1], Buttons(text=last.text, choices=choices)]
    return [*made, Buttons(text="Anh/chị chọn:", choices=choices)]


def _body(answer: Answer, channel: Channel, can: Can) -> Iterator[Words | Picture]:
    """Words up to each picture, the picture, and the words after it with the sources."""
    held: list[Any] = []
    for block in answer.blocks:
        if isinstance(block, ChartBlock) and can.pictures:
            yield from _words(Answer(blocks=tuple(held)), channel, can)
            held = []
            yield Picture(caption=_short(f"{block.title}\n{block.summary}", can.caption), spec=block.spec)
        elif not (isinstance(block, ChoicesBlock) and can.buttons):
            held.append(block)
        elif block.text:
            held.append(ChoicesBlock(text=block.text, choices=()))
    confirm = answer.confirm
    rest = answer.model_copy(update={"blocks": tuple(held), "confirm": None if can.buttons else confirm})
    if can.buttons and confirm:
        rest = rest.model_copy(update={"blocks": (*held, ChoicesBlock(text=confirm.text, choices=()))})
    yield from _words(rest, channel, can)


def _words(answer: Answer, channel: Channel, can: Can) -> Iterator[Words]:
    text = render(answer, channel, styled=True)
    yield from (Words(text=part) for part in (split(text, can.text) if text else ()))


def _choices(answer: Answer, can: Can) -> tuple[str, ...]:
    if not can.buttons:
        return ()
    if answer.confirm:
        return (YES, NO)
    offered = [choice for block in answer.blocks if isinstance(block, ChoicesBlock) for choice in block.choices]
    return tuple(offered[: can.buttons])


def _short(text: str, limit: int) -> str:
    """The caption, cut at a pause where it is too long."""
    return text if size(text) <= limit else split(text, limit)[0]
