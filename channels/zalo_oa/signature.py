"""Whether a delivery comes from Zalo: SHA-256 over first term, raw body, its timestamp and the OA's secret key."""

import hashlib
import hmac
import json
import logging
import re
from collections.abc import Mapping
from datetime import datetime

from channels.errors import Forged
from channels.zalo_oa.settings import ZaloOaSettings

HEADER = "x-zevent-signature"
_LOG = logging.getLogger(__name__)
_PREFIX = re.compile(r"^\s*mac\s*=\s*")


def check(headers: Mapping[str, str], body: bytes, settings: ZaloOaSettings, now: datetime) -> None:
    """Let pass what Zalo signed.

    Raises:
        Forged: the signature is missing or wrong, or the delivery is older than the replay window.
    """
    given = headers.get(HEADER, "")
    bare = _PREFIX.sub("", given).strip().lower().encode()
    sent = _timestamp(body)
    # All are compared, so that the time it takes tells nothing.
    matched = [term for term in settings.first_terms if hmac.compare_digest(_signed(term, body, sent, settings), bare)]
    if not matched:
        raise Forged("the signature of a delivery is missing or wrong")
    _LOG.debug(
        "signed with %s first, %s “mac=”",
        "app_id" if matched[0] == settings.app_id else "oa_id",
        "with" if _PREFIX.match(given) else "without",
    )
    if settings.replay_seconds and not _is_recent(sent, settings.replay_seconds, now):
        raise Forged("a delivery is older than the replay window")


def sign(term: str, body: bytes, sent: str, secret: str) -> str:
    """The signature in hexadecimals; a plain hash and no HMAC, as Zalo defines it."""
    return hashlib.sha256(term.encode() + body + sent.encode() + secret.encode()).hexdigest()


def _signed(term: str, body: bytes, sent: str, settings: ZaloOaSettings) -> bytes:
    return sign(term, body, sent, settings.webhook_secret.get_secret_value()).encode()


def _timestamp(body: bytes) -> str:
    """The body's own timestamp, or nothing where it has none: then no signature fits but one made without."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise Forged("a delivery is not the JSON that Zalo signs") from None
    found = said.get("timestamp", "") if isinstance(said, dict) else ""
    return str(found) if isinstance(found, str | int) and str(found).isascii() else ""


def _is_recent(sent: str, seconds: int, now: datetime) -> bool:
    return sent.isdecimal() and abs(now.timestamp() - int(sent) / 1000) <= seconds
