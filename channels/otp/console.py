"""The code written where the operator of a demo sees it: nothing leaves the machine."""

from collections.abc import Callable
from dataclasses import dataclass

from channels.otp.port import text_of


@dataclass(frozen=True, slots=True)
class ConsoleSender:
    """For invented people only: `write` gets one line a code."""

    write: Callable[[str], object]

    async def send(self, phone: str, code: str, *, minutes: int, tracking: str) -> None:
        self.write(f"[{phone}] {text_of(code, minutes)}")
