"""The token is a part of every address, and httpx tells addresses to its log: they are cut out there."""

import logging
import re

_TOKEN = re.compile(r"/bot[^/\s\"']+")
_LOGGERS = ("httpx", "httpcore", *(f"httpcore.{part}" for part in ("connection", "http11", "http2", "proxy", "socks")))
"""A filter hears only what its own logger was told, so each has it."""


def redact_logs() -> None:
    """From now on no log of the HTTP client holds a bot's token; asking again changes nothing."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_without_token)


def _without_token(record: logging.LogRecord) -> bool:
    told = record.getMessage()
    if _TOKEN.search(told):
        record.msg, record.args = _TOKEN.sub("/bot…", told), ()
    return True
