import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from domain.errors import Misconfigured, SourceUnavailable
from storage.embedded import DATABASE, SUPERUSER, ensure_server, stop_server
from storage.engine import Databases, connect, data_folder, engine, libpq, open_databases, outside_url
from storage.roles import ROLES
from storage.secrets import Secrets
from tests.cellar import Cellar, short_folder

ROOT = Path(__file__).parents[2]
ENSURE = """
from pathlib import Path
from storage.embedded import ensure_server
from storage.secrets import Secrets
folder = Path({!r})
print(ensure_server(folder, Secrets.open(folder).passwords).started_here, flush=True)
input()
"""


@pytest.fixture
def place() -> Iterator[Path]:
    with short_folder() as folder:
        yield folder


def starter(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ENSURE.format(str(folder))]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate("\n", timeout=60)
    assert process.returncode == 0
    return out.strip()


def postmaster(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text().split()[0])


def killed(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_two_processes_share_one_server(place: Path) -> None:
    assert sorted(map(said, [starter(place), starter(place)])) == ["False", "True"]
    pid = postmaster(place)
    assert not ensure_server(place, Secrets.open(place).passwords).started_here
    assert postmaster(place) == pid


def test_data_outlives_kill_9_of_the_server(place: Path) -> None:
    databases = open_databases(place, None)
    with connect(databases.owner) as connection:
        connection.execute("CREATE SCHEMA kept; CREATE TABLE kept.one AS SELECT 1 AS it")
    before = postmaster(place)
    for _ in range(3):
        os.kill(postmaster(place), signal.SIGKILL)
        assert open_databases(place, None) == databases
    with connect(databases.owner) as connection:
        assert connection.execute("SELECT it FROM kept.one").fetchone() == (1,)
    assert postmaster(place) != before


def test_kill_9_of_one_of_its_processes_is_waited_out(place: Path) -> None:
    databases = open_databases(place, None)
    with pytest.raises(psycopg.OperationalError), connect(databases.app) as connection:  # noqa: PT012 - it dies in here
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        assert open_databases(place, None) == databases
        connection.execute("SELECT 1")


def test_the_server_outlives_kill_9_of_its_starter_and_a_stop_is_a_stop(place: Path) -> None:
    process = starter(place)
    assert process.stdout
    assert process.stdout.readline() == "True\n"
    killed(process)
    passwords = Secrets.open(place).passwords
    assert not ensure_server(place, passwords).started_here
    stop_server(place)
    stop_server(place)
    assert not (place / "postgres" / "postmaster.pid").exists()
    # Its number belongs to somebody else now, and a lock file lies about: neither is in the way.
    stale = [str(os.getpid()), str(place / "postgres"), "0", "5432", str(place / "postgres"), "", "  1  1", "ready"]
    (place / "postgres" / "postmaster.pid").write_text("\n".join(stale))
    assert ensure_server(place, passwords).started_here


@pytest.mark.parametrize("moment", ["postgres.new-*", "postgres.new-*/data/PG_VERSION", "postgres/postmaster.pid"])
def test_kill_9_of_the_starter_at_any_moment_of_the_first_start(place: Path, moment: str) -> None:
    process = starter(place)
    give_up = time.monotonic() + 30
    while not list(place.glob(moment)):
        assert time.monotonic() < give_up
        time.sleep(0.001)
    killed(process)
    open_databases(place, None)
    assert ensure_server(place, Secrets.open(place).passwords).socket_folder == place / "postgres"


def test_a_long_path_gets_a_short_socket(place: Path) -> None:
    folder = place / ("dữ liệu " * 12) / "y'tế, 100%"
    try:
        databases = open_databases(folder, None)
        assert len(str(databases.app.query["host"])) < 60
        assert open_databases(folder, None) == databases
    finally:
        stop_server(folder)
    assert not Path(str(databases.app.query["host"])).exists()


def test_vietnamese_letters_fold(cellar: Cellar) -> None:
    with psycopg.connect(libpq(cellar.admin(DATABASE))) as connection:
        row = connection.execute(
            "SELECT lower('ĐẶNG'), upper('nguyễn'), 'ĐẶNG THỊ Ừ' ILIKE 'đặng thị ừ',"
            " datlocprovider, datlocale, datcollate FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert row == ("đặng", "NGUYỄN", True, "b", "C.UTF-8", "C")


def test_only_a_private_socket_and_only_scram(cellar: Cellar) -> None:
    with psycopg.connect(libpq(cellar.admin(DATABASE))) as connection:
        settings = connection.execute(
            "SELECT current_setting('listen_addresses'), current_setting('synchronous_commit'),"
            " current_setting('jit'), current_setting('fsync')"
        ).fetchone()
        rules = connection.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
    assert settings == ("", "on", "off", "on")
    assert rules == [("scram-sha-256",)]
    socket = Path(cellar.server.socket_folder) / ".s.PGSQL.5432"
    assert socket.stat().st_mode & 0o077 == 0
    with pytest.raises(Misconfigured, match="refuses the user postgres"):
        connect(cellar.server.url(SUPERUSER, "guess"))


def test_the_log_names_nobody(cellar: Cellar, house_copy: Databases) -> None:
    connection = connect(house_copy.owner)
    connection.execute("CREATE SCHEMA s; CREATE TABLE s.t (card text PRIMARY KEY)")
    with connection, pytest.raises(psycopg.errors.UniqueViolation):
        connection.execute("INSERT INTO s.t VALUES ('GD4990000000001'), ('GD4990000000001')")
    log = (cellar.folder / "postgres" / "server.log").read_text()
    assert "duplicate key" in log
    assert "GD499" not in log


def test_no_role_is_mighty(cellar: Cellar) -> None:
    query = (
        "SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
        " FROM pg_roles WHERE rolname LIKE 'hoiyte%' ORDER BY 1"
    )
    with connect(cellar.admin(DATABASE)) as connection:
        found = connection.execute(query).fetchall()
    assert found == [(role, True, False, False, False, False, False) for role in sorted(ROLES)]


@pytest.fixture
def house_copy(cellar: Cellar) -> Iterator[Databases]:
    databases = cellar.copy()
    yield databases
    cellar.drop(databases)


@pytest.mark.parametrize("role", ["app", "facts", "audit"])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.mine (it int)",
        "CREATE SCHEMA mine",
        "CREATE TEMP TABLE mine (it int)",
        "CREATE ROLE mine",
        "SET ROLE hoiyte_owner",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('PG_VERSION')",
    ],
)
def test_a_working_role_creates_nothing(house_copy: Databases, role: str, statement: str) -> None:
    with connect(getattr(house_copy, role)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_nobody_else_may_enter(cellar: Cellar, house_copy: Databases) -> None:
    with connect(cellar.admin(DATABASE)) as connection:
        connection.execute("DROP ROLE IF EXISTS stranger; CREATE ROLE stranger LOGIN PASSWORD 'x'")
    with pytest.raises(Misconfigured, match="refuses the user stranger"):
        connect(cellar.server.url("stranger", "x", house_copy.app.database or ""))


async def test_the_engine_speaks_and_hides_its_password(cellar: Cellar, house_copy: Databases) -> None:
    pool = engine(house_copy.app, pool_size=2, name="hoiyte-test")
    async with pool.begin() as connection:
        row = (await connection.execute(text("SELECT current_user, current_setting('application_name')"))).one()
    await pool.dispose()
    assert tuple(row) == ("hoiyte_app", "hoiyte-test")
    assert cellar.secrets.passwords.app not in f"{pool!r} {house_copy!r} {house_copy}"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense:hunter2", "is no URL"),
        ("postgresql://u:hunter2@h:port/d", "is no URL"),
        ("mysql://u:hunter2@localhost/d", "must begin with postgresql://"),
        ("postgresql://u:hunter2@/d", "must name a host"),
        ("postgresql://u:hunter2@localhost", "must name a host"),
        ("postgresql://u:hunter2@db.example/d", "add sslmode=require"),
        ("postgresql://u:hunter2@db.example/d?sslmode=prefer", "add sslmode=require"),
        ("postgresql://u:hunter2@localhost/d?hostaddr=192.0.2.1", "add sslmode=require"),
        ("postgresql://u:hunter2@/d?host=localhost,192.0.2.1", "add sslmode=require"),
        ("postgresql://u:hunter2@127.0.0.1:1/d", "No database server answers at 127.0.0.1"),
        ("postgresql://u:hunter2@127.0.0.1:1/d?nonsense=1", "holds a parameter that PostgreSQL does not know"),
        ("postgresql://u:hunter2@/d?host=/nowhere", "No database server answers at /nowhere"),
    ],
)
def test_a_wrong_url_is_one_sentence_without_the_password(tmp_path: Path, url: str, sentence: str) -> None:
    with pytest.raises((Misconfigured, SourceUnavailable), match=sentence) as caught:
        open_databases(tmp_path, url)
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize("mode", ["require", "verify-ca", "verify-full"])
def test_tls_opens_the_way_to_another_machine(mode: str) -> None:
    url = outside_url(f"postgres://u:p@db.example:5433/d?sslmode={mode}")
    assert (url.drivername, url.host, url.port) == ("postgresql+psycopg", "db.example", 5433)


