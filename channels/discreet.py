"""What HTTP clients log is their addresses, and those of the channels hold tokens and people: they are silent here."""

import logging

_TALKATIVE = ("httpx", "httpcore")


def hush() -> None:
    """Let the HTTP client log nothing but that something is wrong with itself; asking again changes nothing."""
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
