"""The database roles, one per duty: none is a superuser, none passes by row-level security.

`hoiyte_owner` runs migrations and COPY, `hoiyte_app` reads and writes behind row-level security, `hoiyte_facts` fills
the person-free fact tables, `hoiyte_audit` adds audit rows. What each may touch is granted by the migrations.
"""

from typing import Any

from psycopg import Connection
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Identifier

from domain.errors import Misconfigured
from storage.secrets import RolePasswords

OWNER = "hoiyte_owner"
APP = "hoiyte_app"
FACTS = "hoiyte_facts"
AUDIT = "hoiyte_audit"
ROLES = (OWNER, APP, FACTS, AUDIT)

_CREATE = SQL(
    "CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD {password}"
)
_LOCK = 7_201  # any number, the same for everybody who creates roles here


def create_roles(connection: Connection[TupleRow], passwords: RolePasswords) -> None:
    """Make the roles that are missing, in one transaction; those that exist keep their passwords.

    Raises:
        Misconfigured: this connection may not create roles, or a role that exists is mightier than it should be.
    """
    found = _found(connection)
    if len(found) < len(ROLES):
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            _create_missing(connection, passwords)
        found = _found(connection)
    if mighty := sorted(role for role, mightier in found.items() if mightier):
        raise Misconfigured(f"The role {mighty[0]} on the server is a superuser or passes row-level security; mend it.")


def admit_roles(connection: Connection[TupleRow], database: str) -> None:
    """Let the roles, and nobody else, into a database; only the owner may create anything there."""
    allowed = connection.execute(
        "SELECT has_database_privilege(%s, %s, 'CREATE') AND has_database_privilege(%s, %s, 'CONNECT')"
        " AND NOT has_database_privilege(%s, %s, 'TEMP')",
        (OWNER, database, AUDIT, database, APP, database),
    ).fetchone()
    if allowed == (True,):
        return
    names = {"database": Identifier(database), "owner": Identifier(OWNER)}
    everybody = SQL(", ").join(map(Identifier, ROLES))
    with connection.transaction():
        connection.execute(SQL("REVOKE ALL ON DATABASE {database} FROM PUBLIC").format(**names))
        connection.execute(SQL("GRANT CONNECT ON DATABASE {database} TO {roles}").format(**names, roles=everybody))
        connection.execute(SQL("GRANT CREATE, TEMP ON DATABASE {database} TO {owner}").format(**names))
        connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        # The task engine's tables stand in `public`.
        connection.execute(SQL("GRANT USAGE, CREATE ON SCHEMA public TO {owner}").format(**names))


def _found(connection: Connection[TupleRow]) -> dict[str, bool]:
    query = "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = ANY (%s)"
    return dict(connection.execute(query, (list(ROLES),)).fetchall())


def _create_missing(connection: Connection[Any], passwords: RolePasswords) -> None:
    may = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    if connection.execute(may).fetchone() != (True,):
        raise Misconfigured(
            f"The roles {', '.join(ROLES)} are missing and the user of DATABASE_URL may not create them."
        )
    known = _found(connection)
    secret = dict(zip(ROLES, (passwords.owner, passwords.app, passwords.facts, passwords.audit), strict=True))
    for role in ROLES:
        if role not in known:
            # The verifier goes over the wire and into any statement log, never the password.
            verifier = connection.pgconn.encrypt_password(secret[role].encode(), role.encode(), b"scram-sha-256")
            connection.execute(_CREATE.format(role=Identifier(role), password=verifier.decode()))
