"""A unit of work commits once, in one helper per database; one file knows the task engine (design section 5)."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.reading import imported, parsed, sources

COMMITTERS = {Path("storage/units.py"), Path("connectors/units.py")}
QUEUE = Path("storage/queue.py")


def test_only_the_unit_helpers_commit() -> None:
    found = [f"{path}:{line}" for path in sources() if path not in COMMITTERS for line in commits(parsed(path))]
    assert found == [], "Open a unit from storage/units.py or connectors/units.py; it commits."


def commits(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            yield node.lineno


def test_only_the_queue_imports_procrastinate() -> None:
    found = [
        f"{path}:{line}"
        for path in sources()
        if path != QUEUE
        for line, name in imported(parsed(path))
        if name.split(".")[0] == "procrastinate"
    ]
    assert found == [], "Tasks are declared through storage/queue.py."


def test_both_are_seen_where_they_stand() -> None:
    tree = ast.parse("async def f():\n    from procrastinate import App\n    await session.commit()\n")
    assert list(commits(tree)) == [3]
    assert list(imported(tree)) == [(2, "procrastinate.App")]
