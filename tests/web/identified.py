"""Citizens in the record of a scripted house, for those who sign in."""

import re
from datetime import date

import httpx
from sqlalchemy import insert

from access.cedar import open_policy
from access.identity import People
from app.sources import sql_sources
from connectors.ehr.tables import CITIZENS
from connectors.guard.key import put_key
from domain.people import Sex
from domain.records.ehr import Citizen
from retrieval.lexical import LexicalLibrary
from storage.audit import SqlAuditLog
from storage.engine import connect, engine
from storage.units import Units
from tests.web.script import ScriptedHouse

OWN, FAMILY, CHILD = "0900000001", "0900000002", "0900000003"


def citizen(number: int, name: str, born_on: date, phone: str) -> Citizen:
    return Citizen(f"BN{number:08}", name, born_on, Sex.FEMALE, f"9{number:011}", phone, "Thôn 3", "31135", "H1", "O+")


HERE = [
    citizen(1, "Nguyễn Thị Hạnh", date(1985, 3, 2), OWN), citizen(2, "Trần Văn Minh", date(1980, 1, 1), FAMILY),
    citizen(3, "Lê Thị Hoa", date(1982, 2, 3), FAMILY), citizen(4, "Trần Thị Bé", date(2020, 5, 5), FAMILY),
    citizen(5, "Trần Bé Hai", date(2019, 5, 5), CHILD),
]  # fmt: skip


async def people_of(house: ScriptedHouse) -> People:
    """Who may sign in, over the house's own database."""
    with connect(house.cellar.databases.owner) as connection:
        put_key(connection, house.cellar.secrets.guard_key)
    owner = Units(engine(house.cellar.databases.owner, pool_size=1))
    async with owner.work() as work:
        await work.execute(insert(CITIZENS), [one._asdict() for one in HERE])
    await owner.engine.dispose()
    audit = SqlAuditLog(house.cellar.audited, house.cellar.audit_keys, house.clock)
    return People(sources=sql_sources(house.cellar.stores, LexicalLibrary.open()), policy=open_policy(), audit=audit)


def hidden(page: httpx.Response) -> dict[str, str]:
    """What a sheet's forms carry besides what a person writes."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))


def audited(house: ScriptedHouse) -> list[tuple[str, str]]:
    """Tag and row of each event, in order."""
    with connect(house.cellar.databases.owner) as owner:
        return owner.execute("SELECT tag, audit::text FROM house.audit ORDER BY seq").fetchall()
