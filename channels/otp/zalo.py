"""The code in a template message that Zalo approved for authentication (ZBS, channels.md §2.5)."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

SendTemplate = Callable[[str, str, Mapping[str, str], str], Awaitable[object]]
"""Sends a template by phone: the phone, the template's number, its values, our tracking id."""


@dataclass(frozen=True, slots=True)
class ZaloTemplateSender:
    """Sends through whatever holds the Official Account's tokens; `field` is the template's name for the code."""

    send_template: SendTemplate
    template: str
    field: str = "otp"

    async def send(self, phone: str, code: str, *, minutes: int, tracking: str) -> None:
        await self.send_template(phone, self.template, {self.field: code}, tracking)
