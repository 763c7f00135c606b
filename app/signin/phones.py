"""Signing in by a code sent to a phone: it shows who holds the phone, and no more (level 1).

Whether anybody is known by a number is told to nobody: the answer is the same, and comes before anything is looked up.
"""

import logging
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from access.identity import Identified, People
from access.ports import CodeFor, OneTimeCodes
from app.signin.settings import PhoneSettings
from channels.errors import ChannelError
from channels.otp.port import OtpSender
from domain.clock import Clock, today

_log = logging.getLogger(__name__)
_NUMBER = re.compile(r"(?:\+?84|0)([1-9]\d{8})")
_HOUR, _DAY, _QUARTER = timedelta(hours=1), timedelta(days=1), timedelta(minutes=15)
_TRIES_OF_AN_ADDRESS = 5
"""Codes tried from one address, for each that may be asked for from there."""


class Wrong(StrEnum):
    """Why nobody was signed in."""

    CODE = "code"
    WHICH = "which"
    """Several people share the phone: their birthday tells them apart."""
    NOBODY = "nobody"


def number_of(said: str) -> str | None:
    """The phone number as +84…, or None when it is not one of this country."""
    found = _NUMBER.fullmatch(re.sub(r"[\s.\-()]", "", said))
    return f"+84{found[1]}" if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phones:
    """Sends codes and takes them back."""

    settings: PhoneSettings
    codes: OneTimeCodes
    people: People
    sender: OtpSender
    clock: Clock

    async def may_ask(self, address: str) -> bool:
        """Whether one more code may be asked for from there; counts it."""
        return await self.codes.count(f"otp|from|{address}", within=_HOUR) <= self.settings.per_address_hour

    async def send(self, phone: str) -> None:
        """Send a code, when somebody is reached there and it is not too soon or too often; nobody is told which."""
        held = self.settings
        soon = await self.codes.count(f"otp|soon|{phone}", within=timedelta(seconds=held.resend_seconds)) > 1
        if soon or await self.codes.count(f"otp|day|{phone}", within=_DAY) > held.per_phone_day:
            return
        turn = f"signin.{secrets.token_hex(8)}"
        if not self._grown(await self.people.with_phone(phone, turn=turn)):
            return
        code = f"{secrets.randbelow(1_000_000):06}"
        await self.codes.put(CodeFor.PHONE, phone, code, {}, lasts=timedelta(minutes=held.code_minutes))
        try:
            await self.sender.send(phone, code, minutes=held.code_minutes, tracking=turn)
        except ChannelError as error:
            _log.warning("a code for signing in was not sent: %s", type(error).__name__)

    async def check(self, phone: str, code: str, born_on: date | None, *, address: str, by: str) -> Identified | Wrong:
        """Who holds the phone, when the code is right; `by` may come again with the birthday."""
        most = self.settings.per_address_hour * _TRIES_OF_AN_ADDRESS
        if await self.codes.count(f"otp|try|{address}", within=_HOUR) > most:
            return Wrong.CODE
        if await self.codes.use(CodeFor.PHONE, phone, code, by=by) is None:
            return Wrong.CODE
        turn = f"signin.{secrets.token_hex(8)}"
        found = self._grown(await self.people.with_phone(phone, turn=turn))
        if born_on is None and len(found) > 1:
            return Wrong.WHICH
        fitting = [one for one in found if born_on in {None, one.born_on}]
        if (born_on and await self._guessing(phone)) or len(fitting) != 1:
            return Wrong.NOBODY
        await self.people.signed_in(fitting[0].person_id, "phone", turn=turn)
        return fitting[0]

    async def _guessing(self, phone: str) -> bool:
        """Whether too many birthdays were tried."""
        return await self.codes.count(f"otp|born|{phone}", within=_QUARTER) > _TRIES_OF_AN_ADDRESS

    def _grown(self, found: Sequence[Identified]) -> list[Identified]:
        return grown(found, self.settings.youngest, today(self.clock))


def grown(found: Sequence[Identified], youngest: int, day: date) -> list[Identified]:
    """Those of at least so many years: children are asked for by those who stand for them."""
    latest = date(day.year - youngest, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
    return [one for one in found if one.born_on <= latest]
