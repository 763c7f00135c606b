"""A bearer token of our identity provider as the viewer it stands for; a token that lacks anything is nobody's."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import inf
from time import monotonic
from typing import Any

import httpx
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from joserfc.jwt import JWTClaimsRegistry
from pydantic import BaseModel, ConfigDict, Field

from access.ports import Accounts
from app.signin.provider_settings import Address, safe
from domain.clock import Clock
from domain.errors import SourceUnavailable
from domain.people import Assurance, Channel, Role, Viewer

_log = logging.getLogger(__name__)
_SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that only the provider can make: no shared secret, and never "none"."""
_OTHER_TOKENS = frozenset({"id", "refresh", "offline", "logout"})
"""What a provider says in `typ` of tokens that are signed by the same key and open nothing."""
_LEEWAY = 30
_PATIENCE = 5.0
_KEPT = 3600.0
"""Seconds that the provider's keys are used before they are read anew."""
_APART = 10.0
"""Seconds between two readings of the keys: anybody can send a token that names an unknown key."""
_AGAIN = 1.0
"""Seconds before a provider that did not answer is asked again: whoever comes meanwhile does not wait for it too."""


class BearerSettings(BaseModel):
    """Whose tokens are taken: `HOIYTE_BEARER__ISSUER`, `HOIYTE_BEARER__AUDIENCE` and the rest.

    A claim's name may walk into objects: `realm_access.roles`. `roles` translates the provider's words into our roles.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: Address
    audience: str = Field(min_length=1)
    jwks_uri: Address | None = None
    public_url: Address | None = None
    """Where clients reach this house; without it, the address that the request was sent to."""
    scopes: tuple[str, ...] = ()
    """What clients should ask the provider for, so that its tokens are for us and say the role."""
    person_claim: str = "sub"
    role_claim: str = "role"
    roles: dict[str, Role] = Field(default_factory=dict)
    staff_acr: frozenset[str] = frozenset()
    """Values of `acr` that mean more than one factor; when there are any, staff without one are refused."""
    citizen_acr: frozenset[str] = frozenset()
    """Values of `acr` that mean a proven citizen; when there are any, a citizen without one is only a phone."""


class TokenRefused(Exception):  # noqa: N818 - it reads as a sentence
    """The token is nobody's. It never says why: that would help only whoever made it up."""


@dataclass(slots=True)
class ProviderKeys:
    """The provider's public keys, read once and kept; read anew when a token names one that is not among them."""

    settings: BearerSettings
    transport: httpx.AsyncBaseTransport | None = None
    _keys: KeySet | None = None
    _tried_at: float = -inf
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    async def known(self) -> KeySet:
        """The keys as they were read last.

        Raises:
            SourceUnavailable: they were never read, and the provider does not answer.
        """
        return await self._newer_than(_KEPT)

    async def anew(self) -> KeySet:
        """The keys as they are now, or were a moment ago; raises what `known` raises."""
        return await self._newer_than(_APART)

    async def _newer_than(self, age: float) -> KeySet:
        async with self._reading:
            if monotonic() - self._tried_at > (_AGAIN if self._keys is None else age):
                try:
                    self._keys = await self._read()
                except (httpx.HTTPError, JoseError, ValueError, KeyError, TypeError) as error:
                    _log.warning("the identity provider's keys could not be read: %s", type(error).__name__)
                self._tried_at = monotonic()
            # A provider that is away for a while shuts nobody out whose token is still good.
            if self._keys is None:
                raise SourceUnavailable
            return self._keys

    async def _read(self) -> KeySet:
        async with httpx.AsyncClient(timeout=_PATIENCE, transport=self.transport) as client:
            address = self.settings.jwks_uri or await self._discovered(client)
            found: KeySetSerialization = (await client.get(address)).raise_for_status().json()
        return KeySet.import_key_set(found)

    async def _discovered(self, client: httpx.AsyncClient) -> str:
        issuer = self.settings.issuer
        said = (await client.get(f"{issuer}/.well-known/openid-configuration")).raise_for_status().json()
        if str(said["issuer"]).rstrip("/") != issuer:
            raise ValueError("the provider calls itself by another name")
        return safe(str(said["jwks_uri"]))


