"""Expected errors as what a person gets: an HTTP status, a code for programs, one sentence in Vietnamese."""

import traceback
from typing import NamedTuple

from assistant.replies import say
from channels.web import BadShape, NoWords
from domain.errors import (
    AssistantError,
    NeedsSignIn,
    NotAllowed,
    NotFound,
    NotUnderstood,
    SourceUnavailable,
    TooLong,
    Undefined,
    UnknownPersona,
    UnknownSession,
)  # fmt: skip


class Told(NamedTuple):
    """One error, as told."""

    status: int
    code: str
    sentence: str


_STATUS: dict[type[AssistantError], tuple[int, str]] = {
    NoWords: (422, "no_words"),
    BadShape: (422, "bad_request"),
    NotUnderstood: (422, "not_understood"),
    NotAllowed: (404, "not_found"),
    NotFound: (404, "not_found"),
    NeedsSignIn: (401, "sign_in"),
    Undefined: (422, "undefined"),
    TooLong: (413, "too_long"),
    SourceUnavailable: (503, "try_later"),
    UnknownPersona: (404, "unknown_persona"),
    UnknownSession: (404, "unknown_session"),
}
_OWN_WORDS: dict[type[AssistantError], str] = {
    NoWords: "Tin nhắn chưa có chữ nào. Xin viết câu hỏi bằng lời.",
    BadShape: "Yêu cầu không đúng dạng. Xin tải lại trang rồi thử lại.",
    TooLong: "Tin nhắn dài quá 4.000 ký tự. Xin rút gọn rồi gửi lại.",
    UnknownSession: "Không tìm thấy cuộc trò chuyện này trong phiên của bạn.",
    UnknownPersona: "Không có vai này để đóng.",
}
UNEXPECTED = (
    "Hệ thống đang trục trặc nên chưa trả lời được. Xin thử lại sau ít phút; việc gấp xin gọi 115 hoặc cơ sở y tế."
)


def told(error: AssistantError) -> Told:
    """The nearest named kind of this error decides; what has no name of its own is "try later"."""
    kind = next((k for k in type(error).__mro__ if k in _STATUS), SourceUnavailable)
    status, code = _STATUS[kind]
    return Told(status, code, sentence(error))


def sentence(error: AssistantError) -> str:
    """What a person is told: the error's own hint where it has one, else the sentence of its kind."""
    if isinstance(error, NotUnderstood) and error.hint:
        return error.hint
    own = next((_OWN_WORDS[k] for k in type(error).__mro__ if k in _OWN_WORDS), None)
    return own or say(error.reply_key)


def frames(error: BaseException) -> str:
    """Where an error rose, one line a frame, without its words, which may quote a person."""
    inner = error
    while inner.__cause__ is not None:
        inner = inner.__cause__
    found = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in found]
    return "\n".join([*lines, f"  {type(inner).__name__}"])
