"""Operators see what never arrived and can try it again without reading it, and bring an account's tokens."""

from domain.people import Channel
from storage.engine import connect
from tests.app.command_line import CommandLine

_DEAD = """INSERT INTO house.outbox (turn_id, conversation, channel, seq, payload, state, due_at)
    VALUES ('t', 'c', 'zalo_oa', %s, ''::bytea, %s, now()) RETURNING id"""


def test_dead_letters_are_listed_and_replayed(hoiyte_own: CommandLine) -> None:
    assert hoiyte_own("outbox", "dead").out.strip() == "0 dead letters"
    with connect(hoiyte_own.data.databases.owner) as connection:
        numbers = [connection.execute(_DEAD, (seq, state)).fetchone() for seq, state in enumerate(("failed", "sent"))]
    told = hoiyte_own("outbox", "dead", "--json")
    assert [letter["id"] for letter in told.json] == [numbers[0][0]]  # type: ignore[index] # an INSERT that returns
    assert told.json[0]["channel"] == Channel.ZALO_OA.value
    replayed = hoiyte_own("outbox", "replay", *(str(row[0]) for row in numbers if row))
    assert (replayed.code, replayed.out.strip()) == (0, "1 will be tried again")
    assert hoiyte_own("outbox", "dead").out.strip() == "0 dead letters"
    assert hoiyte_own("outbox", "replay").code == 2


def test_tokens_are_kept_sealed_and_only_for_an_account_that_is_set(hoiyte_own: CommandLine) -> None:
    bring = ("channels", "bring-tokens", "--access", "first-access", "--refresh", "first-refresh")
    refused = hoiyte_own(*bring)
    assert (refused.code, "HOIYTE_ZALO_OA" in refused.err) == (1, True)
    account = {"APP_ID": "1", "APP_SECRET": "s", "OA_ID": "2", "WEBHOOK_SECRET": "w"}
    kept = hoiyte_own(*bring, **{f"HOIYTE_ZALO_OA__{name}": value for name, value in account.items()})
    assert kept.code == 0
    assert "first-access" not in kept.out + kept.err
    with connect(hoiyte_own.data.databases.owner) as connection:
        (row,) = connection.execute("SELECT account, t::text FROM house.channel_tokens t").fetchall()
    assert row[0] == "2"
    assert "first" not in row[1]
