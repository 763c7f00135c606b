"""A chat is linked to a person by a code of the page, or by one typed back; never to whoever was sent an address."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import httpx
import pytest

from app.signin.settings import ChatSettings, SignInSettings
from app.signin.spelling import Wish, Wished, wished
from app.web.asking import COOKIE
from domain.messages import Inbound, Kind
from domain.people import Assurance, Channel, Role, Viewer
from domain.records.staff import Staff
from storage.accounts import Session, fill_staff
from storage.engine import connect, engine
from storage.units import Units
from tests.channels.conftest import Chatting
from tests.web.answers import AT
from tests.web.identified import people_of
from tests.web.script import CITIZEN, STAFF
from tests.web.visitor import Visitor, said_no

HANH = Session(CITIZEN.person_id, Role.CITIZEN, Assurance.CITIZEN, persona=False, name="Nguyễn Thị Hạnh")
MINH = Session("999300000002", Role.CITIZEN, Assurance.PHONE, persona=False, name="Trần Văn Minh")
DOCTOR = Session("NV000001", Role.DOCTOR, Assurance.STAFF, persona=False)
CODE = re.compile(r'class="code"[^>]*>(\d{6})<')


@asynccontextmanager
async def signed_in(chatting: Chatting, who: Session) -> AsyncIterator[Visitor]:
    async with Visitor.at(str(chatting.client.base_url)) as visitor:
        visitor.client.cookies.set(COOKIE, await chatting.house.sessions.begin(who))
        await visitor.me()
        yield visitor


async def code_for(chatting: Chatting, who: Session) -> str:
    async with signed_in(chatting, who) as visitor:
        response = await visitor.change("POST", "/api/links")
        assert response.status_code == 201, response.text
        return str(response.json()["code"])


async def answers(chatting: Chatting, who: str, text: str, kind: str = "text") -> str:
    """What is said back to one message."""
    before = len(chatting.postbox.texts(who))
    await chatting.says(who, text, kind=kind)
    return (await chatting.hears(who, before + 1))[-1]


async def asker(chatting: Chatting, who: str) -> Viewer:
    """Whom the assistant takes the chat for."""
    await answers(chatting, who, "tôi là ai nhé")
    return chatting.house.turn.heard[-1][1]


def says(chatting: Chatting, **settings: object) -> None:
    chat = ChatSettings.model_validate(settings)
    chatting.house.signin = replace(chatting.house.signin, settings=SignInSettings(chat=chat))


def inbound(text: str, kind: Kind = Kind.TEXT) -> Inbound:
    return Inbound(channel=Channel.TELEGRAM, event_id="e", sender="s", text=text, kind=kind, received_at=AT)


@pytest.mark.parametrize(("text", "wish"), [
    ("LIENKET 482913", Wish.LINK), ("liên kết 482913", Wish.LINK), ("Lien Ket: 482 913.", Wish.LINK),
    ("/link 482913", Wish.LINK), ("liên kết mã 482-913", Wish.LINK), ("482913", Wish.LONE), ("482 913", Wish.LONE),
    ("hủy liên kết", Wish.UNLINK), ("huỷ liên kết!", Wish.UNLINK), ("/unlink", Wish.UNLINK), ("/logout", Wish.UNLINK),
    ("Đăng xuất", Wish.UNLINK), ("đăng nhập", Wish.SIGN_IN), ("tôi muốn đăng nhập", Wish.SIGN_IN),
    ("/login", Wish.SIGN_IN), ("làm sao đăng nhập?", Wish.SIGN_IN),
    ("liên kết 48291", None), ("0900482913", None), ("đăng nhập bao nhiêu lượt khám tháng này", None), ("48", None),
])  # fmt: skip
def test_a_wish_is_understood_in_any_spelling(text: str, wish: Wish | None) -> None:
    found = wished([inbound(text)])
    assert (found.wish if found else None) is wish
    assert not found or found.secret in {"", "482913"}


def test_a_secret_that_opens_the_chat_is_one_and_a_greeting_is_none() -> None:
    assert wished([inbound("a" * 22, Kind.START)]) == Wished(Wish.OPEN, "a" * 22)
    assert wished([inbound("", Kind.START)]) is None
    assert wished([inbound("a" * 22)]) is None
    both = [inbound("lịch hẹn của tôi"), inbound("LIENKET 482913")]
    assert wished(both) == Wished(Wish.LINK, "482913", more=True)


async def test_a_code_from_the_page_links_the_chat_at_the_level_of_the_page(chatting: Chatting) -> None:
    code = await code_for(chatting, MINH)
    told = await answers(chatting, "u1", f"liên kết {code}")
    for word in ("Trần Văn Minh", "Người dân", "hủy liên kết", "lịch hẹn"):
        assert word in told
    viewer = await asker(chatting, "u1")
    assert (viewer.person_id, viewer.role, viewer.level) == (MINH.person_id, Role.CITIZEN, Assurance.PHONE)
    assert "không đúng" in await answers(chatting, "u2", f"LIENKET {code}")
    assert (await asker(chatting, "u2")).role is Role.ANONYMOUS


async def test_a_telegram_address_links_whoever_opens_it_first(chatting: Chatting) -> None:
    says(chatting, telegram_bot="HoiYTeBot")
    async with signed_in(chatting, HANH) as visitor:
        address = (await visitor.change("POST", "/api/links")).json()["telegram"]
    secret = re.fullmatch(r"https://t\.me/HoiYTeBot\?start=([A-Za-z0-9_-]{22})", address)
    assert secret
    assert "Nguyễn Thị Hạnh" in await answers(chatting, "u1", secret[1], kind="start")
    assert (await asker(chatting, "u1")).level is Assurance.CITIZEN
    assert "không đúng" in await answers(chatting, "u2", secret[1], kind="start")


async def test_after_five_wrong_codes_the_right_one_has_to_wait(chatting: Chatting) -> None:
    code = await code_for(chatting, HANH)
    wrong = "000000" if code != "000000" else "000001"
    for _ in range(5):
        assert "không đúng" in await answers(chatting, "u1", f"LIENKET {wrong}")
    assert "chờ 15 phút" in await answers(chatting, "u1", f"LIENKET {code}")
    assert (await asker(chatting, "u1")).role is Role.ANONYMOUS
    assert "Nguyễn Thị Hạnh" in await answers(chatting, "u2", f"LIENKET {code}")


async def test_many_chats_together_do_not_find_a_code_by_trying(chatting: Chatting) -> None:
    says(chatting, wrong_everywhere=3)
    code = await code_for(chatting, HANH)
    for number in range(3):
        await answers(chatting, f"u{number}", "LIENKET 000000")
    assert "chờ 15 phút" in await answers(chatting, "u9", f"LIENKET {code}")


async def test_a_number_alone_is_a_code_only_where_one_is_awaited(chatting: Chatting) -> None:
    code = await code_for(chatting, HANH)
    assert code in await answers(chatting, "u1", code)
    assert chatting.house.turn.heard[-1][0] == code
    await answers(chatting, "u1", "đăng nhập")
    assert "Nguyễn Thị Hạnh" in await answers(chatting, "u1", code)


async def opened(chatting: Chatting, who: str) -> str:
    """The path that a chat is given when it wants to sign in."""
    told = await answers(chatting, who, "đăng nhập")
    found = re.search(r"https://yte\.example\.vn(/link/[A-Za-z0-9_-]{22})", told)
    assert found, told
    return found[1]


async def shown(visitor: Visitor, path: str) -> httpx.Response:
    """The page after the person asked it for the code."""
    return await visitor.client.post(path, data={"csrf": visitor.csrf})


async def test_a_code_typed_back_links_the_chat_that_was_given_the_address(chatting: Chatting) -> None:
    path = await opened(chatting, "handle-4711")
    async with signed_in(chatting, HANH) as visitor:
        page = (await visitor.client.get(path)).text
        assert "…4711" in page
        assert "handle" not in page
        assert "Nguyễn Thị Hạnh" in page
        assert not CODE.search(page)
        code = CODE.search((await shown(visitor, path)).text)
        assert code
        assert "Nguyễn Thị Hạnh" in await answers(chatting, "handle-4711", code[1])
        assert (await asker(chatting, "handle-4711")).person_id == HANH.person_id
        assert (await visitor.client.get(path)).status_code == 404
        assert "không đúng" in await answers(chatting, "handle-4711", f"LIENKET {code[1]}")


async def test_who_sends_their_own_address_to_somebody_else_gains_nothing(chatting: Chatting) -> None:
    """The attacker's chat asks for an address, the victim opens it, signs in and asks for the code."""
    path = await opened(chatting, "attacker")
    async with signed_in(chatting, HANH) as victim:
        code = CODE.search((await shown(victim, path)).text)
    assert code
    assert (await asker(chatting, "attacker")).role is Role.ANONYMOUS
    assert "không đúng" in await answers(chatting, "victim", f"LIENKET {code[1]}")
    assert (await asker(chatting, "victim")).role is Role.ANONYMOUS
    for number in range(5):
        guess = f"{number:06}" if code[1] != f"{number:06}" else "999999"
        assert "không đúng" in await answers(chatting, "attacker", f"LIENKET {guess}")
    assert "chờ 15 phút" in await answers(chatting, "attacker", f"LIENKET {code[1]}")
    assert (await asker(chatting, "attacker")).role is Role.ANONYMOUS


