"""How large a request may be: 64 KB, or 1 MB where whole talks come, counted as it comes, whatever its header says."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.refusals import Refusal, refused

LONGEST_BODY = 64 * 1024
LONGEST_TALK = 1024 * 1024
_TALKS = ("/v1/", "/agui")
"""Paths of clients that send all that was said before with every question."""
_DRAINED = 4 * 1024 * 1024
TOO_LARGE = Refusal(413, "too_long", "Nội dung gửi lên quá lớn. Xin rút gọn dưới 4.000 ký tự rồi gửi lại.")


class BodyLimit:
    """Answers 413 to a larger body, after reading some of it: a browser that is cut off shows no answer at all."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        longest = LONGEST_TALK if scope["path"].startswith(_TALKS) else LONGEST_BODY
        body, whole = await _read(receive, longest)
        if not whole:
            await refused(Request(scope), TOO_LARGE)(scope, receive, send)
            return
        await self.app(scope, _again(body, receive), send)


async def _read(receive: Receive, longest: int) -> tuple[list[Message], bool]:
    """The messages of a body, and whether it kept within the limit."""
    messages: list[Message] = []
    size = 0
    while True:
        message = await receive()
        size += len(message.get("body", b""))
        if size <= longest:
            messages.append(message)
        ended = message["type"] == "http.disconnect" or not message.get("more_body", False)
        if ended or size > _DRAINED:
            return messages, size <= longest


def _again(messages: list[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def receiving() -> Message:
        return next(waiting, None) or await receive()

    return receiving
