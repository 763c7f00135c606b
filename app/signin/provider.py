"""An OpenID Connect provider: the way there (authorization code, PKCE, state, nonce), and who comes back."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from app.signin.proof import Proof, Unproved, proof_of
from app.signin.provider_settings import ProviderSettings
from domain.clock import Clock
from domain.errors import SourceUnavailable

_log = logging.getLogger(__name__)
_SIGNED = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures that only the provider can make: no shared secret, and never "none"."""
_GRANT = "authorization_code"
_LEEWAY = 30
_PATIENCE = 10.0
_AWAY = (httpx.TransportError, httpx2.TransportError)
"""authlib speaks through httpx2, we through httpx."""
_FAULTS = (httpx.HTTPError, httpx2.HTTPError, OAuthError, JoseError, ValueError, KeyError, TypeError)


@dataclass(slots=True)
class Provider:
    """One provider; its discovery document is read when it is first needed."""

    settings: ProviderSettings
    callback: str
    now: Clock
    _found: dict[str, Any] = field(default_factory=dict, repr=False)

    async def address(self, *, state: str, nonce: str, verifier: str, anew: bool) -> str:
        """Where the browser goes; `anew` asks for a new sign-in though the provider knows the person still.

        Raises:
            SourceUnavailable: the provider does not answer.
        """
        more: dict[str, str] = {"prompt": "login", "max_age": "0"} if anew else {}
        if self.settings.max_age is not None and not anew:
            more["max_age"] = str(self.settings.max_age)
        if self.settings.acr_values:
            more["acr_values"] = " ".join(self.settings.acr_values)
        endpoint = await self._endpoint("authorization_endpoint")
        async with self._client() as client:
            url, _ = client.create_authorization_url(endpoint, state=state, nonce=nonce, code_verifier=verifier, **more)
        return str(url)

    async def proof(self, code: str, *, nonce: str, verifier: str, since: float | None) -> Proof | Unproved:
        """Who came back with that code.

        Raises:
            SourceUnavailable: the provider does not answer.
        """
        try:
            async with self._client() as client:
                endpoint = await self._endpoint("token_endpoint")
                token = await client.fetch_token(endpoint, code=code, code_verifier=verifier, grant_type=_GRANT)
            claims = self._checked(str(token["id_token"]), await self._keys(), nonce)
            claims = await self._with_more(claims, str(token["access_token"]))
        except _AWAY as error:
            _log.warning("an identity provider does not answer: %s", type(error).__name__)
            raise SourceUnavailable from None
        except _FAULTS as error:
            _log.warning("an identity provider's answer was not taken: %s", type(error).__name__)
            return Unproved.GARBLED
        return proof_of(claims, self.settings, now=self.now.now().timestamp(), since=since)

    def _checked(self, token: str, keys: KeySet, nonce: str) -> Mapping[str, Any]:
        read = jwt.decode(token, keys, algorithms=_SIGNED)
        issuer = self.settings.issuer
        ours = {"iss": {"essential": True, "values": [issuer, f"{issuer}/"]}, "exp": {"essential": True},
                "aud": {"essential": True, "value": self.settings.client_id},
                "nonce": {"essential": True, "value": nonce}, "sub": {"essential": True}}  # fmt: skip
        now = int(self.now.now().timestamp())
        JWTClaimsRegistry(now=now, leeway=_LEEWAY, **ours).validate(read.claims)  # type: ignore[arg-type] # a TypedDict
        if read.claims.get("azp", self.settings.client_id) != self.settings.client_id:
            raise ValueError("the token is for somebody else")
        return read.claims

    async def _with_more(self, claims: Mapping[str, Any], access: str) -> Mapping[str, Any]:
        """The claims, with those of the person that only the provider's own endpoint tells."""
        if self.settings.claims.person in claims or not (endpoint := await self._endpoint("userinfo_endpoint", "")):
            return claims
        async with _plain() as http:
            said = await http.get(endpoint, headers={"Authorization": f"Bearer {access}"})
        more = said.raise_for_status().json()
        if more["sub"] != claims["sub"]:
            raise ValueError("the claims are of somebody else")
        # What was signed wins.
        return {**more, **claims}

    async def _keys(self) -> KeySet:
        async with _plain() as http:
            found = (await http.get(await self._endpoint("jwks_uri"))).raise_for_status().json()
        return KeySet.import_key_set(found)

    async def _endpoint(self, name: str, default: str | None = None) -> str:
        if said := getattr(self.settings, name):
            return str(said)
        if not self._found:
            self._found = await self._discovered()
        return str(self._found[name] if default is None else self._found.get(name, default))

    async def _discovered(self) -> dict[str, Any]:
        try:
            async with _plain() as http:
                found = await http.get(f"{self.settings.issuer}/.well-known/openid-configuration")
            said: dict[str, Any] = found.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            _log.warning("an identity provider does not answer: %s", type(error).__name__)
            raise SourceUnavailable from None
        if str(said.get("issuer", "")).rstrip("/") != self.settings.issuer:
            _log.error("an identity provider calls itself by another name than the setting `issuer`")
            raise SourceUnavailable
        return said

    def _client(self) -> AsyncOAuth2Client:
        held = self.settings
        secret = held.client_secret.get_secret_value() if held.client_secret else None
        return AsyncOAuth2Client(
            client_id=held.client_id, client_secret=secret,
            token_endpoint_auth_method=held.auth_method, scope=held.scope, redirect_uri=self.callback,
            code_challenge_method="S256", timeout=_PATIENCE, trust_env=False,
        )  # fmt: skip


def _plain() -> httpx.AsyncClient:
    return httpx.AsyncClient(timeout=_PATIENCE, trust_env=False)
