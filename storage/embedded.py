"""The PostgreSQL that comes with the house: found when it runs, started when it does not.

The server outlives the process that started it, and every process with the same data folder finds it again;
`stop_server` stops it. Starting and stopping happen under a lock file, so that two processes never do both.
"""

import hashlib
import os
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from domain.errors import Misconfigured, SourceUnavailable
from storage.files import locked
from storage.postgres_programs import MAJOR, Programs, find_programs
from storage.postgres_settings import settings_text
from storage.secrets import RolePasswords

DATABASE = "hoiyte"
SUPERUSER = "postgres"
_SOCKET = ".s.PGSQL.5432"
_SOCKET_LIMIT = 100  # bytes; Linux takes 107, macOS 103
_CREATE = f"CREATE DATABASE {DATABASE} TEMPLATE template0 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'\n"
_LOG_LIMIT = 10 * 1024 * 1024  # bytes; one older log is kept
_PATIENCE = 30.0  # seconds for the children of a killed server to be gone


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the server of a data folder listens, and whether this very call started it."""

    socket_folder: Path
    started_here: bool

    def url(self, user: str, password: str, database: str = DATABASE) -> URL:
        """How a role reaches a database there; a server that does not ask for SCRAM is not ours and is refused."""
        query = {"host": str(self.socket_folder), "port": "5432", "require_auth": "scram-sha-256"}
        return URL.create("postgresql+psycopg", user, password, database=database, query=query)


def ensure_server(folder: Path, passwords: RolePasswords) -> ServerAddress:
    """The running server of this data folder, made and started when it is not there yet.

    Raises:
        Misconfigured: the folder cannot be used, or belongs to another version of PostgreSQL.
        SourceUnavailable: the server does not start; the sentence names its log.
    """
    home = _home(folder)
    try:
        if found := _listening(home):
            return ServerAddress(found, started_here=False)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(folder / "server.lock"):
            return _ensure(home, passwords)
    except OSError as error:
        raise Misconfigured(f"The data folder {folder} cannot be used: {error.strerror}.") from None
    except subprocess.SubprocessError as error:
        words = str(getattr(error, "stderr", None) or "").strip().splitlines() or ["it took too long"]
        raise SourceUnavailable(f"No PostgreSQL could be made in {home}: {words[-1]}") from None


def stop_server(folder: Path) -> None:
    """Stop the server of this data folder and wait until it is down; nothing when it does not run.

    Raises:
        SourceUnavailable: it is still not down after a minute.
    """
    home = _home(folder)
    if not (home / "postmaster.pid").exists():
        return
    with locked(folder / "server.lock"):
        _forget_the_dead(home)
        if (home / "postmaster.pid").exists():
            _stop(home)
        with suppress(OSError):  # gone already, or somebody put something there
            _short_folder(home).rmdir()


def _stop(home: Path) -> None:
    try:
        find_programs().run("pg_ctl", "stop", "-D", str(home), "-m", "fast", "-w", "-t", "60")
    except subprocess.SubprocessError:
        raise SourceUnavailable(f"The embedded PostgreSQL does not stop; see {home / 'server.log'}.") from None


def _home(folder: Path) -> Path:
    return folder.absolute() / "postgres"


def _ensure(home: Path, passwords: RolePasswords) -> ServerAddress:
    if found := _listening(home):
        return ServerAddress(found, started_here=False)
    programs = find_programs()
    if not home.exists():
        _build(home, programs, passwords)
    _same_version(home)
    return ServerAddress(_start(home, programs), started_here=True)


def _listening(home: Path) -> Path | None:
    """The socket folder of the server that answers for this data, by its own pid file."""
    try:
        lines = (home / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if len(lines) < 8 or lines[7].strip() != "ready":
        return None
    folder = Path(lines[4])
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(folder / _SOCKET))
        except (FileNotFoundError, ConnectionRefusedError):
            return None
    return folder


def _build(home: Path, programs: Programs, passwords: RolePasswords) -> None:
    """Make the data and the database beside their place, then move them there at once: a crash leaves no half."""
    for left in home.parent.glob("postgres.new-*"):
        shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix="postgres.new-", dir=home.parent))
    programs.own(work)
    password = work / "password"
    password.touch(mode=0o600)
    programs.own(password)
    password.write_text(passwords.superuser)
    data = str(work / "data")
    programs.run(
        "initdb", "-D", data, "-U", SUPERUSER, f"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
    )  # fmt: skip
    spoken = programs.run("postgres", "--single", "-D", data, "template1", said=_CREATE)
    if "ERROR:" in spoken:
        raise SourceUnavailable(f"The database could not be made: {spoken.strip().splitlines()[-1]}")
    Path(data).rename(home)
    shutil.rmtree(work)


def _same_version(home: Path) -> None:
    made_by = (home / "PG_VERSION").read_text().strip()
    if made_by != str(MAJOR):
        raise Misconfigured(f"The data in {home} was made by PostgreSQL {made_by}; this program brings {MAJOR}.")


def _start(home: Path, programs: Programs) -> Path:
    sockets = _socket_folder(home, programs)
    (home / "postgresql.conf").write_text(settings_text(sockets))
    log = _log(home)
    give_up = time.monotonic() + _PATIENCE
    while True:
        _forget_the_dead(home)
        try:
            programs.run("pg_ctl", "start", "-D", str(home), "-l", str(log), "-w", "-t", "240")
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            # After kill -9 its children hold the shared memory for a moment; or a start is still under way
            # whose starter was killed. Both end by themselves.
            if time.monotonic() > give_up:
                raise SourceUnavailable(f"The embedded PostgreSQL does not start; see {log}.") from None
            time.sleep(0.2)
        if found := _listening(home):
            return found


def _log(home: Path) -> Path:
    log = home / "server.log"
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
    return log


def _socket_folder(home: Path, programs: Programs) -> Path:
    """The data folder itself; where its path is too long for a socket, a private short one."""
    if len(os.fsencode(home / _SOCKET)) <= _SOCKET_LIMIT:
        return home
    folder = _short_folder(home)
    if not folder.exists():
        folder.mkdir(mode=0o700)
        programs.own(folder)
    held = folder.lstat()
    if not stat.S_ISDIR(held.st_mode) or held.st_uid != programs.uid or held.st_mode & 0o022:
        raise Misconfigured(f"The socket folder {folder} is not ours; remove it, or choose a shorter HOIYTE_DATA.")
    return folder


def _short_folder(home: Path) -> Path:
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"hoiyte-{name}"


def _forget_the_dead(home: Path) -> None:
    """Remove a pid file whose process is gone or is another program: after kill -9 numbers are used again.

    PostgreSQL keeps a second watch by shared memory, so that a server whose children live is still not doubled.
    """
    path = home / "postmaster.pid"
    if not path.exists() or not Path("/proc/self").exists():
        return
    process = path.read_text().partition("\n")[0].strip() or "none"
    try:
        stands_in = Path(f"/proc/{process}/cwd").readlink()
    except OSError:  # gone, or of another user
        stands_in = None
    if stands_in != home.resolve():
        path.unlink(missing_ok=True)
