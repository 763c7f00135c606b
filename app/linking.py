"""Linking a chat to a person: what a chat says about it is answered here, before anything is looked up.

A: the page gives a signed-in person a code, and whoever sends it in a chat links that chat. B: the chat is given an
address; whoever opens it and signs in is shown a code, which links only when it is typed back in that same chat.
"""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from access.ports import CodeFor
from app.personas import ROLE_LABELS
from app.running import Ending
from app.signin import words
from app.signin.phones import grown, number_of
from app.signin.settings import YOUNGEST
from app.signin.spelling import Wish, Wished, wished
from app.web.asking import viewer_of
from app.web.needs import House
from channels.web import reply
from domain.blocks import NEEDS_SIGN_IN, Answer, Block, ChoicesBlock, TextBlock
from domain.clock import today
from domain.messages import Inbound
from domain.people import Assurance, Channel, Role, Viewer
from domain.turns import Finished
from storage.channel_accounts import Account, ChannelAccounts

_EVERYWHERE = "wrong|everywhere"
_MOST_PAGES = 10


async def heard(house: House, account: Account, events: Iterable[Inbound], *, by: str) -> Answer | None:
    """The answer to what a chat says about its link; None when it says something else.

    `by` names the turn: when it is run again after a crash, the same code links the same chat again.
    """
    wish = wished(events)
    match wish:
        case None:
            return None
        case Wished(Wish.UNLINK):
            return _plain(await _unlink(house, account))
        case Wished(Wish.SIGN_IN):
            return _plain(await _offer(house, account))
        case Wished(Wish.PHONE):
            return _plain(await _by_phone(house, account, wish.secret))
        case Wished(Wish.LONE) if not await _awaited(house, account):
            return None
        case _:
            return _plain(await _redeem(house, account, wish, by))


async def invited(house: House, ending: Ending, viewer: Viewer, account: Account | None = None) -> Ending:
    """The ending with the way to sign in, where signing in would tell more; without an account it is the page's."""
    # The embedded model's own word for it is `sign_in`.
    if not {NEEDS_SIGN_IN, "sign_in"} & ending.answer.note.keys() or not isinstance(ending.event, Finished):
        return ending
    way = await _way(house, viewer, account)
    answer = ending.answer.model_copy(update={"blocks": (*ending.answer.blocks, *way)})
    return ending._replace(answer=answer, event=Finished(answer, reply(answer)))


async def _way(house: House, viewer: Viewer, account: Account | None) -> tuple[Block, ...]:
    if account is not None:
        return (TextBlock(text=await _offer(house, account)),)
    return (ChoicesBlock(choices=(words.SIGN_IN,)),) if house.signin.knows_better(viewer) else ()


def payload(viewer: Viewer, name: str, *, persona: bool) -> dict[str, Any]:
    """What a code that links says of the person who asked for it."""
    return {"person": viewer.person_id, "role": viewer.role.value, "level": int(viewer.level), "name": name,
            "persona": persona}  # fmt: skip


def digits() -> str:
    """Six digits that nobody can foresee."""
    return f"{secrets.randbelow(1_000_000):06}"


async def _unlink(house: House, account: Account) -> str:
    if not account.linked:
        return words.NOT_LINKED
    async with house.cellar.own.work() as connection:
        await accounts_of(house, connection).unlink(account.key)
    return words.UNLINKED


async def _by_phone(house: House, account: Account, said: str) -> str:
    """The chat of whoever the phone is the only one of, known by the phone and no more; others sign in on the page."""
    people, number = house.signin.people, number_of(said)
    if account.linked or people is None or number is None:
        return await _offer(house, account)
    turn = f"signin.{secrets.token_hex(8)}"
    found = grown(await people.with_phone(number, turn=turn), YOUNGEST, today(house.clock))
    if len(found) != 1:
        return await _offer(house, account)
    await people.signed_in(found[0].person_id, "contact", turn=turn)
    viewer = Viewer(person_id=found[0].person_id, role=Role.CITIZEN, level=Assurance.PHONE)
    return await _link(house, account, payload(viewer, found[0].full_name, persona=False), method="contact")