def test_an_owner_who_may_create_roles_is_enough_outside(place: Path, tmp_path: Path) -> None:
    server = ensure_server(place, Secrets.open(place).passwords)
    with connect(server.url(SUPERUSER, Secrets.open(place).passwords.superuser)) as connection:
        connection.execute("CREATE ROLE dba LOGIN CREATEROLE PASSWORD 'hunter2'; CREATE ROLE clerk LOGIN PASSWORD 'x'")
        connection.execute("ALTER DATABASE hoiyte OWNER TO dba")
    with pytest.raises(Misconfigured, match="may not create them"):
        open_databases(tmp_path / "one", libpq(server.url("clerk", "x")))
    databases = open_databases(tmp_path / "one", libpq(server.url("dba", "hunter2")))
    assert databases == open_databases(tmp_path / "one", libpq(server.url("dba", "hunter2")))
    with connect(databases.owner) as connection:
        connection.execute("CREATE SCHEMA s; CREATE TABLE public.t (it int)")
    # A second machine must bring the first one's secrets.
    with pytest.raises(Misconfigured, match=r"refuses the user hoiyte_app; check DATABASE_URL and secrets\.json"):
        open_databases(tmp_path / "two", libpq(server.url("dba", "hunter2")))


def test_a_role_that_passes_by_the_wall_is_refused(place: Path) -> None:
    open_databases(place, None)
    server, passwords = ensure_server(place, Secrets.open(place).passwords), Secrets.open(place).passwords
    with connect(server.url(SUPERUSER, passwords.superuser)) as connection:
        connection.execute("ALTER ROLE hoiyte_app BYPASSRLS")
    with pytest.raises(Misconfigured, match="hoiyte_app on the server is a superuser or passes row-level security"):
        open_databases(place, None)


def test_data_of_another_version_is_not_touched(tmp_path: Path) -> None:
    passwords = Secrets.open(tmp_path).passwords
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("16\n")
    with pytest.raises(Misconfigured, match="was made by PostgreSQL 16"):
        ensure_server(tmp_path, passwords)


def test_where_the_data_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/at/home")
    assert data_folder({}) == Path("/at/home/.local/share/hoiyte")
    assert data_folder({"XDG_DATA_HOME": "/x"}) == Path("/x/hoiyte")
    assert data_folder({"XDG_DATA_HOME": "/x", "HOIYTE_DATA": "/y"}) == Path("/y")


def test_found_again_quickly(cellar: Cellar) -> None:
    started = time.perf_counter()
    open_databases(cellar.folder, None)
    assert time.perf_counter() - started < 0.3
