"""What each of Zalo's error codes means for us, as data; two hosts have two tables (channels research §2.6)."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum

from channels.errors import ChannelError, Later, NeedsOperator, Refused
from domain.clock import Clock, local, midnight


class Remedy(StrEnum):
    """What is to be done about a code; nothing was sent in any of these cases."""

    RENEW = "our access token is not taken"
    SLOWER = "too many requests"
    HOURS = "a quota is used up"
    MORNING = "not at night"
    GONE = "the person left us"
    TEMPLATE = "no word from the person for seven days; only a template may go"
    NEVER = "this is never taken"
    AGAIN = "the uploaded file has expired"
    OPERATOR = "an operator must look"


_R = Remedy

OA: Mapping[int, Remedy] = {
    -216: _R.RENEW, -220: _R.RENEW,
    -32: _R.SLOWER,
    -211: _R.HOURS, -218: _R.HOURS,
    -234: _R.MORNING,
    -213: _R.GONE, -217: _R.GONE,
    -230: _R.TEMPLATE, -232: _R.TEMPLATE,
    -227: _R.NEVER, -244: _R.NEVER, -201: _R.NEVER, -210: _R.NEVER, -233: _R.NEVER, -248: _R.NEVER, -249: _R.NEVER,
    -100: _R.AGAIN,
    -204: _R.OPERATOR, -205: _R.OPERATOR, -209: _R.OPERATOR, -212: _R.OPERATOR, -219: _R.OPERATOR, -221: _R.OPERATOR,
    -223: _R.OPERATOR, -224: _R.OPERATOR, -320: _R.OPERATOR, -321: _R.OPERATOR, -240: _R.OPERATOR, -242: _R.OPERATOR,
}  # fmt: skip
"""Codes of openapi.zalo.me."""

TEMPLATE: Mapping[int, Remedy] = {
    -124: _R.RENEW, -216: _R.RENEW, -220: _R.RENEW,
    -32: _R.SLOWER,
    -144: _R.HOURS, -147: _R.HOURS,
    -133: _R.MORNING, -234: _R.MORNING,
    -108: _R.NEVER, -112: _R.NEVER, -1121: _R.NEVER, -1122: _R.NEVER, -1124: _R.NEVER, -114: _R.NEVER, -118: _R.NEVER,
    -119: _R.NEVER, -139: _R.NEVER, -141: _R.NEVER,
    -109: _R.OPERATOR, -115: _R.OPERATOR, -126: _R.OPERATOR, -127: _R.OPERATOR, -131: _R.OPERATOR, -146: _R.OPERATOR,
}  # fmt: skip
"""Codes of business.openapi.zalo.me, the template host."""

UPLOAD: Mapping[int, Remedy] = {**OA, -211: _R.NEVER, -218: _R.NEVER}
"""A month's uploads used up do not come back in hours: the words must go without their picture."""

_MORNING = time(6, 0)


class Expired(Refused):
    """What was uploaded is forgotten by Zalo; it may be uploaded anew."""


def failure(code: int, table: Mapping[int, Remedy], clock: Clock) -> ChannelError:
    """The error of a code. One that no table knows is never tried again, lest it hold up a conversation for ever."""
    remedy = table.get(code, Remedy.NEVER)
    reason = f"Zalo says {code}: {remedy if code in table else 'a code we do not know'}"
    match remedy:
        case Remedy.SLOWER:
            return Later(reason, after=60)
        case Remedy.HOURS:
            return Later(reason, after=3600)
        case Remedy.MORNING:
            return Later(reason, after=until_morning(clock.now()))
        case Remedy.RENEW | Remedy.OPERATOR:
            return NeedsOperator(reason)
        case Remedy.AGAIN:
            return Expired(reason)
    return Refused(reason, gone=remedy is Remedy.GONE)


def until_morning(now: datetime) -> float:
    """Seconds until six o'clock in Viet Nam, when the night ends."""
    here = local(now)
    day = here.date() if here.time() < _MORNING else here.date() + timedelta(days=1)
    return (midnight(day) + timedelta(hours=_MORNING.hour) - here).total_seconds()
