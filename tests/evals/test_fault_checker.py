"""The judge of fault runs sees every kind of broken promise, and none in a history where all were kept."""

from dataclasses import replace

import pytest

from evals.faults.check import faults
from evals.faults.history import Arrived, History, Kept, Posted, Sent

GOOD = History(
    sent=(Sent("e1", "an"), Sent("e2", "an"), Sent("e3", "bình"), Sent("e4", "an"), Sent("e5", "bình")),
    kept=(Kept(1, "e1", "done", "c1.1"), Kept(2, "e2", "done", "c1.2"), Kept(3, "e3", "done", "c2.3"),
          Kept(4, "e4", "done", "c1.2"), Kept(5, "e5", "done", "c2.5")),
    posted=(Posted(1, "c1.1", 0, "a", "an", "một", "sent", "m1", 1),
            Posted(2, "c1.1", 1, "a", "an", "hai", "sent", "m2", 1),
            Posted(3, "c2.3", 0, "b", "bình", "ba", "sent", "m3", 2),
            Posted(4, "c1.2", 0, "a", "an", "bốn", "unknown", "", 2),
            Posted(5, "b.5.115", 0, "b!", "bình", "gọi 115", "sent", "m6", 1)),
    arrived=(Arrived("m1", "an", "một"), Arrived("m6", "bình", "gọi 115"), Arrived("m0", "bình", "ba"),
             Arrived("m3", "bình", "ba"), Arrived("m2", "an", "hai"), Arrived("m4", "an", "bốn")),
)  # fmt: skip


def broken(history: History) -> set[str]:
    return {name for name, found in faults(history).items() if found}


def test_a_good_history_breaks_nothing() -> None:
    assert broken(GOOD) == set()


@pytest.mark.parametrize(("change", "promise"), [
    ({"kept": GOOD.kept[1:]}, "lost"),
    ({"kept": (*GOOD.kept, Kept(6, "e1", "done", "c1.1"))}, "lost"),
    ({"kept": (*GOOD.kept[:4], Kept(5, "e5", "new", "c2.5"))}, "unfinished"),
    ({"posted": GOOD.posted[:4]}, "unanswered"),
    ({"posted": (*GOOD.posted, GOOD.posted[0]._replace(number=9, theirs="m9"))}, "doubled"),
    ({"arrived": (*GOOD.arrived, Arrived("m9", "an", "một"))}, "doubled"),
    ({"arrived": (*GOOD.arrived, Arrived("m9", "an", "chưa ai viết"))}, "doubled"),
    ({"arrived": GOOD.arrived[1:]}, "vanished"),
    ({"arrived": (GOOD.arrived[4], *GOOD.arrived[:4], GOOD.arrived[5])}, "out_of_order"),
    ({"arrived": (Arrived("m1", "bình", "một"), *GOOD.arrived[1:])}, "wrong_person"),
    ({"posted": (*GOOD.posted[:3], GOOD.posted[3]._replace(state="pending"), GOOD.posted[4])}, "undelivered"),
    ({"chain_fault": "row 3 is missing"}, "chain"),
])  # fmt: skip
def test_each_broken_promise_is_named(change: dict[str, object], promise: str) -> None:
    assert promise in broken(replace(GOOD, **change))  # type: ignore[arg-type] # fields of History