@dataclass(frozen=True, slots=True)
class Bearer:
    """Reads tokens. Made once, in `app/wiring.py`."""

    settings: BearerSettings
    accounts: Accounts
    clock: Clock
    keys: ProviderKeys

    async def viewer(self, token: str) -> Viewer:
        """Whom the token stands for, as the accounts know them now.

        Raises:
            TokenRefused: the token is not the provider's, not for us, not in time, or its person lost the role.
            SourceUnavailable: the provider's keys could not be read.
        """
        claims = await self._claims(token)
        role, person = self._role(claims), _within(claims, self.settings.person_claim)
        if role is None or not isinstance(person, str) or not 0 < len(person) <= 80:
            raise TokenRefused
        found = await self.accounts.viewer(person, role, Channel.WEB)
        if found is None:
            raise TokenRefused
        return self._as_sure(found, claims.get("acr"))

    async def _claims(self, token: str) -> Mapping[str, Any]:
        try:
            try:
                return self._checked(token, await self.keys.known())
            except InvalidKeyIdError:
                return self._checked(token, await self.keys.anew())
        except (JoseError, ValueError, TypeError, RecursionError):
            raise TokenRefused from None

    def _checked(self, token: str, keys: KeySet) -> Mapping[str, Any]:
        read = jwt.decode(token, keys, algorithms=_SIGNED)
        now = int(self.clock.now().timestamp())
        ours = {"iss": {"essential": True, "values": [self.settings.issuer, f"{self.settings.issuer}/"]},
                "aud": {"essential": True, "value": self.settings.audience}, "exp": {"essential": True}}  # fmt: skip
        JWTClaimsRegistry(now=now, leeway=_LEEWAY, **ours).validate(read.claims)  # type: ignore[arg-type] # a TypedDict
        if str(read.claims.get("typ", "")).lower() in _OTHER_TOKENS:
            raise TokenRefused
        return read.claims

    def _role(self, claims: Mapping[str, Any]) -> Role | None:
        """The one role the token speaks for; two at once are none, since a session is of one person in one role."""
        said = _within(claims, self.settings.role_claim)
        named = [said] if isinstance(said, str) else said if isinstance(said, list) else []
        found = {role for name in named if (role := self._known(name))}
        return found.pop() if len(found) == 1 else None

    def _known(self, name: object) -> Role | None:
        """The role of that name; nobody is a guest or a job of ours by token."""
        try:
            role = self.settings.roles.get(str(name)) or Role(str(name))
        except ValueError:
            return None
        return None if role is Role.ANONYMOUS or role.value.startswith("job:") else role

    def _as_sure(self, found: Viewer, acr: object) -> Viewer:
        if found.role is Role.CITIZEN:
            unproven = bool(self.settings.citizen_acr) and acr not in self.settings.citizen_acr
            return replace(found, level=Assurance.PHONE) if unproven else found
        if self.settings.staff_acr and acr not in self.settings.staff_acr:
            raise TokenRefused
        return found


def open_bearer(settings: BearerSettings | None, accounts: Accounts, clock: Clock) -> Bearer | None:
    """What reads tokens; None where no provider is set, and then no token is anybody's."""
    return Bearer(settings, accounts, clock, ProviderKeys(settings)) if settings else None


def _within(claims: Mapping[str, Any], name: str) -> object:
    """The claim of that name, or found by walking: some names hold dots themselves."""
    if name in claims:
        return claims[name]
    first, _, rest = name.partition(".")
    inner = claims.get(first)
    return _within(inner, rest) if rest and isinstance(inner, Mapping) else None
