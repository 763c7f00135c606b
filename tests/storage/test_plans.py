"""Behind the wall, the reads and writes of every turn go by an index."""

import json
from collections.abc import Iterator

import psycopg
import pytest

from tests.cellar import Cellar
from tests.storage.conftest import Home

MANY = """
    INSERT INTO house.conversations SELECT c::text, (c % 500)::text, 'citizen', 'web', NULL, now(), now()
        FROM generate_series(1, 3000) c;
    INSERT INTO house.messages SELECT (m % 3000 + 1)::text, m, 't', 'user', '', '', '', now()
        FROM generate_series(1, 20000) m;
    INSERT INTO house.turn_events SELECT 't' || e / 10, e, (e % 3000 + 1)::text, 'spoken', '', now()
        FROM generate_series(1, 20000) e;
    INSERT INTO house.confirmations SELECT c::text, (c % 3000 + 1)::text, 'p', 'citizen', '', '', now(), now()
        FROM generate_series(1, 6000) c;
    INSERT INTO house.inbox (channel, event_id, conversation, sender, text, raw, state, received_at)
        SELECT 'web', i::text, 'c', '', '', '', CASE WHEN i > 19990 THEN 'new' ELSE 'done' END, now()
        FROM generate_series(1, 20000) i;
    INSERT INTO house.outbox (turn_id, conversation, channel, seq, payload, state, due_at)
        SELECT 't' || o, (o % 3000)::text, 'zalo_oa', 1, '', CASE WHEN o > 19990 THEN 'pending' ELSE 'sent' END, now()
        FROM generate_series(1, 20000) o;
    INSERT INTO house.audit
        SELECT a, now(), 't' || a, 'v' || a % 500, 'r', 'a', 's' || a % 500, 'o', 't', '', '', 0, 0, ''
        FROM generate_series(1, 20000) a;
    INSERT INTO house.sessions SELECT 's' || s, 'p', 'citizen', 1, false, now(), now() FROM generate_series(1, 5000) s;
    ANALYZE;
"""


LATEST = """SELECT * FROM house.conversations WHERE person_id = '7' AND role = 'citizen' AND channel = 'web'
    ORDER BY last_at DESC LIMIT 1"""
CLAIM = """SELECT id FROM house.outbox o WHERE channel = 'zalo_oa' AND state = 'pending' AND due_at <= now()
    AND NOT EXISTS (SELECT FROM house.outbox e WHERE e.conversation = o.conversation AND e.channel = o.channel
        AND e.id < o.id AND e.state IN ('pending', 'sending')) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"""
STANDING = """SELECT set_config('hoiyte.conversation', '7', true), set_config('hoiyte.person', '7', true),
    set_config('hoiyte.role', 'citizen', true), set_config('hoiyte.session', 's7', true),
    set_config('hoiyte.duty', 'post', true)"""


@pytest.fixture(scope="module")
def crowded(cellar: Cellar, migrated: str) -> Iterator[Home]:
    home = Home(cellar.copy(migrated))
    with home.raw("owner") as connection:
        connection.execute(MANY.encode())
    yield home
    cellar.drop(home.databases)


@pytest.mark.parametrize(("role", "query"), [
    ("app", "SELECT * FROM house.conversations WHERE id = '7'"),
    ("app", LATEST),
    ("app", "SELECT * FROM house.messages WHERE conversation = '7' ORDER BY seq DESC LIMIT 20"),
    ("app", "SELECT max(seq) FROM house.messages WHERE conversation = '7'"),
    ("app", "SELECT * FROM house.turn_events WHERE turn_id = 't7' AND seq > 3 ORDER BY seq"),
    ("app", "SELECT * FROM house.confirmations WHERE conversation = '7' AND answered_at IS NULL"),
    ("app", "SELECT * FROM house.inbox WHERE id = 7 AND state = 'new'"),
    ("app", "SELECT * FROM house.inbox WHERE state = 'new' ORDER BY id LIMIT 1000"),
    ("app", CLAIM),
    ("app", "SELECT * FROM house.sessions WHERE token_hash = 's7'"),
    ("audit", "SELECT seq, mac FROM house.audit ORDER BY seq DESC LIMIT 1"),
    ("audit", "SELECT * FROM house.audit WHERE viewer = 'v7' AND at > now() - interval '1 hour'"),
    ("audit", "SELECT * FROM house.audit WHERE turn_id = 't7'"),
])  # fmt: skip
def test_the_commonest_reads_scan_no_table(crowded: Home, role: str, query: str) -> None:
    with crowded.raw(role) as connection, connection.transaction():
        connection.execute(STANDING)
        plan = explained(connection, query)
    assert "Seq Scan" not in plan, plan


def explained(connection: psycopg.Connection, query: str) -> str:
    found = connection.execute(f"EXPLAIN (FORMAT JSON) {query}".encode()).fetchone()
    return json.dumps(found, indent=1)
