"""The Bot Platform over HTTP: one method, one answer."""

from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from channels.discreet import hush
from channels.errors import ChannelError, Later, NeedsOperator, Refused, Unknown
from channels.zalo_bot.settings import ZaloBotSettings
from channels.zalo_bot.troubles import BUSY_SECONDS, by_code, no_envelope, on_the_way
from channels.zalo_bot.wire import Envelope

_CONNECT_SECONDS = 5.0
Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the platform answered: a result, or a code with what it means for us."""

    code: int
    result: Any = None
    trouble: ChannelError | None = None

    def told(self) -> Any:  # noqa: ANN401 - each method has a result of its own
        """The result.

        Raises:
            Later, Refused, Unknown, NeedsOperator: what the code means for a message to a person.
        """
        if self.trouble:
            raise self.trouble
        return self.result

    def known(self) -> Any:  # noqa: ANN401 - see above
        """The result of a method that sends nothing to anybody.

        Raises:
            Later, NeedsOperator: there is none. Nothing was lost by asking, so it can be asked again.
        """
        match self.trouble:
            case Refused() as refused:
                raise NeedsOperator(str(refused))
            case Unknown() as unknown:
                raise Later(str(unknown))
            case _:
                return self.told()


class ZaloBotApi:
    """Asks the platform as our bot. The HTTP client is whoever's who made it; no log of it will hold our token."""

    def __init__(self, settings: ZaloBotSettings, http: httpx.AsyncClient) -> None:
        hush()
        self._settings, self._http = settings, http

    async def post(self, method: str, body: dict[str, Any], *, patience: float | None = None) -> Reply:
        """What the platform answers to one method within `patience` seconds.

        Raises:
            Later: nothing left us.
            Unknown: no answer came.
            NeedsOperator: there is no such address.
        """
        settings = self._settings
        limits = httpx.Timeout(patience or settings.patience, connect=_CONNECT_SECONDS)
        address = f"{settings.api_base}/bot{settings.token.get_secret_value()}/{method}"
        try:
            answer = await self._http.post(address, json=body, timeout=limits, follow_redirects=False)
        except httpx.RequestError as error:
            raise on_the_way(error) from None
        return _reply(answer)

    async def ask(self, method: str, body: dict[str, Any] | None = None, *, patience: float | None = None) -> Reply:
        """The same for a method that sends nothing to anybody.

        Raises:
            Later, NeedsOperator: as above; silence loses nothing here.
        """
        try:
            return await self.post(method, body or {}, patience=patience)
        except Unknown as unknown:
            raise Later(str(unknown)) from None


def parsed(shape: type[Shape], result: Any) -> Shape:  # noqa: ANN401 - what came over the wire
    """A result in its shape; an empty one where it is something else, as results are thinly documented."""
    try:
        return shape.model_validate(result)
    except ValidationError:
        return shape()


def _reply(answer: httpx.Response) -> Reply:
    after = _after(answer)
    try:
        envelope = Envelope.model_validate_json(answer.content)
    except ValidationError:
        return Reply(answer.status_code, trouble=no_envelope(answer.status_code, after))
    if envelope.ok and answer.is_success:
        return Reply(answer.status_code, envelope.result)
    code = envelope.error_code or answer.status_code
    return Reply(code, trouble=by_code(code, envelope.description, after))


def _after(answer: httpx.Response) -> float:
    told = answer.headers.get("retry-after", "")
    return min(float(told), 3600.0) if told.isascii() and told.isdigit() else BUSY_SECONDS
