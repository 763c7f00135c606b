"""What the tests of the house share: its files, read and parsed."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

from scripts.house import ROOT, rooms


def sources() -> list[Path]:
    """Every Python file of the rooms, relative to the root."""
    return sorted(path.relative_to(ROOT) for room in rooms() for path in (ROOT / room).rglob("*.py"))


def kept_files() -> list[Path]:
    """Every file that git keeps or would keep, relative to the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return sorted(path for name in set(listed.split("\0")) if name and (ROOT / (path := Path(name))).is_file())


def text(path: Path) -> str:
    return (ROOT / path).read_text("utf-8")


def parsed(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported anywhere in a file, late imports included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
