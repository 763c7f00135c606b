"""What signing in by phone needs: one code brought to one phone."""

from typing import Protocol


class OtpSender(Protocol):
    """A way to a phone."""

    async def send(self, phone: str, code: str, *, minutes: int, tracking: str) -> None:
        """Bring the code to that number (+84…), which may be used for so many minutes; `tracking` is ours, ≤ 48 signs.

        Raises:
            Later, Refused, Unknown, NeedsOperator: see `channels/errors.py`.
        """
        ...


def text_of(code: str, minutes: int) -> str:
    """The message as an SMS carries it: without marks, so that it is one part."""
    return f"Hoi Y Te: ma dang nhap cua ban la {code}, dung trong {minutes} phut. Khong dua ma nay cho bat ky ai."
