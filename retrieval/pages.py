"""Our own guidance pages: Markdown with a YAML head, one topic each, written by us and dated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

import yaml

from domain.records.library import Passage

ISSUER = "Hỏi Y Tế (biên soạn)"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the passage that is shown, and the ways people ask for it."""

    passage: Passage
    asked: tuple[str, ...]


def read_pages() -> list[Page]:
    """All guidance pages, in the order of their names."""
    return list(_pages())


def _pages() -> Iterator[Page]:
    folder = files("retrieval") / "guidance"
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".md"):
            yield read_page(entry.name.removesuffix(".md"), entry.read_text(encoding="utf-8"))


def read_page(name: str, text: str) -> Page:
    """One page from its text: a YAML head between two `---` lines, then the passage."""
    _, head, body = text.split("---\n", 2)
    said = yaml.safe_load(head)
    on = said["effective_on"]
    passage = Passage(
        passage_id=name, title=said["title"], text=body.strip(), issuer=ISSUER,
        effective_on=on if isinstance(on, date) else date.fromisoformat(on),
        legal_source=said["source"], audience=said.get("audience", "public"),
    )  # fmt: skip
    return Page(passage, tuple(said["asked"]))
