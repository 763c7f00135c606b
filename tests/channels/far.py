"""The far side of a channel: a test server that speaks its wire format, with its people and its faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from channels.port import Messenger
from domain.people import Channel

Fault = Literal["busy", "down", "blocked", "bad_token", "sent_then_silent"]
"""What the far side does with the next message: asks to wait, is not there, says that the person left us, does not know
our token, or delivers the message and never answers."""


@dataclass(frozen=True)
class Delivery:
    """One delivery to our webhook: its headers (names in lower case) and its raw body."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Shown:
    """What a person sees of one message we sent: its words as displayed, its buttons, its picture."""

    to: str
    text: str
    buttons: tuple[str, ...] = ()
    picture: bytes = b""
    bold: tuple[str, ...] = ()


class Far(Protocol):
    """A far side: people who write to us, and what arrives at them."""

    channel: Channel
    person: str
    """The handle of the person who writes."""
    token: str
    """The secret of ours that must never be read in a log or an error."""
    shown: list[Shown]
    """Everything that arrived, in order; a message whose answer got lost is there too."""
    typed: list[str]
    """Handles that were shown that an answer is being made."""
    messenger: Messenger
    """Our adapter, connected to this far side."""

    def says(self, text: str) -> Delivery:
        """A person writes; every call is another message."""
        ...

    def presses(self, shown: Shown, button: int) -> Delivery | None:
        """A person presses a button of a message that arrived; None where the channel has no buttons."""
        ...

    def opens(self, payload: str) -> Delivery | None:
        """A person opens the chat by a link with a payload; None where the channel has none."""
        ...

    def leaves(self) -> Delivery | None:
        """A person blocks or unfollows us; None where the channel does not tell."""
        ...

    def sends_a_sticker(self) -> Delivery:
        """A person sends something that is no text."""
        ...

    def noise(self) -> list[Delivery]:
        """Well-formed deliveries that ask nothing of us: groups, echoes of our own messages, receipts, probes."""
        ...

    def forged(self, text: str) -> list[Delivery]:
        """Deliveries with the secret or signature missing, wrong, and of another body."""
        ...

    def next(self, fault: Fault, times: int = 1) -> None:
        """How the next sends are treated."""
        ...
