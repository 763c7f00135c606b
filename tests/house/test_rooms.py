"""The rooms keep their floors, their signs and their size (style guidelines 2, 5 and 6)."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

from scripts.house import MAP, ROOT, doors, floors, house, rooms
from tests.house.reading import imported, parsed, sources, text

LONGEST_SIGN = 8
LONGEST_FILE = 400
LONGEST_FUNCTION = 40

# Files over the limit, with their length: an entry may shrink and must go, none may be added.
GRANDFATHERED: dict[str, int] = {}


def test_every_room_has_a_floor() -> None:
    packages = {door.parent.name for door in ROOT.glob("*/__init__.py")} - {"tests"}
    assert packages == set(rooms())
    assert packages == {room for floor in floors() for room in floor.split(" | ")}


def test_every_folder_of_code_has_a_door() -> None:
    """Import-linter does not see a folder without `__init__.py`; only Alembic's scripts live in such."""
    folders = {path.parent for path in sources() if not is_for_alembic(path)}
    assert [str(folder) for folder in sorted(folders) if not (ROOT / folder / "__init__.py").exists()] == []


def is_for_alembic(path: Path) -> bool:
    return any(part in {"migrations", "migrations_env"} for part in path.parts)


def test_every_door_has_a_sign_and_nothing_else() -> None:
    wrong = [str(door.relative_to(ROOT)) for door in doors() if not is_sign(door.read_text("utf-8"))]
    assert wrong == [], f"A package's __init__.py is a docstring of 1 to {LONGEST_SIGN} lines, nothing else."


def is_sign(source: str) -> bool:
    body = ast.parse(source).body
    return (
        len(body) == 1
        and isinstance(body[0], ast.Expr)
        and isinstance(body[0].value, ast.Constant)
        and isinstance(body[0].value.value, str)
        and len(source.splitlines()) <= LONGEST_SIGN
    )


def test_a_door_with_more_than_a_sign_is_seen() -> None:
    assert is_sign('"""A room."""\n')
    assert not is_sign("")
    assert not is_sign('"""A room."""\nimport os\n')
    assert not is_sign('"""A room.' + "\n" * LONGEST_SIGN + '"""\n')


def test_the_map_shows_every_sign() -> None:
    assert MAP.read_text("utf-8") == house(), "docs/house.md is behind the signs: run `make house`."


def test_rooms_are_small() -> None:
    lengths = sorted(lines(path) for path in sources() if path.name != "__init__.py")
    assert statistics.median(lengths) <= 100
    assert lengths[int(len(lengths) * 0.9)] <= 250


def test_no_file_is_long() -> None:
    long = {str(path): lines(path) for path in sources() if lines(path) > LONGEST_FILE}
    assert long == GRANDFATHERED, "Cut the file; where an allowed one has shrunk, write its new length down."


def lines(path: Path) -> int:
    return len(text(path).splitlines())


def test_no_function_is_long() -> None:
    long = [f"{path}:{where}" for path in sources() for where in long_functions(parsed(path))]
    assert long == [], f"A function has at most {LONGEST_FUNCTION} lines."


def long_functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{node.lineno} {node.name} ({length} lines)"


def test_a_long_function_is_seen() -> None:
    tree = ast.parse("async def long():\n" + "    pass\n" * LONGEST_FUNCTION)
    assert list(long_functions(tree)) == ["1 long (41 lines)"]


def test_neighbours_do_not_know_each_other() -> None:
    """A store never imports another store, a channel never another channel."""
    known = [
        f"{path}:{line} {name}"
        for path in sources()
        for line, name in imported(parsed(path))
        if are_neighbours(path.parts, name.split("."))
    ]
    assert known == []


def are_neighbours(importer: tuple[str, ...], target: list[str]) -> bool:
    """Both are folders of the same room of neighbours, and not the same folder."""
    room, *inside = importer
    if room not in {"connectors", "channels"} or target[0] != room or len(inside) < 2 or len(target) < 2:
        return False
    return (ROOT / room / target[1] / "__init__.py").exists() and inside[0] != target[1]
