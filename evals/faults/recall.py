"""What the house and the channel remember of a run, read as owner and opened with the house's own keys."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.cellar import Cellar
from channels.pieces import PIECE, Picture
from domain.clock import SystemClock
from evals.far.zalo_oa import Account
from evals.faults.history import Arrived, History, Kept, Posted, Sent
from storage.audit import SqlAuditLog
from storage.engine import connect
from storage.tables import OUTBOX

_KEPT = "SELECT id, event_id, state, coalesce(turn_id, '') FROM house.inbox ORDER BY id"
_POSTED = """SELECT id, turn_id, seq, conversation, payload, state, coalesce(number, ''), tries FROM house.outbox
    ORDER BY id"""


async def recall(cellar: Cellar, folder: Path, sent: Sequence[Sent], account: Account) -> History:
    """The history of the run so far; the audit chain is walked with its anchor."""
    with connect(cellar.databases.owner) as connection:
        kept = tuple(Kept(*row) for row in connection.execute(_KEPT))
        posted = tuple(_posted(cellar, row) for row in connection.execute(_POSTED))
    verdict = await SqlAuditLog(cellar.audited, cellar.audit_keys, SystemClock()).verify(folder / "audit.anchor")
    with account.lock:
        arrived = tuple(Arrived(f"m{n}", *_words(said)) for n, said in enumerate(account.sent, 1))
    return History(tuple(sent), kept, posted, arrived, verdict.fault)


def _posted(cellar: Cellar, row: Sequence[Any]) -> Posted:
    payload = cellar.cipher.open_json(OUTBOX.c.payload, row[4])
    piece = PIECE.validate_python(payload["piece"])
    text = piece.caption if isinstance(piece, Picture) else piece.text
    return Posted(row[0], row[1], row[2], row[3], payload["to"], text, row[5], row[6], row[7])


def _words(said: dict[str, Any]) -> tuple[str, str]:
    return said["recipient"]["user_id"], said["message"].get("text", "")