async def test_the_page_of_an_address_is_for_whoever_signed_in_and_sends_its_own_form(chatting: Chatting) -> None:
    path = await opened(chatting, "u1")
    guest = await chatting.client.get(path)
    assert "Đăng nhập" in guest.text
    assert "csrf" not in guest.text
    assert (await chatting.client.post(path)).status_code == 403
    assert (await chatting.client.get("/link/" + "a" * 22)).status_code == 404
    async with signed_in(chatting, HANH) as visitor:
        foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
        sent = await visitor.client.post(path, data={"csrf": visitor.csrf}, headers=foreign)
        assert sent.status_code == 403
        assert (await visitor.client.post(path, data={"csrf": "0" * 64})).status_code == 403
        assert (await visitor.client.get(path)).headers["referrer-policy"] == "same-origin"


async def test_who_ends_a_link_is_a_guest_again(chatting: Chatting) -> None:
    await answers(chatting, "u1", f"LIENKET {await code_for(chatting, HANH)}")
    assert "Đã hủy" in await answers(chatting, "u1", "Hủy liên kết")
    assert (await asker(chatting, "u1")).role is Role.ANONYMOUS
    assert "không gắn" in await answers(chatting, "u1", "/unlink")


async def test_one_phone_in_the_family_forgets_what_the_other_person_said(chatting: Chatting) -> None:
    await answers(chatting, "u1", f"LIENKET {await code_for(chatting, HANH)}")
    await answers(chatting, "u1", "chuyện riêng của chị Hạnh")
    assert "Trần Văn Minh" in await answers(chatting, "u1", f"LIENKET {await code_for(chatting, MINH)}")
    assert (await asker(chatting, "u1")).person_id == MINH.person_id
    assert not any("chị Hạnh" in said.text for said in chatting.house.turn.heard[-1][2])
    await answers(chatting, "u2", f"LIENKET {await code_for(chatting, MINH)}")
    assert (await asker(chatting, "u2")).person_id == MINH.person_id
    assert (await asker(chatting, "u1")).person_id == MINH.person_id


