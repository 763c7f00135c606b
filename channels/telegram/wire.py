"""The shapes of Telegram's updates, as far as we read them; what else they hold is passed over."""

from pydantic import BaseModel, ConfigDict, Field


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Chat(_Wire):
    """Where something happened: "private", "group", "supergroup" or "channel"."""

    id: int
    type: str = ""


class User(_Wire):
    """Who did it."""

    id: int
    is_bot: bool = False


class Contact(_Wire):
    """A number that was handed over; `user_id` is set where Telegram knows whose it is."""

    phone_number: str
    user_id: int | None = None


class Button(_Wire):
    """One button of ours under a message."""

    text: str
    callback_data: str | None = None


class Keyboard(_Wire):
    """The buttons under a message, row by row."""

    inline_keyboard: tuple[tuple[Button, ...], ...] = ()


class Message(_Wire):
    """A message; the kinds of content that we cannot read stand in `model_extra` under their own names."""

    model_config = ConfigDict(extra="allow")

    chat: Chat
    sender: User | None = Field(default=None, alias="from")
    text: str | None = None
    contact: Contact | None = None
    reply_markup: Keyboard | None = None


class Press(_Wire):
    """A button was pressed; the message is without its buttons where it is too old for Telegram to remember."""

    id: str
    sender: User = Field(alias="from")
    data: str | None = None
    message: Message | None = None


class Member(_Wire):
    """What the bot is to a chat: "kicked" where the person blocked it."""

    status: str


class Membership(_Wire):
    """The bot became something else to a chat."""

    chat: Chat
    new_chat_member: Member


class Update(_Wire):
    """One thing that happened; kinds that we did not ask for leave all fields empty."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Press | None = None
    my_chat_member: Membership | None = None


ASKED_FOR = [name for name in Update.model_fields if name != "update_id"]
"""The kinds of update that Telegram is asked to bring."""
