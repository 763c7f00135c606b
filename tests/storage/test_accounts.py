"""Staff, demo people, consents, sessions, the mark and the directory."""

from datetime import date, timedelta

import pytest

from access.ports import Accounts
from domain.clock import FixedClock
from domain.errors import Misconfigured
from domain.names import EVERY
from domain.people import ANONYMOUS_VIEWER, Assurance, Channel, Persona, Role, SensitiveClass, Viewer
from domain.places import Commune, Department, Directory, Facility, FacilityKind
from domain.records.staff import Staff
from storage.accounts import Session, SqlAccounts, SqlSessions, fill_personas, fill_staff
from storage.crypto import Cipher
from storage.directory import fill_directory, read_directory
from storage.marks import StoreKind, StoreMark, advance_mark, put_mark, read_mark, require_synthetic
from storage.units import Units
from tests.storage.conftest import Home

DOCTOR = Staff("NV000001", "BS. Đặng Ánh", Role.DOCTOR, "99001", "K03", True, ("99001",), (), ("hiv",))
MANAGER = Staff("NV000002", "Trần Bình", Role.DEPARTMENT_MANAGER, None, None, False, ("*",), ("*",), ())


@pytest.fixture
async def accounts(owner: Units, app: Units) -> SqlAccounts:
    async with owner.work() as connection:
        await fill_staff(connection, [DOCTOR, MANAGER])
    return SqlAccounts(app)


async def test_staff_become_viewers_with_their_reach(accounts: SqlAccounts) -> None:
    doctor = await accounts.viewer("NV000001", Role.DOCTOR, Channel.ZALO_OA)
    assert doctor == Viewer(
        person_id="NV000001", role=Role.DOCTOR, display_name="BS. Đặng Ánh", level=Assurance.STAFF,
        channel=Channel.ZALO_OA, facility="99001", department="K03", on_call=True, facilities=frozenset({"99001"}),
        clearances=frozenset({SensitiveClass.HIV}),
    )  # fmt: skip
    manager = await accounts.viewer("NV000002", Role.DEPARTMENT_MANAGER, Channel.WEB)
    assert manager is not None
    assert (manager.facilities, manager.communes) == (EVERY, EVERY)


async def test_nobody_gets_a_role_they_do_not_hold(accounts: SqlAccounts) -> None:
    assert await accounts.viewer("NV000001", Role.ADMIN, Channel.WEB) is None
    assert await accounts.viewer("NV999999", Role.DOCTOR, Channel.WEB) is None
    assert await accounts.viewer("", Role.CITIZEN, Channel.WEB) is None
    assert await accounts.viewer("anything", Role.JOB_FACTS, Channel.WEB) is None
    assert await accounts.viewer("anything", Role.ANONYMOUS, Channel.WEB) == ANONYMOUS_VIEWER


async def test_a_citizen_hears_over_a_messenger_only_after_a_yes(accounts: SqlAccounts, clock: FixedClock) -> None:
    me = "999300000001"

    async def agreed() -> bool:
        citizen = await accounts.viewer(me, Role.CITIZEN, Channel.ZALO_OA)
        assert citizen is not None
        assert (citizen.level, citizen.channel) == (Assurance.CITIZEN, Channel.ZALO_OA)
        return citizen.messenger_consent

    assert not await agreed()
    await accounts.consent_to_messenger(me, clock, agreed=True)
    assert await agreed()
    await accounts.consent_to_messenger(me, clock, agreed=False)
    assert not await agreed()


