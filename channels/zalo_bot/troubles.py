"""Foreign errors in our words, translated once. No description of the platform's is repeated: it may quote people."""

import httpx

from channels.errors import ChannelError, Later, NeedsOperator, Refused, Unknown

BUSY_SECONDS = 60.0
"""How long a 429 waits, as the platform does not say; it may also mean the month's quota."""
_AWAY_SECONDS = 10.0
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


def on_the_way(error: httpx.RequestError) -> ChannelError:
    """Why there is no answer: before a connection stood nothing had left, and after that nobody knows.

    That holds for errors of writing too: their last byte may have arrived, httpx passes them over when an answer can
    still be read, and telling a person twice is worse than asking an operator once.
    """
    name = type(error).__name__
    if isinstance(error, _NEVER_LEFT):
        return Later(f"Zalo Bot cannot be reached ({name})", _AWAY_SECONDS)
    if isinstance(error, httpx.UnsupportedProtocol):
        return NeedsOperator("the address of Zalo Bot is none that can be asked")
    return Unknown(f"the connection to Zalo Bot broke ({name})")


def by_code(code: int, description: str, after: float) -> ChannelError:
    """What an error code of the platform means for a message.

    Its documentation calls 403 an internal error; that one is told by its description and loses nobody.
    """
    match code:
        case 401:
            return NeedsOperator("Zalo Bot does not know our token (401)")
        case 403:
            return Refused("Zalo Bot may not write to this person (403)", gone="internal" not in description.lower())
        case 429:
            return Later("Zalo Bot says that a quota is used up (429): of this moment, or of the month", after)
        case 503:
            return Later("Zalo Bot is out of service (503)", after)
        case _ if 400 <= code < 500 and code != 408:
            return Refused(f"Zalo Bot does not take this ({code})")
        case _:
            return Unknown(f"Zalo Bot failed while it had our words ({code})")


def no_envelope(status: int, after: float) -> ChannelError:
    """What an answer means that is not the platform's: something in between spoke, or the address is wrong."""
    if status in {408, 429} or status >= 500:
        return by_code(status, "", after)
    if status >= 300:
        return NeedsOperator(f"what answers at the address of Zalo Bot is not Zalo Bot, or hides our token ({status})")
    return Unknown("Zalo Bot answered something unreadable")
