"""The judge: reads a history and names every promise that was broken, with what broke it."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from evals.faults.history import History


def faults(history: History) -> dict[str, list[str]]:
    """What broke each promise; every list is empty when all were kept."""
    return {
        "lost": list(_lost(history)),
        "unfinished": [row.event_id for row in history.kept if row.state != "done"],
        "unanswered": list(_unanswered(history)),
        "doubled": list(_doubled(history)),
        "vanished": list(_vanished(history)),
        "out_of_order": list(_out_of_order(history)),
        "wrong_person": list(_wrong_person(history)),
        "undelivered": [row.turn_id for row in history.posted if row.state in {"pending", "sending", "failed"}],
        "chain": [history.chain_fault] if history.chain_fault else [],
    }


def _lost(history: History) -> Iterator[str]:
    """Acknowledged events that are not in the inbox, and events that are there twice."""
    kept = Counter(row.event_id for row in history.kept)
    yield from (event for event in {one.event_id for one in history.sent} if not kept[event])
    yield from (event for event, count in kept.items() if count > 1)


def _unanswered(history: History) -> Iterator[str]:
    """Finished events whose turn left nothing to deliver, neither in its lane nor at the door."""
    answered = {row.turn_id for row in history.posted}
    for row in history.kept:
        at_the_door = any(turn.endswith(f".{row.number}.115") for turn in answered)
        if row.turn_id not in answered and not at_the_door:
            yield row.event_id


def _doubled(history: History) -> Iterator[str]:
    """Messages left twice, and words that arrived more often than they were tried.

    A channel that breaks off after sending, or a sender that dies there, leaves no way to know: then it is tried again.
    """
    left = Counter((row.turn_id, row.seq) for row in history.posted)
    yield from (f"{turn}/{seq}" for (turn, seq), count in left.items() if count > 1)
    tried, arrived = Counter[tuple[str, str]](), Counter((one.to, one.text) for one in history.arrived)
    for row in history.posted:
        tried[row.to, row.text] += row.tries
    yield from (f"to {to}" for (to, text), count in arrived.items() if count > tried[to, text])


def _vanished(history: History) -> Iterator[str]:
    """Messages that count as sent and never arrived."""
    arrived = Counter((one.to, one.text) for one in history.arrived)
    sent = Counter((row.to, row.text) for row in history.posted if row.state == "sent")
    yield from (f"to {to}" for (to, text), count in sent.items() if arrived[to, text] < count)


def _out_of_order(history: History) -> Iterator[str]:
    """Messages of a lane that arrived before one that stood before them."""
    place = {row.theirs: row for row in history.posted if row.theirs}
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
    asked = {one.event_id: one.who for one in history.sent}
    asker = {row.turn_id: asked[row.event_id] for row in history.kept if row.turn_id and row.event_id in asked}
    place = {row.theirs: row for row in history.posted if row.theirs}
    for one in history.arrived:
        row = place.get(one.theirs)
        if row is not None and asker.get(row.turn_id, one.to) != one.to:
            yield f"{row.turn_id} went to {one.to}"
