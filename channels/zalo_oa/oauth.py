"""Zalo's door for tokens: one refresh token against the next pair."""

import json
from datetime import timedelta
from typing import NamedTuple

import httpx

from channels.errors import Later, NeedsOperator
from channels.zalo_oa.settings import ZaloOaSettings
from channels.zalo_oa.wire import PATIENCE, ours

PATH = "/v4/oa/access_token"


class Fresh(NamedTuple):
    """A pair just given."""

    access: str
    refresh: str
    lasts: timedelta

    def __repr__(self) -> str:
        """Nothing of it."""
        return "Fresh(…)"


class OAuth:
    """Asks for the next pair."""

    def __init__(self, settings: ZaloOaSettings, http: httpx.AsyncClient) -> None:
        """Ask as that app."""
        self._settings, self._http = settings, http

    async def renew(self, refresh: str) -> Fresh:
        """The next pair; the refresh token given is dead afterwards.

        Raises:
            NeedsOperator: Zalo refuses, so that somebody of the account must consent anew.
            Later: Zalo could not be asked, or did not say; only the next attempt shows whether the pair is lost.
        """
        form = {"refresh_token": refresh, "app_id": self._settings.app_id, "grant_type": "refresh_token"}
        secret = {"secret_key": self._settings.app_secret.get_secret_value()}
        try:
            said = await self._http.post(self._settings.oauth_base + PATH, data=form, headers=secret)
        except httpx.HTTPError as error:
            raise ours(error, sends=False) from None
        if said.status_code in PATIENCE or said.status_code >= 500:
            raise Later(f"Zalo's token door answered with HTTP {said.status_code}", after=60)
        return _fresh(said)


def _fresh(said: httpx.Response) -> Fresh:
    try:
        body = said.json()
        return Fresh(str(body["access_token"]), str(body["refresh_token"]), timedelta(seconds=int(body["expires_in"])))
    except (ValueError, KeyError, TypeError, OverflowError):
        raise NeedsOperator(f"Zalo gives no new tokens (HTTP {said.status_code}, error {_code(said)})") from None


def _code(said: httpx.Response) -> int | None:
    """The number of its error; its words may quote what we sent."""
    try:
        code = json.loads(said.content)["error"]
    except (ValueError, KeyError, TypeError):
        return None
    return code if isinstance(code, int) else None