async def _offer(house: House, account: Account) -> str:
    chat, codes = house.signin.settings.chat, house.signin.codes
    lasts = timedelta(minutes=chat.page_minutes)
    await codes.put(CodeFor.PAGE, f"for|{account.key}", "", {}, lasts=lasts)
    often = await codes.count(f"page|{account.key}", within=timedelta(hours=1))
    nonce = secrets.token_urlsafe(16)
    address = house.signin.address(f"/link/{nonce}")
    if not address or often > _MOST_PAGES:
        return words.SIGN_IN_ON_PAGE
    label = words.chat_label(account.channel, account.handle)
    await codes.put(CodeFor.PAGE, nonce, "", {"account": account.key, "chat": label}, lasts=lasts)
    return words.SIGN_IN_HERE.format(minutes=chat.page_minutes, address=address, chat=label)


async def _awaited(house: House, account: Account) -> bool:
    codes = house.signin.codes
    offered = await codes.look(CodeFor.PAGE, f"for|{account.key}")
    return offered is not None or await codes.look(CodeFor.CONFIRM, account.key) is not None


async def _redeem(house: House, account: Account, wish: Wished, by: str) -> str:
    chat, codes = house.signin.settings.chat, house.signin.codes
    mine = f"wrong|{account.key}"
    window = timedelta(minutes=chat.wrong_minutes)
    if await codes.counted(mine) >= chat.wrong_tries or await codes.counted(_EVERYWHERE) >= chat.wrong_everywhere:
        return words.TOO_MANY.format(minutes=chat.wrong_minutes)
    found = await _used(house, account, wish.secret, by)
    if found is None:
        for name in (mine, _EVERYWHERE):
            await codes.count(name, within=window)
        return words.WRONG_CODE
    if found["persona"] and f"{account.channel.value}:{account.handle}" not in chat.pilot_chats:
        return words.NOT_IN_THIS_CHAT
    return await _link(house, account, found) + (words.ASK_AGAIN if wish.more else "")


async def _used(house: House, account: Account, secret: str, by: str) -> dict[str, Any] | None:
    """Whom the code stands for, while they still hold the role: a code of this chat's own page first."""
    codes = house.signin.codes
    found = await codes.use(CodeFor.CONFIRM, account.key, secret, by=by)
    found = found or await codes.use(CodeFor.LINK, secret, "", by=by)
    if found is None or await viewer_of(house, found["person"], Role(found["role"]), Channel.WEB) is None:
        return None
    if nonce := found.get("nonce"):
        await codes.use(CodeFor.PAGE, nonce, "", by=by)
    return found


async def _link(house: House, account: Account, found: dict[str, Any], method: str = "code") -> str:
    role, level = Role(found["role"]), Assurance(found["level"])
    chat = house.signin.settings.chat
    lasts = timedelta(days=chat.citizen_days) if role is Role.CITIZEN else timedelta(hours=chat.staff_hours)
    until = house.now.now() + lasts
    async with house.cellar.own.work() as connection:
        accounts = accounts_of(house, connection)
        await accounts.link(account.key, found["person"], role, level, method=method, until=until)
    said = {"name": found["name"] or "tài khoản của anh/chị", "role": ROLE_LABELS[role], "until": words.day(until)}
    return words.LINKED.format(**said, may=words.may_see(role, level))


def accounts_of(house: House, connection: AsyncConnection) -> ChannelAccounts:
    """The chats, inside the unit of work that the caller holds open."""
    sure = house.signin.settings.chat.sure
    return ChannelAccounts(connection, house.cellar.cipher, house.now, house.cellar.handles, sure)


def _plain(text: str) -> Answer:
    return Answer(blocks=(TextBlock(text=text),))