async def test_personas_come_in_their_order_and_only_while_their_role_stands(
    owner: Units, accounts: SqlAccounts, clock: FixedClock
) -> None:
    def persona(name: str, person_id: str, role: Role) -> Persona:
        viewer = Viewer(person_id=person_id, role=role, display_name=f"tên {name}")
        return Persona(name=name, viewer=viewer, facility_name="BV Đa khoa", suggestions=("Tóm tắt bệnh nhân",))

    async with owner.work() as connection:
        await fill_personas(connection, [
            persona("nguoi-dan", "999300000001", Role.CITIZEN), persona("bac-si", "NV000001", Role.DOCTOR),
            persona("khach", "", Role.ANONYMOUS), persona("gone", "NV000404", Role.NURSE),
        ])  # fmt: skip
    assert await accounts.personas() == [], "a store without a mark has no demo people"
    async with owner.work() as connection:
        await put_mark(connection, StoreMark(StoreKind.SYNTHETIC, date(2026, 11, 20), {}), clock)
    people = await accounts.personas()
    assert [p.name for p in people] == ["nguoi-dan", "bac-si", "khach"]
    assert (people[1].viewer.facility, people[1].viewer.display_name) == ("99001", "tên bac-si")
    assert people[1].suggestions == ("Tóm tắt bệnh nhân",)


async def test_a_session_opens_with_its_token_until_it_is_over(
    home: Home, app: Units, clock: FixedClock, cipher: Cipher
) -> None:
    sessions = SqlSessions(app, clock, cipher)
    mine = Session("999300000001", Role.CITIZEN, Assurance.PHONE, persona=False)
    token = await sessions.begin(mine, timedelta(hours=1))
    assert await sessions.find(token) == mine
    assert await sessions.find(token + "x") is None
    with home.raw("owner") as connection:
        assert token not in str(connection.execute("SELECT sessions::text FROM house.sessions").fetchall())
    with home.raw("app") as connection:
        assert connection.execute("SELECT count(*) FROM house.sessions").fetchone() == (0,)
    other = await sessions.begin(mine._replace(level=Assurance.CITIZEN, name="Nguyễn Hạnh"), sure=timedelta(minutes=30))
    assert await sessions.find(other) == mine._replace(level=Assurance.CITIZEN, name="Nguyễn Hạnh")
    clock.at += timedelta(hours=1)
    assert await sessions.find(token) is None
    assert await sessions.find(other) == mine._replace(name="Nguyễn Hạnh"), "known for sure no longer"
    assert [browser.level for browser in await sessions.of_person(mine.person_id)] == [Assurance.PHONE]
    assert not await sessions.end_one("999300000002", (await sessions.of_person(mine.person_id))[0].id)
    await sessions.end(other)
    assert await sessions.find(other) is None


async def test_a_store_is_marked_once(owner: Units, app: Units, clock: FixedClock) -> None:
    mark = StoreMark(StoreKind.SYNTHETIC, date(2026, 11, 20), {"citizens": 20000, "seed": 7})
    async with owner.work() as connection:
        assert await read_mark(connection) is None
        with pytest.raises(Misconfigured):
            await require_synthetic(connection)
        await put_mark(connection, mark, clock)
        await put_mark(connection, mark, clock)
        with pytest.raises(Misconfigured):
            await put_mark(connection, mark._replace(kind=StoreKind.REAL), clock)
        await advance_mark(connection, date(2026, 11, 21))
        with pytest.raises(Misconfigured):
            await advance_mark(connection, date(2026, 11, 20))
    async with app.work() as connection:
        assert await require_synthetic(connection) == mark._replace(reference_day=date(2026, 11, 21))


async def test_the_directory_comes_back_as_it_was_filled(owner: Units, app: Units) -> None:
    directory = Directory(
        province="92", province_name="Cần Thơ",
        communes={"31002": Commune("31002", "An Bình", "Phường An Bình", "92", 8),
                  "31001": Commune("31001", "Ân Thi", "Xã Ân Thi", "92", 9)},
        facilities={"99001": Facility("99001", "BV Đa khoa", FacilityKind.GENERAL_HOSPITAL, "31002", 500)},
        departments={"K03": Department("K03", "Nội tổng hợp")},
        former_names={"Ninh Kiều": ("31001", "31002")},
    )  # fmt: skip
    async with owner.work() as connection:
        assert await read_directory(connection) == Directory("", "")
        await fill_directory(connection, directory)
        await fill_directory(connection, directory)
    async with app.work() as connection:
        found = await read_directory(connection)
    assert found == directory
    assert list(found.communes) == ["31002", "31001"]


def satisfied(accounts: SqlAccounts) -> Accounts:
    return accounts
