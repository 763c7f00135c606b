"""The databases of the house, one URL per role, ready to be connected to."""

import ipaddress
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.rows import TupleRow
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from domain.errors import AssistantError, Misconfigured, SourceUnavailable
from storage.embedded import SUPERUSER, ensure_server
from storage.roles import APP, AUDIT, FACTS, OWNER, admit_roles, create_roles
from storage.secrets import RolePasswords, Secrets

_DRIVER = "postgresql+psycopg"
_SECONDS = 10  # to wait for a connection
_REFUSED = ("authentication", "no password supplied", "pg_hba.conf", "permission denied")
_ENCRYPTED = {"require", "verify-ca", "verify-full"}


@dataclass(frozen=True, slots=True)
class Databases:
    """One database as each of its roles reaches it; a URL hides its password when it is printed."""

    owner: URL
    app: URL
    facts: URL
    audit: URL


def data_folder(env: Mapping[str, str]) -> Path:
    """Where this machine's data lives: `HOIYTE_DATA`, or `hoiyte` under the user's data directory (XDG)."""
    if chosen := env.get("HOIYTE_DATA"):
        return Path(chosen).expanduser()
    base = env.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "hoiyte"


def open_databases(data: Path, database_url: str | None) -> Databases:
    """The database at that URL, or the embedded one of the data folder (started when needed), with its roles made.

    The user of the URL must be allowed to create roles the first time; afterwards the house signs in as its own.

    Raises:
        Misconfigured: the URL, the data folder or the rights of the URL's user are wrong.
        SourceUnavailable: the server does not answer.
    """
    passwords = Secrets.open(data).passwords
    if database_url:
        return prepare(outside_url(database_url), passwords)
    give_up = time.monotonic() + _SECONDS
    while True:
        admin = ensure_server(data, passwords).url(SUPERUSER, passwords.superuser)
        try:
            return prepare(admin, passwords)
        except SourceUnavailable:
            # It was killed between two looks, or mends itself after one of its processes was.
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)


def prepare(admin: URL, passwords: RolePasswords) -> Databases:
    """The database of an administrator's URL with the roles made and let in."""
    with connect(admin) as connection:
        connection.autocommit = True
        _speaks_vietnamese(connection)
        create_roles(connection, passwords)
        admit_roles(connection, admin.database or "")
    roles = Databases(
        owner=admin.set(username=OWNER, password=passwords.owner),
        app=admin.set(username=APP, password=passwords.app),
        facts=admin.set(username=FACTS, password=passwords.facts),
        audit=admin.set(username=AUDIT, password=passwords.audit),
    )
    # One role is tried: the four passwords come from one file.
    connect(roles.app).close()
    return roles


def outside_url(text: str) -> URL:
    """The URL of a server that is not ours to start, checked: PostgreSQL, a host, a database, TLS unless it is local.

    Raises:
        Misconfigured: one of these is missing.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise Misconfigured(
            "DATABASE_URL is no URL; it should look like postgresql://user:password@host/name."
        ) from None
    if url.drivername.partition("+")[0] not in {"postgresql", "postgres"}:
        raise Misconfigured(f"DATABASE_URL must begin with postgresql://, not {url.drivername}://.")
    hosts = _hosts(url)
    if not hosts or not url.database:
        raise Misconfigured("DATABASE_URL must name a host (or a socket folder as ?host=/…) and a database.")
    if not all(map(_is_local, hosts)) and url.query.get("sslmode") not in _ENCRYPTED:
        raise Misconfigured("DATABASE_URL leads to another machine; add sslmode=require or, better, verify-full.")
    return url.set(drivername=_DRIVER)


def engine(url: URL, *, pool_size: int, name: str = "hoiyte") -> AsyncEngine:
    """A pool of at most `pool_size` connections as the role of that URL; the caller disposes of it."""
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_use_lifo=True,
        pool_timeout=_SECONDS,
        # An error must not quote whom a statement was about.
        hide_parameters=True,
        connect_args={"application_name": name, "connect_timeout": _SECONDS},
    )


def libpq(url: URL) -> str:
    """The URL in libpq's own words, password included, for `psycopg.connect`."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def connect(url: URL) -> psycopg.Connection[TupleRow]:
    """One blocking connection, for setting up.

    Raises:
        Misconfigured: the server refuses this user, or has no such database.
        SourceUnavailable: no server answers there.
    """
    try:
        return psycopg.connect(libpq(url), connect_timeout=_SECONDS, application_name="hoiyte-setup")
    except psycopg.Error as error:
        raise _in_our_words(url, error) from None


def _in_our_words(url: URL, error: psycopg.Error) -> AssistantError:
    said, place = str(error), ", ".join(_hosts(url))
    if isinstance(error, psycopg.ProgrammingError):
        return Misconfigured("DATABASE_URL holds a parameter that PostgreSQL does not know.")
    if any(words in said for words in _REFUSED):
        return Misconfigured(
            f"The database server at {place} refuses the user {url.username}; check DATABASE_URL and secrets.json."
        )
    if "does not exist" in said:
        return Misconfigured(f"The database server at {place} has no database {url.database} for {url.username}.")
    if "SSL" in said or "certificate" in said:
        return Misconfigured(f"The database server at {place} offers no TLS that sslmode accepts.")
    return SourceUnavailable(f"No database server answers at {place}.")


def _speaks_vietnamese(connection: psycopg.Connection[TupleRow]) -> None:
    said = connection.execute(
        "SELECT lower('ĐẶNG') = 'đặng' AND current_setting('server_encoding') = 'UTF8'"
    ).fetchone()
    if said != (True,):
        raise Misconfigured(
            "The database does not fold Vietnamese letters; create it with TEMPLATE template0 ENCODING 'UTF8'"
            " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'."
        )


def _hosts(url: URL) -> list[str]:
    """Every host that libpq may be led to; a query can name several, and name them past the URL's own."""
    named: list[str] = [url.host] if url.host else []
    for key in ("host", "hostaddr"):
        value = url.query.get(key, ())
        named += [value] if isinstance(value, str) else value
    return [host for name in named for host in name.split(",") if host]


def _is_local(host: str) -> bool:
    if host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
