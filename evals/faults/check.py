"""The judge: reads a history and names every promise that was broken, with what broke it."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from evals.faults.history import Arrived, History, Posted

BROKEN = ("lost", "unfinished", "unanswered", "doubled", "out_of_order", "wrong_person", "undelivered", "chain")
"""The promises, by the word under which breaking them is counted."""


def faults(history: History) -> dict[str, list[str]]:
    """What broke each promise; every list is empty when all were kept."""
    return {
        "lost": list(_lost(history)),
        "unfinished": [k.event_id for k in history.kept if k.state != "done"],
        "unanswered": list(_unanswered(history)),
        "doubled": list(_doubled(history)),
        "out_of_order": list(_out_of_order(history)),
        "wrong_person": list(_wrong_person(history)),
        "undelivered": [p.turn_id for p in history.posted if p.state in {"pending", "sending"}],
        "chain": [history.chain_fault] if history.chain_fault else [],
    }


def _lost(history: History) -> Iterator[str]:
    """Acknowledged events that are not in the inbox, and events that are there twice."""
    kept = Counter(row.event_id for row in history.kept)
    yield from (event for event in {s.event_id for s in history.sent} if not kept[event])
    yield from (event for event, count in kept.items() if count > 1)


def _unanswered(history: History) -> Iterator[str]:
    """Finished events whose turn left nothing to deliver."""
    answered = {row.turn_id for row in history.posted}
    urgent = {row.turn_id.rpartition(".115")[0] for row in history.posted if row.turn_id.endswith(".115")}
    places = {row.turn_id.rpartition(".")[2] for row in history.posted}
    for row in history.kept:
        at_the_door = any(turn.endswith(f".{row.number}") for turn in urgent)
        if row.turn_id not in answered and not at_the_door and str(row.number) not in places:
            yield row.event_id


def _doubled(history: History) -> Iterator[str]:
    """Messages that arrived more than once although the channel had said that they were sent, or were never posted."""
    ours = {row.theirs: row for row in history.posted if row.theirs}
    posted = Counter((row.turn_id, row.seq) for row in history.posted)
    yield from (f"{turn}/{seq}" for (turn, seq), count in posted.items() if count > 1)
    yield from (one.theirs for one in history.arrived if one.acknowledged and one.theirs not in ours)


def _out_of_order(history: History) -> Iterator[str]:
    """Messages of a chat that arrived before one that stood before them in its lane."""
    place: dict[str, Posted] = {row.theirs: row for row in history.posted if row.theirs}
    last: dict[str, int] = defaultdict(int)
    for one in history.arrived:
        row = place.get(one.theirs)
        if row is None:
            continue
        if row.number < last[row.lane]:
            yield f"{row.turn_id}/{row.seq}"
        last[row.lane] = max(last[row.lane], row.number)


def _wrong_person(history: History) -> Iterator[str]:
    """Answers that reached somebody who did not ask."""
    asked = {sent.event_id: sent.who for sent in history.sent}
    asker = {row.turn_id: asked.get(row.event_id, "") for row in history.kept if row.turn_id}
    place = {row.theirs: row for row in history.posted if row.theirs}
    for one in history.arrived:
        row = place.get(one.theirs)
        if row is not None and asker.get(row.turn_id, one.to) != one.to:
            yield _named(row, one)


def _named(row: Posted, one: Arrived) -> str:
    return f"{row.turn_id} went to {one.to}"
