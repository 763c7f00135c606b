"""What a chat says about linking, in any spelling: with or without marks, spaces and slashes."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from domain.messages import Inbound, Kind
from domain.text import fold


class Wish(StrEnum):
    """What somebody wants of their link."""

    LINK = "link"
    """A code with the word for it."""
    LONE = "lone"
    """A code and nothing else: it counts only where one is awaited."""
    OPEN = "open"
    """The secret of an address that opened the chat."""
    PHONE = "phone"
    """The person's own number, which the channel vouches for."""
    UNLINK = "unlink"
    SIGN_IN = "sign_in"


class Wished(NamedTuple):
    """A wish with its secret, and whether something else was said beside it."""

    wish: Wish
    secret: str = ""
    more: bool = False


_CODE = r"(\d{3})[\s.\-]?(\d{3})"
_LINK = re.compile(rf"/?(?:lien ?ket|link)(?: (?:ma|code))?[\s:,.\-]*{_CODE}\W*")
_LONE = re.compile(rf"{_CODE}\W*")
_OPEN = re.compile(r"[A-Za-z0-9_-]{22}")
_UNLINK = re.compile(
    r"/unlink|/logout|/huylienket|(?:toi muon )?(?:huy|bo|ngat|go) lien ket(?: (?:nay|tai khoan|zalo|telegram))?"
    r"|(?:toi muon )?(?:dang xuat|thoat tai khoan)"
)
_SIGN_IN = re.compile(
    r"/login|/link|/lienket"
    r"|(?:toi muon |cho toi |lam sao )?(?:dang nhap|lien ket)(?: (?:tai khoan|zalo|telegram|vneid))?"
)


def wished(events: Iterable[Inbound]) -> Wished | None:
    """The last wish among what waits in a chat, or None."""
    known = [one for one in events if one.kind in {Kind.TEXT, Kind.START, Kind.PHONE}]
    found = [read for one in known if (read := _read(one))]
    return found[-1]._replace(more=len(known) > len(found)) if found else None


def _read(event: Inbound) -> Wished | None:
    if event.kind is Kind.START:
        return Wished(Wish.OPEN, event.text) if _OPEN.fullmatch(event.text) else None
    if event.kind is Kind.PHONE:
        return Wished(Wish.PHONE, event.text)
    said = fold(event.text)
    for wish, pattern in ((Wish.LINK, _LINK), (Wish.LONE, _LONE)):
        if code := pattern.fullmatch(said):
            return Wished(wish, "".join(code.groups()))
    bare = said.strip(" .!?,;:")
    if _UNLINK.fullmatch(bare):
        return Wished(Wish.UNLINK)
    return Wished(Wish.SIGN_IN) if _SIGN_IN.fullmatch(bare) else None
