"""What can go wrong at a channel's door, and on the way out.

ChannelError
├── Forged            who knocks is not the channel: its secret or signature is wrong or missing
├── Garbled           the channel brought bytes that are not its own format
├── Later             nothing was sent; the channel asks to wait, or cannot be reached
├── Refused           this person cannot be reached, or this message is never taken: there is no use in trying again
├── Unknown           nobody can say whether it was sent: the connection broke after the words had left
└── NeedsOperator     our credentials or contract with the channel are broken: nothing leaves until they are mended

Their words name no person, quote no message and hold no token.
"""


class ChannelError(Exception):
    """Something expected went wrong between us and a channel."""


class Forged(ChannelError):  # noqa: N818 - the tree reads as sentences
    """Who knocks is not the channel."""


class Garbled(ChannelError):  # noqa: N818 - see above
    """The channel brought bytes that are not its own format."""


class Later(ChannelError):  # noqa: N818 - see above
    """Nothing was sent; try again after `after` seconds."""

    def __init__(self, reason: str, after: float = 5.0) -> None:
        """Keep why, and how long to wait."""
        super().__init__(reason)
        self.after = after


class Refused(ChannelError):  # noqa: N818 - see above
    """The channel will never take this message for this person; `gone` says that the person left us."""

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        """Keep why, and whether the person left."""
        super().__init__(reason)
        self.gone = gone


class Unknown(ChannelError):  # noqa: N818 - see above
    """Nobody can say whether it was sent."""


class NeedsOperator(ChannelError):  # noqa: N818 - see above
    """Nothing leaves until somebody mends our credentials or contract with the channel."""