async def staff_is(chatting: Chatting, staff: Sequence[Staff]) -> None:
    owner = Units(engine(chatting.house.cellar.databases.owner, pool_size=1))
    async with owner.work() as connection:
        await fill_staff(connection, staff)
    await owner.engine.dispose()


async def test_a_member_of_staff_is_linked_for_a_shift_and_nobody_when_they_leave(chatting: Chatting) -> None:
    told = await answers(chatting, "u1", f"LIENKET {await code_for(chatting, DOCTOR)}")
    assert "BS. Đặng Thị Ánh Tuyết" in told
    assert "hồ sơ người bệnh chỉ mở trên trang web" in told
    viewer = await asker(chatting, "u1")
    assert (viewer.role, viewer.level, viewer.channel) == (Role.DOCTOR, Assurance.STAFF, Channel.ZALO_OA)
    with connect(chatting.house.cellar.databases.owner) as owner:
        query = "SELECT expires_at - linked_at FROM house.channel_accounts WHERE role IS NOT NULL"
        ((lasts,),) = owner.execute(query).fetchall()
    assert abs(lasts - timedelta(hours=8)) < timedelta(seconds=1)
    code = await code_for(chatting, DOCTOR)
    await staff_is(chatting, STAFF[1:])
    assert (await asker(chatting, "u1")).role is Role.ANONYMOUS
    assert "không đúng" in await answers(chatting, "u2", f"LIENKET {code}")


