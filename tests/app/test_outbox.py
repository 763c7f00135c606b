"""Operators see what never arrived and can try it again, without reading a word of it."""

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
