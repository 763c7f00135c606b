"""Signing in by a code sent to a phone: level 1, the same answer for every number, and no way to find out by trying."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx
import pytest

from app.signin.opening import sender_of
from app.signin.phones import Phones, number_of
from app.signin.settings import PhoneSettings
from app.web.application import create_app
from channels.otp.console import ConsoleSender
from domain.clock import FixedClock
from domain.errors import Misconfigured
from storage.codes import SqlOneTimeCodes
from tests.cellar import Cellar
from tests.web.answers import AT
from tests.web.identified import CHILD, FAMILY, OWN, audited, hidden, people_of
from tests.web.script import ScriptedHouse, scripted_house
from tests.web.visitor import Visitor


@dataclass
class Phoned:
    """A house where people sign in by phone, and the messages that left for phones."""

    house: ScriptedHouse
    messages: list[str]
    clock: FixedClock

    async def visitor(self, address: str = "203.0.113.7") -> Visitor:
        transport = httpx.ASGITransport(create_app(self.house), client=(address, 4242))
        visitor = Visitor(httpx.AsyncClient(base_url="http://yte.example.vn", transport=transport))
        visitor.csrf = (await visitor.me())["csrf"]
        return visitor

    async def ask(self, visitor: Visitor, phone: str) -> httpx.Response:
        return await visitor.client.post("/signin/phone", data={"csrf": visitor.csrf, "phone": phone, "next": "/"})

    async def check(self, visitor: Visitor, phone: str, code: str, born: str = "") -> httpx.Response:
        number = number_of(phone) or ""
        said = {"csrf": visitor.csrf, "phone": number, "code": code, "born_on": born, "next": "/"}
        return await visitor.client.post("/signin/phone/code", data=said)

    async def code(self, visitor: Visitor, phone: str) -> str:
        assert (await self.ask(visitor, phone)).status_code == 200
        found = re.search(r"la (\d{6}),", self.messages[-1])
        assert found
        return found[1]


@pytest.fixture
async def phoned(cellar: Cellar, migrated: str) -> AsyncIterator[Phoned]:
    databases = cellar.copy(migrated)
    async with scripted_house(databases, cellar.secrets) as house:
        messages: list[str] = []
        clock = FixedClock(AT)
        codes = SqlOneTimeCodes(house.cellar.own, house.cellar.cipher, clock, house.cellar.code_key)
        phones = Phones(
            settings=PhoneSettings(sender="console"), codes=codes, people=await people_of(house),
            sender=ConsoleSender(messages.append), clock=house.clock,
        )  # fmt: skip
        house.signin = replace(house.signin, phones=phones, codes=codes)
        yield Phoned(house, messages, clock)
    cellar.drop(databases)


@pytest.mark.parametrize("said", ["0912345678", "+84912345678", "84 912 345 678", "0912.345.678", "(091) 234-5678"])
def test_a_number_is_read_however_it_is_written(said: str) -> None:
    assert number_of(said) == "+84912345678"


@pytest.mark.parametrize("said", ["", "091234567", "0012345678", "+1 912 345 678 99", "0912345678x", "1900 9095"])
def test_what_is_no_phone_of_this_country_is_not_asked(said: str) -> None:
    assert number_of(said) is None


async def test_who_holds_the_phone_is_known_by_the_phone_and_no_more(phoned: Phoned) -> None:
    visitor = await phoned.visitor()
    sheet = await visitor.client.get("/signin?next=/link/" + "a" * 22)
    assert hidden(sheet) == {"csrf": visitor.csrf, "next": "/link/" + "a" * 22}
    code = await phoned.code(visitor, OWN)
    before = visitor.client.cookies["hoiyte"]
    done = await phoned.check(visitor, OWN, f"{code[:3]} {code[3:]}")
    assert (done.status_code, done.headers["location"]) == (303, "/")
    me = await visitor.me()
    assert me["viewer"] == me["viewer"] | {"display_name": "Nguyễn Thị Hạnh", "role": "citizen", "level": 1}
    assert visitor.client.cookies["hoiyte"] != before
    assert (await phoned.check(await phoned.visitor(), OWN, code)).status_code == 401
    assert [tag for tag, _ in audited(phoned.house)] == [
        *["job.identity:ehr.identity:find:allowed", "job.identity:ehr.identity:find:read"] * 2,
        "job.identity:ehr.identity:find:signed_in",
    ]


async def test_a_browser_that_is_new_gets_a_session_with_the_sheet(phoned: Phoned) -> None:
    transport = httpx.ASGITransport(create_app(phoned.house))
    async with httpx.AsyncClient(base_url="http://yte.example.vn", transport=transport) as client:
        sheet = await client.get("/signin")
        sent = await client.post("/signin/phone", data=hidden(sheet) | {"phone": OWN})
        assert sent.status_code == 200


async def test_an_unknown_number_gets_the_same_answer_and_no_message(phoned: Phoned) -> None:
    visitor = await phoned.visitor()
    pages = {number: (await phoned.ask(visitor, number)).text for number in (OWN, "0909999999", CHILD)}
    assert len({page.replace(str(number_of(number)), "") for number, page in pages.items()}) == 1
    assert len(phoned.messages) == 1
    wrong = [await phoned.check(visitor, number, "000000") for number in (OWN, "0909999999")]
    assert {page.status_code for page in wrong} == {401}
    assert len({page.text.replace("+84900000001", "").replace("+84909999999", "") for page in wrong}) == 1


async def test_a_family_that_shares_a_phone_is_told_apart_by_birthdays(phoned: Phoned) -> None:
    visitor = await phoned.visitor()
    code = await phoned.code(visitor, FAMILY)
    which = await phoned.check(visitor, FAMILY, code)
    assert "dùng chung cho nhiều người" in which.text
    assert "Minh" not in which.text
    assert 'name="born_on"' in which.text
    assert "Chưa xác định được" in (await phoned.check(visitor, FAMILY, code, "1999-09-09")).text
    assert (await phoned.check(visitor, FAMILY, code, "2020-05-05")).status_code == 401, "a child"
    stranger = await phoned.visitor()
    assert (await phoned.check(stranger, FAMILY, code, "1982-02-03")).status_code == 401
    done = await phoned.check(visitor, FAMILY, code, "1982-02-03")
    assert done.status_code == 303, done.text
    assert (await visitor.me())["viewer"]["display_name"] == "Lê Thị Hoa"


async def test_birthdays_are_not_found_by_trying(phoned: Phoned) -> None:
    visitor = await phoned.visitor()
    code = await phoned.code(visitor, FAMILY)
    for day in range(1, 7):
        assert (await phoned.check(visitor, FAMILY, code, f"1970-01-0{day}")).status_code == 401
    assert (await phoned.check(visitor, FAMILY, code, "1982-02-03")).status_code == 401


async def test_codes_are_not_found_by_trying(phoned: Phoned) -> None:
    visitor = await phoned.visitor()
    code = await phoned.code(visitor, OWN)
    for n in range(5):
        assert (await phoned.check(visitor, OWN, f"{(int(code) + 1 + n) % 1_000_000:06}")).status_code == 401
    assert (await phoned.check(visitor, OWN, code)).status_code == 401


async def test_a_phone_gets_one_code_a_minute_and_five_a_day(phoned: Phoned) -> None:
    for n in range(3):
        await phoned.ask(await phoned.visitor(f"203.0.113.{n}"), OWN)
    assert len(phoned.messages) == 1
    for n in range(10):
        phoned.clock.at += timedelta(minutes=2)
        await phoned.ask(await phoned.visitor(f"203.0.113.{n}"), OWN)
    assert len(phoned.messages) == 5


async def test_an_address_asks_so_often_an_hour_and_then_waits(phoned: Phoned) -> None:
    visitor = await phoned.visitor()
    seen = [(await phoned.ask(visitor, f"09{n:08}")).status_code for n in range(21)]
    assert seen == [200] * 20 + [429]
    assert (await phoned.ask(await phoned.visitor("203.0.113.8"), OWN)).status_code == 200


async def test_behind_our_own_proxy_its_word_counts_and_nobody_elses(phoned: Phoned) -> None:
    phones = phoned.house.signin.phones
    assert phones
    settings = PhoneSettings(sender="console", address_header="X-Forwarded-For", per_address_hour=1)
    phoned.house.signin = replace(phoned.house.signin, phones=replace(phones, settings=settings))
    visitor, said = await phoned.visitor("10.0.0.1"), {"phone": "0909999999", "next": "/"}
    seen = []
    for before, last in (("1.1.1.1", "5.5.5.5"), ("2.2.2.2", "5.5.5.5"), ("2.2.2.2", "6.6.6.6")):
        headers = {"X-Forwarded-For": f"{before}, {last}"}
        sent = await visitor.client.post("/signin/phone", data=said | {"csrf": visitor.csrf}, headers=headers)
        seen.append(sent.status_code)
    assert seen == [200, 429, 200]


async def test_a_sheet_signs_out(phoned: Phoned) -> None:
    visitor = await phoned.visitor()
    await phoned.check(visitor, OWN, await phoned.code(visitor, OWN))
    await visitor.me()
    sheet = await visitor.client.get("/signin/out")
    assert (await visitor.client.post("/signin/out", data={"csrf": "0" * 64})).status_code == 403
    assert (await visitor.client.post("/signin/out", data=hidden(sheet))).status_code == 200
    assert (await visitor.me())["viewer"] is None


async def test_a_code_runs_out_after_five_minutes(phoned: Phoned) -> None:
    visitor = await phoned.visitor()
    code = await phoned.code(visitor, OWN)
    phoned.clock.at += timedelta(minutes=5)
    assert (await phoned.check(visitor, OWN, code)).status_code == 401


async def test_forms_are_ours_and_lead_nowhere_else(phoned: Phoned) -> None:
    visitor = await phoned.visitor()
    for path in ("/signin/phone", "/signin/phone/code"):
        sent = {"phone": "+84900000001", "code": "1", "csrf": "0" * 64}
        assert (await visitor.client.post(path, data=sent)).status_code == 403
    assert (await visitor.client.get("/signin", params={"next": "https://evil.example"})).status_code == 422
    said = {"csrf": visitor.csrf, "phone": OWN, "next": "//evil.example"}
    assert (await visitor.client.post("/signin/phone", data=said)).status_code == 422
    phoned.house.signin = replace(phoned.house.signin, phones=None)
    assert (await visitor.client.post("/signin/phone", data=said | {"next": "/"})).status_code == 404


async def test_neither_code_nor_phone_is_logged_or_audited(phoned: Phoned, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    visitor = await phoned.visitor()
    code = await phoned.code(visitor, OWN)
    await phoned.check(visitor, OWN, code)
    rooms = {"app", "storage", "channels", "access", "connectors"}
    ours = [record.getMessage() for record in caplog.records if record.name.split(".")[0] in rooms]
    said = "\n".join(ours) + str(audited(phoned.house))
    assert not any(word in said for word in (code, "900000001", "BN00000001"))


def test_on_invented_data_codes_go_to_the_console_and_on_real_data_never() -> None:
    console = PhoneSettings(sender="console")
    service = PhoneSettings.model_validate({"sender": "http", "http": {"url": "https://sms.example"}})
    assert isinstance(sender_of(console, {}, is_synthetic=True), ConsoleSender)
    for settings, is_synthetic in ((console, False), (service, True)):
        with pytest.raises(Misconfigured):
            sender_of(settings, {}, is_synthetic=is_synthetic)
    zalo = PhoneSettings(sender="zalo", zalo_template="4711")
    with pytest.raises(Misconfigured, match="HOIYTE_ZALO_OA"):
        sender_of(zalo, {}, is_synthetic=False)
