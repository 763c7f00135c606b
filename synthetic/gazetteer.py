"""Real communes of the 2025 reform and the names they had before, read from the data files of `vietnamadminunits`.

The package itself is never imported: it would bring pandas and a network geocoder along.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path

from domain.errors import Misconfigured
from domain.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One commune as the gazetteer knows it; `district` is the former district most of it came from."""

    code: str
    key: str
    name: str
    full_name: str
    kind: str
    latitude: float
    longitude: float
    district: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazette:
    """One province of today: its communes by code, and former names as people still say them."""

    code: str
    name: str
    full_name: str
    units: tuple[Unit, ...]
    former_names: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Former:
    """One former commune: full and short names of itself, its district and its province."""

    ward: tuple[str, str]
    district: tuple[str, str]
    province: tuple[str, str]


def gazette(asked: str) -> Gazette:
    """The province by its name (marks and case do not matter) or two-digit code.

    Raises:
        Misconfigured: no such province; the nearest names are named.
    """
    folder = _folder()
    with sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro&immutable=1", uri=True) as database:
        key, code, name, full_name = _province(database, asked)
        successors = _successors(folder, key)
        former = _former(database)
        units = tuple(_units(database, key, successors, former))
    former_names = _former_names(units, successors, former, (name, full_name))
    return Gazette(code=code, name=name, full_name=full_name, units=units, former_names=former_names)


def _folder() -> Path:
    spec = find_spec("vietnamadminunits")
    if spec is None or not spec.submodule_search_locations:
        raise Misconfigured("The package vietnamadminunits is not installed; run `make requirements`.")
    return Path(spec.submodule_search_locations[0]) / "data"


def _province(database: sqlite3.Connection, asked: str) -> tuple[str, str, str, str]:
    rows = database.execute(
        "SELECT DISTINCT provinceKey, provinceCode, provinceShort, province FROM admin_units ORDER BY 2"
    ).fetchall()
    by_name = {fold(word): row for row in rows for word in (row[1], row[2], row[3])}
    found = by_name.get(fold(asked))
    if found is None:
        nearest = get_close_matches(fold(asked), by_name, n=3, cutoff=0.4)
        names = ", ".join(dict.fromkeys(by_name[word][2] for word in nearest)) or "see domain.md §8"
        raise Misconfigured(f"No province is called {asked!r}; the nearest are: {names}.")
    return found[0], found[1], found[2], found[3]


def _successors(folder: Path, province: str) -> dict[str, list[str]]:
    """Key of a former commune (province_district_ward) → keys of the communes it went into."""
    tables = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = defaultdict(list)
    for commune, olds in tables["DICT_PROVINCE_WARD_NO_DIVIDED"].get(province, {}).items():
        for old in olds:
            found[old].append(commune)
    for old, parts in tables["DICT_PROVINCE_WARD_DIVIDED"].get(province, {}).items():
        found[old].extend(part["newWardKey"] for part in parts)
    return found


def _former(database: sqlite3.Connection) -> dict[str, _Former]:
    rows = database.execute(
        "SELECT provinceKey || '_' || districtKey || '_' || wardKey, ward, wardShort, district, districtShort,"
        " province, provinceShort FROM admin_units_legacy WHERE wardKey IS NOT NULL"
    )
    return {row[0]: _Former((row[1], row[2]), (row[3], row[4]), (row[5], row[6])) for row in rows}


def _units(
    database: sqlite3.Connection, province: str, successors: dict[str, list[str]], former: dict[str, _Former]
) -> Iterator[Unit]:
    districts: dict[str, Counter[str]] = defaultdict(Counter)
    for old, communes in successors.items():
        for commune in communes:
            if old in former:
                districts[commune][former[old].district[0]] += 1
    rows = database.execute(
        "SELECT wardKey, wardCode, wardShort, ward, wardType, wardLat, wardLon FROM admin_units"
        " WHERE provinceKey = ? ORDER BY wardCode",
        (province,),
    )
    for key, code, name, full_name, kind, latitude, longitude in rows:
        common = sorted(districts[key].items(), key=lambda pair: (-pair[1], pair[0]))
        yield Unit(
            code=code, key=key, name=name, full_name=full_name, kind=kind, latitude=latitude, longitude=longitude,
            district=common[0][0] if common else name,
        )  # fmt: skip


def _former_names(
    units: tuple[Unit, ...], successors: dict[str, list[str]], former: dict[str, _Former], present: tuple[str, str]
) -> dict[str, tuple[str, ...]]:
    """Former communes, districts and provinces, in full and short; a province that kept its name is left out."""
    code_of = {unit.key: unit.code for unit in units}
    found: dict[str, set[str]] = defaultdict(set)
    for old, communes in successors.items():
        if old not in former:
            continue
        codes = {code_of[commune] for commune in communes if commune in code_of}
        names = (*former[old].ward, *former[old].district, *former[old].province)
        for name in names:
            if name and name not in present:
                found[name] |= codes
    return {name: tuple(sorted(codes)) for name, codes in sorted(found.items()) if codes}
