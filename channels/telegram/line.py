"""The line to Telegram: python-telegram-bot's connections, whose failures are told in our own words."""

import json
import logging
from collections.abc import Awaitable
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError
from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest

from channels.discreet import hush
from channels.errors import ChannelError, Later, NeedsOperator, Refused, Unknown

T = TypeVar("T")
_NEVER_MADE = (
    httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol,
)  # fmt: skip
"""Failures that come before a word has left."""
_KNOWN = (
    "chat not found",
    "message is too long",
    "message text is empty",
    "button_data_invalid",
    "caption is too long",
)
"""Reasons of Telegram that may be repeated; others can quote the message."""


class Unparsed(Refused):
    """Telegram could not read our HTML; the same words go without it."""


class Failed(TelegramError):  # noqa: N818 - named as the errors it carries
    """Carries our error through the library, which lets its own kind pass."""

    def __init__(self, ours: ChannelError) -> None:
        super().__init__("")
        self.ours = ours


class Line(HTTPXRequest):
    """A pool of connections."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401 - handed on unread
        """The status and body of a good answer.

        The library's own reading of bad ones warns of its future where it should tell how long to wait, and takes an
        answer that is none for a crash.

        Raises:
            Failed: there is no good answer.
        """
        try:
            code, payload = await super().do_request(*args, **kwargs)
        except NetworkError as error:
            failure = unreached(error.__cause__)
        else:
            if code == httpx.codes.OK and _is_result(payload):
                return code, payload
            failure = answered(code, payload)
        raise Failed(failure)


def unreached(cause: BaseException | None) -> ChannelError:
    """What it means that no answer came."""
    if isinstance(cause, _NEVER_MADE):
        return Later(f"Telegram cannot be reached ({type(cause).__name__})")
    return Unknown(f"the connection to Telegram broke ({type(cause).__name__})")


class _Parameters(BaseModel):
    retry_after: float = 5.0


class _Refusal(BaseModel):
    description: str = ""
    parameters: _Parameters = _Parameters()


def answered(code: int, payload: bytes) -> ChannelError:
    """What an answer means that is no good one."""
    refusal = _refusal(payload)
    match code:
        case 401 | 404:
            return NeedsOperator("Telegram does not know our token, or is not at this address")
        case 403:
            return Refused("the person blocked the bot, or is no more", gone=True)
        case 409:
            return NeedsOperator("a webhook is set, or another process asks for the same bot's news")
        case 429:
            return Later("Telegram asks to wait", after=refusal.parameters.retry_after)
        case 400 if "can't parse entities" in refusal.description.lower():
            return Unparsed("Telegram cannot read our HTML")
        case 500 | 502 | 503:
            return Later(f"Telegram is out of order ({code})")
        case _ if 400 <= code < 500:
            said = refusal.description.lower()
            return Refused(next((why for why in _KNOWN if why in said), f"Telegram never takes this ({code})"))
        case _:
            return Unknown(f"an answer that is none of Telegram's ({code})")


def _refusal(payload: bytes) -> _Refusal:
    try:
        return _Refusal.model_validate_json(payload)
    except ValidationError:
        return _Refusal()


def _is_result(payload: bytes) -> bool:
    try:
        said = json.loads(payload)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and "result" in said


async def told(call: Awaitable[T]) -> T:
    """The outcome of telling Telegram something.

    Raised outside the handler, so that no error of the library, which may quote token or text, hangs on ours.

    Raises:
        Later, Refused, Unknown, NeedsOperator: see `channels/errors.py`.
    """
    try:
        return await call
    except Failed as error:
        failure = error.ours
    except (TelegramError, LookupError, TypeError, ValueError) as error:
        failure = Unknown(f"an answer that is none of Telegram's ({type(error).__name__})")
    raise failure


async def asked(call: Awaitable[T]) -> T:
    """The answer to a question, which may be asked as often as one likes.

    Raises:
        Later: no answer came.
        NeedsOperator: it is not answered to us.
    """
    try:
        return await told(call)
    except Unknown as error:
        raise Later(str(error)) from None
    except Refused as error:
        raise NeedsOperator(str(error)) from None


def silence() -> None:
    """Let nothing be logged that holds a token or a message: the library logs whatever it sends."""
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
    hush()
