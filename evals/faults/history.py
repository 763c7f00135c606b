"""What a run records: everything that was sent in, everything that arrived, and what the house itself kept."""

from dataclasses import dataclass
from typing import NamedTuple


class Sent(NamedTuple):
    """A person's message whose delivery the house acknowledged with 200."""

    event_id: str
    who: str


class Kept(NamedTuple):
    """An inbox row: its place, its event, its state and the turn that answered it."""

    number: int
    event_id: str
    state: str
    turn_id: str


class Posted(NamedTuple):
    """An outbox row: its place, its turn and its place there, its lane, whom it is for, and what became of it."""

    number: int
    turn_id: str
    seq: int
    lane: str
    to: str
    text: str
    state: str
    theirs: str
    tries: int


class Arrived(NamedTuple):
    """A message that reached a person, in the order of arrival; `theirs` is the channel's number of it."""

    theirs: str
    to: str
    text: str


@dataclass(frozen=True, slots=True)
class History:
    """One run from beginning to end."""

    sent: tuple[Sent, ...]
    kept: tuple[Kept, ...]
    posted: tuple[Posted, ...]
    arrived: tuple[Arrived, ...]
    chain_fault: str = ""
    """What is wrong with the audit chain, empty when it holds."""
