"""The map of the rooms, docs/house.md, made from the signs on their doors.

`python scripts/house.py` (or `make house`) rewrites it; a test compares.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NotRequired, TypedDict

ROOT = Path(__file__).resolve().parent.parent
MAP = ROOT / "docs" / "house.md"

OPENING = """\
# The house

Made by `make house` from the signs on the doors (each package's `__init__.py`); change the sign, not this page.

Rooms are named after the walk of one message, and imports go down the stairs only (`make imports` checks):

    {floors}

The longer story is told in the README; decisions stand in `docs/decisions/`.
"""


class Contract(TypedDict):
    """One contract, as far as the map needs it."""

    type: str
    layers: NotRequired[list[str]]


class ImportRules(TypedDict):
    """What pyproject.toml says to import-linter, as far as the map needs it."""

    root_packages: list[str]
    contracts: list[Contract]


def import_rules(root: Path) -> ImportRules:
    """The table `tool.importlinter` of pyproject.toml."""
    rules: ImportRules = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    return rules


def rooms(root: Path = ROOT) -> list[str]:
    """The top-level packages that were given a floor, upper floors first."""
    return import_rules(root)["root_packages"]


def floors(root: Path = ROOT) -> list[str]:
    """The floors from the top down; rooms of one floor are parted by `|`."""
    return next(contract["layers"] for contract in import_rules(root)["contracts"] if contract["type"] == "layers")


def doors(root: Path = ROOT) -> Iterator[Path]:
    """Every package's `__init__.py`, lower floors first, a room before the rooms inside it."""
    for room in reversed(rooms(root)):
        yield from sorted((root / room).rglob("__init__.py"), key=lambda door: door.parent.parts)


def sign(door: Path) -> str:
    """What the door says; empty when it says nothing."""
    return ast.get_docstring(ast.parse(door.read_text("utf-8"))) or ""


def entry(door: Path, root: Path = ROOT) -> str:
    """One room of the map: a heading as deep as the room, and its sign quoted."""
    room = door.parent.relative_to(root)
    quoted = "\n".join(f"> {line}".rstrip() for line in sign(door).splitlines())
    return f"{'#' * (len(room.parts) + 1)} {room.as_posix()}/\n\n{quoted}\n"


def house(root: Path = ROOT) -> str:
    """The whole page."""
    opening = OPENING.format(floors="\n    ".join(floors(root)))
    return "\n".join([opening, *(entry(door, root) for door in doors(root))])


def main() -> int:
    """Write the page and say where it is."""
    MAP.parent.mkdir(exist_ok=True)
    MAP.write_text(house(), "utf-8")
    print(f"Wrote {MAP.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
