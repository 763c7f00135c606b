"""A console under the app role: of all that the catalogue holds, no person is shown to whoever has no scope."""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from time import time

import pytest
from psycopg import Connection
from psycopg.sql import SQL, Identifier

from access.ports import CodeFor
from app.asking import ask, play
from app.wiring import House
from connectors.signing import ScopeSigner
from domain.people import Assurance, Channel, Role
from domain.scope import RecordKind
from storage.accounts import Session
from storage.channel_accounts import ChannelAccounts
from storage.codes import SqlOneTimeCodes
from storage.confirmations import Confirmations
from storage.conversations import ConversationStore
from storage.engine import connect
from tests.connectors.wall_contract import PERSONAL, everything

OPEN: dict[str, str] = {
    "house.store_mark": "says whether people are invented, and the day the store stands on",
    "house.province": "a public name",
    "house.communes": "public names, with how many people live there",
    "house.facilities": "public names",
    "house.departments": "public names",
    "house.former_names": "public names",
    "house.retention": "rules, the same for everybody",
    "house.personas": "invented people, to be chosen from before anybody is known; a real store has none",
    "public.procrastinate_jobs": "an inbox number and how surely somebody is known; the engine asks for any job",
    "public.procrastinate_events": "when a job began and ended",
    "public.procrastinate_workers": "when a worker was last heard of",
    "public.procrastinate_periodic_defers": "when a periodic task last ran",
}
"""What the app role reads without standing for anybody, each with the reason. This list may only shrink."""

OF_A_PERSON = PERSONAL | {
    "viewer", "viewer_id", "subject", "sender", "author", "text", "raw", "payload", "title", "calls", "conversation",
    "born_on", "token_hash",
}  # fmt: skip
"""Columns that hold, name or lead to a person; those of the stores' own tests, and of our own state."""
CLOSED_TO_APP = {"house.audit", "house.audit_texts", "guard.keys", "migrations.alembic_version"}
DEFINED_BY_OWNER = {"guard.scope"}
"""Functions that lend the app role their owner's rights: only the one that checks a signature."""

_SAY = "SELECT set_config('hoiyte.scope', %s, true), set_config('hoiyte.mac', %s, true)"
_RELATIONS = """SELECT format('%s.%s', n.nspname, c.relname),
        array_agg(a.attname::text), bool_or(has_column_privilege('hoiyte_app', c.oid, a.attnum, 'SELECT'))
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    GROUP BY 1 ORDER BY 1"""


@pytest.fixture(scope="module")
async def lived_in(house: House) -> House:
    """The house after somebody signed in, linked a chat, agreed, asked, was asked back, and stopped a turn."""
    viewer = await play(house, "citizen", Channel.WEB)
    told = await ask(house, viewer, "lần khám gần nhất của tôi")
    await house.sessions.begin(Session(viewer.person_id, Role.CITIZEN, Assurance.CITIZEN, persona=True))
    await house.accounts.consent_to_messenger("BN00000399", house.clock, agreed=True)
    codes = SqlOneTimeCodes(house.cellar.own, house.cellar.cipher, house.now, house.cellar.code_key)
    await codes.put(CodeFor.LINK, "482913", "", {"person": viewer.person_id}, lasts=timedelta(minutes=10))
    async with house.cellar.own.work() as connection:
        talks = ConversationStore(connection, house.cellar.cipher, house.clock)
        conversation = await talks.open(told.session, viewer)
        await Confirmations(connection, house.cellar.cipher, house.clock).ask(conversation, viewer, "Đặt?", {})
        accounts = ChannelAccounts(connection, house.cellar.cipher, house.now, house.cellar.handles)
        met = await accounts.meet(Channel.ZALO_OA, "u1")
        until = house.now.now() + timedelta(days=1)
        await accounts.link(met.key, viewer.person_id, viewer.role, viewer.level, method="test", until=until)
    await house.events.stop_turn(conversation, told.turn_id)
    return house


def count(connection: Connection, relation: str) -> int:
    row = connection.execute(SQL("SELECT count(*) FROM {}").format(Identifier(*relation.split(".")))).fetchone()
    return int(row[0]) if row else -1


@pytest.fixture(scope="module")
def relations(lived_in: House) -> list[tuple[str, list[str], bool]]:
    """Every table and view, its columns, and whether the app role may read any of them."""
    with connect(lived_in.cellar.databases.owner) as connection:
        return connection.execute(_RELATIONS).fetchall()


def consoles(house: House) -> Iterator[Connection]:
    """Ways in which the app role may try: as it comes, with a scope it signed itself, with one of another minute."""
    widest = everything(*RecordKind)
    stale = ScopeSigner(house.cellar.secrets.guard_key, lambda: time() - 61)
    for said in (("", ""), ScopeSigner(secrets.token_bytes(32)).sign(widest), stale.sign(widest)):
        with connect(house.cellar.databases.app) as connection:
            connection.execute(_SAY, said)
            yield connection


def rows(house: House, relation: str) -> int:
    """How many rows there are: as owner, and where a view asks for a scope, with the widest there is."""
    with connect(house.cellar.databases.owner) as owner, connect(house.cellar.databases.app) as console:
        console.execute(_SAY, ScopeSigner(house.cellar.secrets.guard_key).sign(everything(*RecordKind)))
        return count(owner, relation) or count(console, relation)


def test_the_app_role_reads_nothing_without_a_scope_but_what_is_open_to_all(
    lived_in: House, relations: list[tuple[str, list[str], bool]]
) -> None:
    readable = [name for name, _, may in relations if may]
    assert len(readable) > 30
    shown = {name for console in consoles(lived_in) for name in readable if count(console, name)}
    assert shown <= set(OPEN)


def test_every_table_that_holds_a_person_held_one_while_it_was_tried(
    lived_in: House, relations: list[tuple[str, list[str], bool]]
) -> None:
    people = {name for name, columns, may in relations if may and OF_A_PERSON & set(columns)}
    assert {name for name in people if not rows(lived_in, name)} == set()
    # A commune has a full name too.
    assert people & set(OPEN) == {"house.personas", "house.communes"}


def test_what_the_app_role_may_not_read_at_all_is_known(relations: list[tuple[str, list[str], bool]]) -> None:
    closed = {name for name, columns, may in relations if not may and OF_A_PERSON & set(columns)}
    assert closed <= CLOSED_TO_APP


def test_no_function_lends_the_app_role_anothers_rights(lived_in: House) -> None:
    lent = (
        "SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE p.prosecdef AND n.nspname !~ '^pg_' AND has_function_privilege('hoiyte_app', p.oid, 'EXECUTE')"
    )
    with connect(lived_in.cellar.databases.owner) as connection:
        assert {name for (name,) in connection.execute(lent)} == DEFINED_BY_OWNER


def test_the_app_role_owns_nothing_and_stands_in_for_nobody(lived_in: House) -> None:
    facts = (
        "SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication,"
        " (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid),"
        " (SELECT count(*) FROM pg_auth_members m WHERE m.member = r.oid)"
        " FROM pg_roles r WHERE r.rolname = 'hoiyte_app'"
    )
    with connect(lived_in.cellar.databases.owner) as connection:
        assert connection.execute(facts).fetchone() == (False, 0, 0)
