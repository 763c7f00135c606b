"""The code by SMS through eSMS (`SendMultipleMessage_V4_post_json`, channels.md §2.5)."""

from dataclasses import dataclass

import httpx
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from channels.errors import Later, NeedsOperator, Refused
from channels.otp.port import text_of
from channels.otp.wire import posted

_PATH = "/MainService.svc/json/SendMultipleMessage_V4_post_json/"
_OURS = {"101", "102", "103", "104", "118", "124"}
"""Credentials, money, brand name: an operator mends them."""


class EsmsSettings(BaseModel):
    """An account with eSMS and the brand name that messages come from; `sandbox` sends nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    base: str = Field(default="https://rest.esms.vn", pattern=r"^https?://[^\s/?#]+$")
    api_key: SecretStr
    secret_key: SecretStr
    brandname: str = Field(min_length=1)
    sandbox: bool = False


@dataclass(frozen=True, slots=True)
class EsmsSender:
    """One account."""

    settings: EsmsSettings
    http: httpx.AsyncClient

    async def send(self, phone: str, code: str, *, minutes: int, tracking: str) -> None:
        said = (
            await posted(self.http, self.settings.base + _PATH, self._body(phone, code, minutes, tracking), {})
        ).json()
        result = str(said.get("CodeResult", ""))
        if result in _OURS:
            raise NeedsOperator(f"eSMS answered {result}")
        if result == "99":
            raise Later("eSMS answered 99")
        if result != "100":
            raise Refused(f"eSMS answered {result[:8]}")

    def _body(self, phone: str, code: str, minutes: int, tracking: str) -> dict[str, str]:
        held = self.settings
        return {
            "ApiKey": held.api_key.get_secret_value(), "SecretKey": held.secret_key.get_secret_value(),
            "Phone": "0" + phone.removeprefix("+84"), "Content": text_of(code, minutes), "IsUnicode": "0",
            "SmsType": "2", "Brandname": held.brandname, "RequestId": tracking, "Sandbox": "1" if held.sandbox else "0",
        }  # fmt: skip
