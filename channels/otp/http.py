"""The code through any service that takes a JSON POST."""

from dataclasses import dataclass

import httpx
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from channels.otp.port import text_of
from channels.otp.wire import posted


class HttpOtpSettings(BaseModel):
    """Where to post, with which headers, and what the service calls the number, the message and our id of it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    url: SecretStr
    headers: dict[str, SecretStr] = Field(default_factory=dict)
    phone_field: str = "phone"
    text_field: str = "text"
    code_field: str = ""
    tracking_field: str = "id"


@dataclass(frozen=True, slots=True)
class HttpSender:
    """One service."""

    settings: HttpOtpSettings
    http: httpx.AsyncClient

    async def send(self, phone: str, code: str, *, minutes: int, tracking: str) -> None:
        held = self.settings
        body = {held.phone_field: phone, held.text_field: text_of(code, minutes), held.tracking_field: tracking}
        headers = {name: value.get_secret_value() for name, value in held.headers.items()}
        if held.code_field:
            body[held.code_field] = code
        await posted(self.http, held.url.get_secret_value(), body, headers)
