import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.migrate import branches, migrate, pending
from domain.errors import Misconfigured
from storage.engine import Databases, connect, libpq
from tests.cellar import Cellar

ROOT = Path(__file__).parents[2]
REVISION = """
from alembic import op

revision = "{name}_{number:04}"
down_revision = {down!r}
branch_labels = {labels!r}
depends_on = {depends!r}


def upgrade() -> None:
    op.execute({statement!r})
"""
TOGETHER = "from pathlib import Path; from app.migrate import migrate; migrate({!r}, Path({!r}))"


def write(folder: Path, name: str, number: int, statement: str, depends: str | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    down = None if number == 1 else f"{name}_{number - 1:04}"
    labels = (name,) if down is None else None
    content = REVISION.format(name=name, number=number, down=down, labels=labels, depends=depends, statement=statement)
    (folder / f"{number:04}_{name}.py").write_text(content)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    root = tmp_path / "ngôi nhà 100%"
    write(root / "connectors/emr/migrations", "emr", 1, "CREATE TABLE emr AS SELECT key FROM guard", "guard")
    write(root / "connectors/guard/migrations", "guard", 1, "CREATE TABLE guard AS SELECT 1 AS key")
    write(root / "storage/migrations", "house", 1, "CREATE TABLE house AS SELECT key FROM guard", "guard")
    return root


@pytest.fixture
def bare(cellar: Cellar) -> Iterator[Databases]:
    databases = cellar.copy()
    yield databases
    cellar.drop(databases)


def tables(databases: Databases) -> set[str]:
    query = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    with connect(databases.owner) as connection:
        return {name for (name,) in connection.execute(query)}


def test_branches_are_found_and_the_guard_comes_first(house: Path) -> None:
    (house / "connectors/empty/migrations").mkdir(parents=True)
    assert list(branches(house)) == ["guard", "emr", "storage"]
    assert list(branches(house / "nowhere")) == []


def test_from_zero_and_twice(bare: Databases, house: Path) -> None:
    assert set(pending(bare.owner, house)) == {"guard_0001", "emr_0001", "house_0001"}
    migrate(bare.owner, house)
    assert tables(bare) == {"guard", "emr", "house"}
    assert pending(bare.owner, house) == ()
    migrate(bare.owner, house)


def test_an_upgrade_in_any_branch_is_seen_and_done(bare: Databases, house: Path) -> None:
    migrate(bare.owner, house)
    write(house / "connectors/guard/migrations", "guard", 2, "ALTER TABLE guard ADD more int")
    assert pending(bare.owner, house) == ("guard_0002",)
    migrate(bare.owner, house)
    write(house / "connectors/ehr/migrations", "ehr", 1, "CREATE TABLE ehr AS SELECT more FROM guard", "guard")
    write(house / "storage/migrations", "house", 2, "ALTER TABLE house ADD more int")
    assert set(pending(bare.owner, house)) == {"ehr_0001", "house_0002"}
    migrate(bare.owner, house)
    assert pending(bare.owner, house) == ()
    assert tables(bare) == {"guard", "emr", "ehr", "house"}


def test_a_failing_migration_leaves_nothing_behind(bare: Databases, house: Path) -> None:
    write(house / "storage/migrations", "house", 2, "ALTER TABLE nowhere ADD more int")
    with pytest.raises(Exception, match="nowhere"):
        migrate(bare.owner, house)
    assert tables(bare) == set()
    assert len(pending(bare.owner, house)) == 4


def test_a_database_of_a_newer_program_is_left_alone(bare: Databases, house: Path) -> None:
    migrate(bare.owner, house)
    write(house / "storage/migrations", "house", 2, "ALTER TABLE house ADD more int")
    migrate(bare.owner, house)
    (house / "storage/migrations/0002_house.py").unlink()
    with pytest.raises(Misconfigured, match=r"^The database was shaped by a newer program .*house_0002"):
        migrate(bare.owner, house)


def test_several_processes_at_once(bare: Databases, house: Path) -> None:
    url = bare.owner.render_as_string(hide_password=False)
    command = [sys.executable, "-c", TOGETHER.format(url, str(house))]
    started = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(3)]
    heard = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], heard
    assert pending(bare.owner, house) == ()


def test_all_belongs_to_the_owner(bare: Databases, house: Path) -> None:
    migrate(bare.owner, house)
    with connect(bare.owner) as connection:
        owners = connection.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname IN ('public', 'migrations')"
        ).fetchall()
    assert owners == [("hoiyte_owner",)]
    with connect(bare.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT * FROM migrations.alembic_version")


def test_an_up_to_date_database_costs_nothing(bare: Databases, house: Path) -> None:
    migrate(bare.owner, house)
    started = time.perf_counter()
    migrate(bare.owner, house)
    assert time.perf_counter() - started < 0.5


def test_our_own_branches_from_zero(databases: Databases, cellar: Cellar) -> None:
    assert pending(databases.owner) == ()
    assert next(iter(branches()), "guard") == "guard"
    with psycopg.connect(libpq(cellar.admin(databases.owner.database or ""))) as connection:
        mighty = connection.execute(
            "SELECT n.nspname, p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            " JOIN pg_roles r ON r.oid = p.proowner WHERE p.prosecdef AND r.rolsuper"
        ).fetchall()
    assert mighty == []
