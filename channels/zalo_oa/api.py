"""Calls to Zalo with our token: renewed once when it is not taken, and every code read by its table."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import httpx

from channels.errors import NeedsOperator
from channels.zalo_oa.outcomes import OA, Remedy, failure
from channels.zalo_oa.settings import ZaloOaSettings
from channels.zalo_oa.tokens import Tokens
from channels.zalo_oa.wire import Answer, answer, ours
from domain.clock import Clock


class Call(NamedTuple):
    """One request: JSON or a file where there is one, else a GET. `sends` says that a person hears of it."""

    url: str
    json: Mapping[str, Any] | None = None
    file: tuple[str, bytes, str] | None = None
    errors: Mapping[int, Remedy] = OA
    sends: bool = False

    def request(self, http: httpx.AsyncClient, token: str) -> httpx.Request:
        """The request as httpx sends it; the token is bare, without “Bearer”."""
        method = "GET" if self.json is None and self.file is None else "POST"
        files = {"file": self.file} if self.file else None
        return http.build_request(method, self.url, headers={"access_token": token}, json=self.json, files=files)


class Api:
    """Zalo's two hosts, as the Official Account."""

    def __init__(self, settings: ZaloOaSettings, http: httpx.AsyncClient, tokens: Tokens, clock: Clock) -> None:
        """Speak with those tokens."""
        self._settings, self._http, self._tokens, self._clock = settings, http, tokens, clock

    async def call(self, call: Call) -> Answer:
        """The answer of a call that was done.

        Raises:
            ChannelError: the remedy of its code, or what a broken connection means.
        """
        token = await self._tokens.current()
        said = await self._once(call, token)
        if call.errors.get(said.error) is Remedy.RENEW:
            said = await self._once(call, await self._tokens.renewed(stale=token))
        if said.error:
            raise failure(said.error, call.errors, self._clock)
        return said

    async def post(self, path: str, json: Mapping[str, Any], *, sends: bool = True) -> Answer:
        """A call of openapi.zalo.me. Raises as `call`."""
        return await self.call(Call(url=self._settings.api_base + path, json=json, sends=sends))

    async def look(self) -> str:
        """The account as Zalo describes it, in one sentence.

        Raises:
            Later, NeedsOperator: it cannot be asked, or the token belongs to another account.
        """
        said = await self.call(Call(url=self._settings.api_base + "/v2.0/oa/getoa"))
        if str(said.get("oaid") or said.get("oa_id")) != self._settings.oa_id:
            raise NeedsOperator("the tokens belong to another Zalo account than the setting oa_id names")
        verified = "verified" if said.get("is_verified") else "not verified"
        return f"Zalo Official Account “{said.get('name')}”: {verified}, package {said.get('package_name') or 'none'}."

    async def _once(self, call: Call, token: str) -> Answer:
        try:
            said = await self._http.send(call.request(self._http, token))
        except httpx.HTTPError as error:
            raise ours(error, sends=call.sends) from None
        return answer(said, sends=call.sends)
