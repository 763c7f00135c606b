"""The province's public names as rows, and as the `Directory` that everybody reads."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.places import Commune, Department, Directory, Facility, FacilityKind
from domain.text import sort_key
from storage.tables import COMMUNES, DEPARTMENTS, FACILITIES, FORMER_NAMES, PROVINCE


async def fill_directory(connection: AsyncConnection, directory: Directory) -> None:
    """Make the rows say what the directory says, as owner; what stood there before is gone."""
    former = [{"name": name, "commune": code} for name, codes in directory.former_names.items() for code in codes]
    await _replace(connection, PROVINCE, [{"code": directory.province, "name": directory.province_name}])
    await _replace(connection, COMMUNES, _sorted(directory.communes.values()))
    await _replace(connection, FACILITIES, _sorted(directory.facilities.values()))
    await _replace(connection, DEPARTMENTS, _sorted(directory.departments.values()))
    await _replace(connection, FORMER_NAMES, former)


async def read_directory(connection: AsyncConnection) -> Directory:
    """The whole directory, in Vietnamese order; empty where nothing was filled in."""
    province = (await connection.execute(select(PROVINCE.c.code, PROVINCE.c.name))).first()
    former: dict[str, tuple[str, ...]] = {}
    pairs = select(FORMER_NAMES.c.name, FORMER_NAMES.c.commune).order_by(FORMER_NAMES.c.name, FORMER_NAMES.c.commune)
    for name, code in await connection.execute(pairs):
        former[name] = (*former.get(name, ()), code)
    communes = [Commune(*row[:5]) for row in await _ordered(connection, COMMUNES)]
    facilities = [Facility(r.code, r.name, FacilityKind(r.kind), r.commune, r.beds)
                  for r in await _ordered(connection, FACILITIES)]  # fmt: skip
    departments = [Department(*row[:2]) for row in await _ordered(connection, DEPARTMENTS)]
    return Directory(
        province=province.code if province else "",
        province_name=province.name if province else "",
        communes={commune.code: commune for commune in communes},
        facilities={facility.code: facility for facility in facilities},
        departments={department.code: department for department in departments},
        former_names=former,
    )


def _sorted(places: Iterable[Commune | Facility | Department]) -> list[dict[str, Any]]:
    return [{**place._asdict(), "sort_key": sort_key(place.name)} for place in places]


async def _ordered(connection: AsyncConnection, table: Table) -> list[Any]:
    return list(await connection.execute(select(table).order_by(table.c.sort_key, table.c.code)))


async def _replace(connection: AsyncConnection, table: Table, rows: list[dict[str, Any]]) -> None:
    await connection.execute(delete(table))
    if rows:
        await connection.execute(insert(table), rows)
