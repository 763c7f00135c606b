"""One HTTP request to Zalo and its answer, and what a broken connection means for what was sent."""

from typing import Any

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from channels.errors import ChannelError, Later, NeedsOperator, Unknown
from channels.zalo_oa.settings import ZaloOaSettings

PATIENCE = frozenset({408, 425, 429, 503})
"""HTTP states in which the request was not looked at."""

_NOTHING_LEFT = (
    httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol,
    httpx.LocalProtocolError, httpx.WriteError, httpx.WriteTimeout,
)  # fmt: skip
"""No request arrived, or not the whole of it, which nobody acts on."""


class Answer(BaseModel):
    """What Zalo answers; `error` is 0 when it did what was asked, whatever the HTTP state."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    error: int
    data: Any = None

    def get(self, name: str) -> Any:  # noqa: ANN401 - JSON may hold anything
        """A field of the data; None where there is none."""
        return self.data.get(name) if isinstance(self.data, dict) else None


def client(settings: ZaloOaSettings, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """A client that tells nothing to a log.

    Tokens go in headers and people in bodies; httpx logs the URL, which holds neither. It speaks HTTP/1.1, since the
    library of HTTP/2 logs every header.
    """
    proxy = settings.proxy.get_secret_value() if settings.proxy else None
    timeout = httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds)
    return httpx.AsyncClient(timeout=timeout, transport=transport, proxy=proxy, trust_env=False)


def ours(error: httpx.HTTPError, *, sends: bool) -> ChannelError:
    """The error of a request without an answer; only one that sends a message can leave anybody in doubt."""
    name = type(error).__name__
    if isinstance(error, _NOTHING_LEFT):
        return Later(f"Zalo cannot be reached ({name})", after=15)
    if sends:
        return Unknown(f"Zalo did not answer after the message had left ({name})")
    return Later(f"Zalo did not answer ({name})", after=15)


def answer(said: httpx.Response, *, sends: bool) -> Answer:
    """The answer in a response.

    Raises:
        Later, Unknown, NeedsOperator: there is none in it.
    """
    if said.status_code in PATIENCE:
        raise Later(f"Zalo answered with HTTP {said.status_code}", after=_wait(said))
    if 400 <= said.status_code < 500:
        raise NeedsOperator(f"Zalo answered with HTTP {said.status_code}")
    try:
        return Answer.model_validate_json(said.content)
    except ValidationError:
        reason = f"Zalo answered with HTTP {said.status_code} and nothing that we understand"
    raise Unknown(reason) if sends else Later(reason, after=60)


def _wait(said: httpx.Response) -> float:
    """As many seconds as the answer asks for, at most an hour."""
    asked = said.headers.get("retry-after", "")
    return min(float(asked), 3600.0) if asked.isascii() and asked.isdecimal() else 30.0
