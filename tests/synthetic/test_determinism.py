"""The bytes depend on seed, size, province and reference day alone."""

import hashlib
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from synthetic.province import Plan, batches, cast, directory, staff

ROOT = Path(__file__).parents[2]
SMALL = Plan(citizens=300, reference_day=date(2026, 11, 22))
PRINT = (
    "import sys; sys.path[:0] = ['.', 'tests/synthetic']\n"
    "from test_determinism import SMALL, digest\n"
    "print(digest(SMALL))"
)


def digest(plan: Plan) -> str:
    """One number for everything the generator says about a plan."""
    said = hashlib.sha256(repr((directory(plan), staff(plan), cast(plan))).encode())
    for batch in batches(plan):
        for kind, rows in batch.rows.items():
            said.update(f"{kind.__name__}{rows!r}".encode())
    return said.hexdigest()


@pytest.fixture(scope="module")
def known() -> str:
    return digest(SMALL)


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_another_process_makes_the_same_bytes(hash_seed: str, known: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "America/Lima", "LC_ALL": "C"}
    made = subprocess.run(
        [sys.executable, "-c", PRINT], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    assert made.stdout.strip() == known


@pytest.mark.parametrize(
    "other",
    [
        Plan(citizens=301, reference_day=SMALL.reference_day),
        Plan(citizens=300, seed=8, reference_day=SMALL.reference_day),
        Plan(citizens=300, province="Huế", reference_day=SMALL.reference_day),
        Plan(citizens=300, reference_day=date(2026, 11, 23)),
    ],
    ids=["size", "seed", "province", "day"],
)
def test_another_plan_makes_other_bytes(other: Plan, known: str) -> None:
    assert digest(other) != known


@pytest.mark.parametrize("province", ["24"])
def test_however_the_province_is_written(province: str, known: str) -> None:
    assert digest(Plan(citizens=300, province=province, reference_day=SMALL.reference_day)) == known


def test_how_fast_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    started = time.perf_counter()
    rows = sum(batch.count() for batch in batches(SMALL))
    with capsys.disabled():
        sys.stdout.write(f"\n{rows} rows of {SMALL.citizens} citizens in {time.perf_counter() - started:.1f} s\n")
    assert rows > 0