class Watch:
    """A clock that can be put forward."""

    def __init__(self, chatting: Chatting) -> None:
        self._real, self.ahead = chatting.house.now, timedelta()
        chatting.house.now = self

    def now(self) -> datetime:
        return self._real.now() + self.ahead


async def then(chatting: Chatting, watch: Watch, ahead: timedelta) -> Viewer:
    """Whom the assistant takes the chat for by then; the courier's own clock stays behind and delivers nothing."""
    watch.ahead, heard = ahead, len(chatting.house.turn.heard)
    await chatting.says("u1", "tôi là ai nhé")
    for _ in range(400):
        if len(chatting.house.turn.heard) > heard:
            break
        await asyncio.sleep(0.025)
    return chatting.house.turn.heard[-1][1]


async def test_a_chat_is_known_for_sure_for_a_while_and_then_by_its_phone(chatting: Chatting) -> None:
    watch = Watch(chatting)
    await answers(chatting, "u1", f"LIENKET {await code_for(chatting, HANH)}")
    for minutes, level in ((25, 2), (50, 2), (75, 2), (106, 1), (107, 1)):
        assert (await then(chatting, watch, timedelta(minutes=minutes))).level == level, minutes
    assert (await then(chatting, watch, timedelta(days=89))).level == 1
    assert (await then(chatting, watch, timedelta(days=91))).role is Role.ANONYMOUS


async def test_a_chat_that_never_rests_is_asked_again_after_its_time(chatting: Chatting) -> None:
    watch = Watch(chatting)
    says(chatting, sure_hours=1)
    await answers(chatting, "u1", f"LIENKET {await code_for(chatting, HANH)}")
    for minutes, level in ((25, 2), (50, 2), (61, 1)):
        assert (await then(chatting, watch, timedelta(minutes=minutes))).level == level, minutes


async def test_an_invented_person_is_played_only_in_a_chat_that_a_setting_names(chatting: Chatting) -> None:
    async def code() -> str:
        async with Visitor.at(str(chatting.client.base_url)) as visitor:
            await visitor.me()
            await visitor.play("citizen")
            return str((await visitor.change("POST", "/api/links")).json()["code"])

    assert "vai giả lập" in await answers(chatting, "u1", f"LIENKET {await code()}")
    assert (await asker(chatting, "u1")).role is Role.ANONYMOUS
    says(chatting, pilot_chats=["zalo_oa:u1"])
    assert "Đã liên kết" in await answers(chatting, "u1", f"LIENKET {await code()}")
    assert (await asker(chatting, "u1")).person_id == CITIZEN.person_id


