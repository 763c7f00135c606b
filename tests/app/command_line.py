"""The command `hoiyte`, run in this process as its script runs it, on data of the test's own."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from storage.engine import Databases, libpq
from tests.cellar import Cellar, short_folder
from tests.province import data_folder


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - what JSON may be
        """What it printed, as one JSON value."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """What it printed, one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Data:
    """A data folder that knows the test server's secrets, and its database there."""

    folder: Path
    databases: Databases
    url: str


@contextmanager
def data_of(cellar: Cellar, template: str, models: Path) -> Iterator[Data]:
    """Data that is a copy of that template, until the block ends."""
    with short_folder() as folder:
        shutil.copy(cellar.folder / "secrets.json", folder / "secrets.json")
        databases = cellar.copy(template)
        yield Data(data_folder(folder, models), databases, libpq(cellar.admin(databases.owner.database or "")))
        cellar.drop(databases)


class CommandLine:
    """`hoiyte("ask", …)`; settings may be given by name."""

    def __init__(self, data: Data, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self.data = data
        self._monkeypatch, self._capfd = monkeypatch, capfd
        for name in [name for name in os.environ if name.startswith("HOIYTE_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("HOIYTE_DATA", str(data.folder))
        monkeypatch.setenv("DATABASE_URL", data.url)

    def __call__(self, *words: str, **settings: str) -> Ran:
        """Run it to its end."""
        self._capfd.readouterr()
        with self._monkeypatch.context() as patch:
            patch.setattr("sys.argv", ["hoiyte", *words])
            for name, value in settings.items():
                patch.setenv(name, value)
            code = _ended()
        out, err = self._capfd.readouterr()
        return Ran(code, out, err)


def _ended() -> int:
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0
