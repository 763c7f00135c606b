"""The asker's own chats and browsers: link a chat, see what is linked and signed in, end it (channels.md §5.2)."""

import secrets
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path

from access.ports import CodeFor
from app.linking import accounts_of, digits, payload
from app.signin import words
from app.web.asking import Asker, Changing, Known, TheHouse
from app.web.needs import House
from app.web.refusals import Refusal, Refused
from storage.accounts import named

router = APIRouter(prefix="/api")
_NOT_SIGNED_IN = Refusal(401, "sign_in", "Xin đăng nhập trước.")
_TOO_FAST = Refusal(429, "too_fast", "Bạn đã lấy nhiều mã trong giờ qua. Xin chờ ít phút rồi lấy lại.")
_NONE = Refusal(404, "not_found", "Không có mục này trong tài khoản của bạn.")
_MOST_CODES = 10
Key = Annotated[str, Path(pattern=r"^[a-z_]*\.?[0-9a-f]{40,64}$")]


@router.post("/links", status_code=201)
async def link(house: TheHouse, asker: Changing) -> dict[str, Any]:
    """A code to send in a chat, and where Telegram is set an address that opens the chat with a secret of its own."""
    _signed_in(asker)
    codes, chat = house.signin.codes, house.signin.settings.chat
    if await codes.count(f"issued|{asker.viewer.person_id}", within=timedelta(hours=1)) > _MOST_CODES:
        raise Refused(_TOO_FAST)
    code = await _fresh(house, asker)
    until = house.now.now() + timedelta(minutes=chat.code_minutes)
    told = {"code": code, "say": f"LIENKET {code}", "minutes": chat.code_minutes, "expires_at": until.isoformat()}
    return told | {"telegram": await _deep(house, asker) if chat.telegram_bot else ""}


@router.get("/links")
async def links(house: TheHouse, asker: Known) -> list[dict[str, Any]]:
    """The chats that are this person's now."""
    _signed_in(asker)
    async with house.cellar.own.work() as connection:
        found = await accounts_of(house, connection).of_person(asker.viewer.person_id)
    return [{
        "id": account.key, "label": words.chat_label(account.channel, account.handle), "level": int(account.level),
        "role": account.role.value, "until": account.expires_at.isoformat() if account.expires_at else None,
        "seen_at": account.seen_at.isoformat() if account.seen_at else None,
    } for account in found]  # fmt: skip


@router.delete("/links/{key}", status_code=204)
async def unlink(key: Key, house: TheHouse, asker: Changing) -> None:
    """The chat is nobody's any more."""
    _signed_in(asker)
    async with house.cellar.own.work() as connection:
        if not await accounts_of(house, connection).end_one(asker.viewer.person_id, key):
            raise Refused(_NONE)


@router.get("/sessions")
async def browsers(house: TheHouse, asker: Known) -> list[dict[str, Any]]:
    """Where this person is signed in."""
    _signed_in(asker)
    return [{
        "id": found.id, "current": found.id == named(asker.token), "role": found.role.value, "level": int(found.level),
        "made_at": found.made_at.isoformat(), "until": found.expires_at.isoformat(),
    } for found in await house.sessions.of_person(asker.viewer.person_id)]  # fmt: skip


@router.delete("/sessions/{key}", status_code=204)
async def end(key: Key, house: TheHouse, asker: Changing) -> None:
    """Sign out there; a lost phone is shut out at once."""
    _signed_in(asker)
    if not await house.sessions.end_one(asker.viewer.person_id, key):
        raise Refused(_NONE)


def _signed_in(asker: Asker) -> None:
    if asker.is_guest:
        raise Refused(_NOT_SIGNED_IN)


async def _fresh(house: House, asker: Asker) -> str:
    """A code that nobody else holds now: whoever sends it in a chat is found by it alone."""
    lasts = timedelta(minutes=house.signin.settings.chat.code_minutes)
    said = payload(asker.viewer, asker.viewer.display_name, persona=asker.session.persona)
    while True:
        code = digits()
        if await house.signin.codes.put(CodeFor.LINK, code, "", said, lasts=lasts, over=False):
            return code


async def _deep(house: House, asker: Asker) -> str:
    chat, secret = house.signin.settings.chat, secrets.token_urlsafe(16)
    said = payload(asker.viewer, asker.viewer.display_name, persona=asker.session.persona)
    await house.signin.codes.put(CodeFor.LINK, secret, "", said, lasts=timedelta(minutes=chat.code_minutes))
    return f"https://t.me/{chat.telegram_bot}?start={secret}"