async def test_a_lost_phone_is_shut_out_from_the_page(chatting: Chatting) -> None:
    await answers(chatting, "handle-4711", f"LIENKET {await code_for(chatting, HANH)}")
    async with (
        signed_in(chatting, HANH) as mine,
        signed_in(chatting, HANH) as phone,
        signed_in(chatting, MINH) as other,
    ):
        (linked,) = (await mine.client.get("/api/links")).json()
        assert linked["label"].endswith("…4711")
        said_no(await other.change("DELETE", f"/api/links/{linked['id']}"), 404, "not_found")
        assert (await mine.change("DELETE", f"/api/links/{linked['id']}")).status_code == 204
        assert (await mine.client.get("/api/links")).json() == []
        assert (await asker(chatting, "handle-4711")).role is Role.ANONYMOUS
        browsers = (await mine.client.get("/api/sessions")).json()
        assert [one["current"] for one in browsers].count(True) == 1
        lost = next(one["id"] for one in (await phone.client.get("/api/sessions")).json() if one["current"])
        said_no(await other.change("DELETE", f"/api/sessions/{lost}"), 404, "not_found")
        assert (await mine.change("DELETE", f"/api/sessions/{lost}")).status_code == 204
        assert (await phone.me())["viewer"] is None
        assert (await mine.me())["viewer"]["display_name"] == "Nguyễn Thị Hạnh"


async def test_a_guest_has_nothing_to_link_or_to_end(chatting: Chatting) -> None:
    async with Visitor.at(str(chatting.client.base_url)) as guest:
        await guest.me()
        said_no(await guest.change("POST", "/api/links"), 401, "sign_in")
        for path in ("/api/links", "/api/sessions"):
            said_no(await guest.client.get(path), 401, "sign_in")


async def test_codes_are_not_given_away_without_end(chatting: Chatting) -> None:
    async with signed_in(chatting, HANH) as visitor:
        seen = {(await visitor.change("POST", "/api/links")).status_code for _ in range(11)}
        assert seen == {201, 429}


async def test_no_code_is_logged(chatting: Chatting, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    code = await code_for(chatting, HANH)
    path = await opened(chatting, "handle-4711")
    await answers(chatting, "handle-4711", f"LIENKET {code}")
    ours = [record for record in caplog.records if record.name.split(".")[0] in {"app", "storage", "channels"}]
    said = "\n".join(record.getMessage() for record in ours)
    assert not any(word in said for word in (code, path, "handle-4711", HANH.person_id))


async def test_where_signing_in_would_tell_more_the_chat_is_given_the_way(chatting: Chatting) -> None:
    told = await answers(chatting, "u1", "chuyện riêng tư của tôi")
    assert "cần đăng nhập" in told
    path = re.search(r"https://yte\.example\.vn(/link/[A-Za-z0-9_-]{22})", told)
    assert path
    async with signed_in(chatting, HANH) as visitor:
        code = CODE.search((await shown(visitor, path[1])).text)
    assert code
    assert "Nguyễn Thị Hạnh" in await answers(chatting, "u1", code[1])


async def test_a_phone_that_the_channel_vouches_for_is_enough_for_whoever_has_it_alone(chatting: Chatting) -> None:
    chatting.house.signin = replace(chatting.house.signin, people=await people_of(chatting.house))
    assert "Nguyễn Thị Hạnh" in await answers(chatting, "u1", "+84900000001", kind="phone")
    viewer = await asker(chatting, "u1")
    assert (viewer.person_id, viewer.level) == ("BN00000001", Assurance.PHONE)
    for who, number in (("u2", "+84900000002"), ("u3", "+84900000003"), ("u4", "+84909999999")):
        told = await answers(chatting, who, number, kind="phone")
        assert "/link/" in told, "shared by several, a child's, nobody's: the same way to sign in"
        assert (await asker(chatting, who)).role is Role.ANONYMOUS
    assert "chỉ đọc được tin nhắn chữ" in await answers(chatting, "u5", "+84900000001", kind="claimed_phone")
    assert "Trần Văn Minh" in await answers(chatting, "u6", f"LIENKET {await code_for(chatting, MINH)}")
    assert "/link/" in await answers(chatting, "u6", "+84900000001", kind="phone")
    assert (await asker(chatting, "u6")).person_id == MINH.person_id
