"""What a provider says of a person, read from its claims; and whether it is sure enough."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from app.signin.provider_settings import ProviderSettings
from domain.people import Role

_DAY_FIRST = re.compile(r"(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4})")


class Unproved(StrEnum):
    """Why what a provider says is not taken."""

    GARBLED = "garbled"
    """It is not the provider's, not for us, not of this sign-in, or lacks what it must say."""
    WEAK = "weak"
    """It does not say that more than a password was asked for."""
    STALE = "stale"
    """The person signed in there too long ago."""


class Proof(NamedTuple):
    """A person, as the provider knows them."""

    person: str
    name: str = ""
    born_on: date | None = None
    roles: frozenset[Role] | None = None
    """None where the provider says nothing of roles."""


def proof_of(claims: Mapping[str, Any], settings: ProviderSettings, *, now: float,
             since: float | None) -> Proof | Unproved:  # fmt: skip
    """The person of claims whose signature was checked; `since` is when a sign-in that had to be new began."""
    person = _within(claims, settings.claims.person)
    if not isinstance(person, str | int) or not 0 < len(str(person)) <= 80:
        return Unproved.GARBLED
    if _is_stale(claims, settings, now, since):
        return Unproved.STALE
    if settings.strong and not _is_strong(claims, settings):
        return Unproved.WEAK
    born = _within(claims, settings.claims.born)
    return Proof(str(person), str(_within(claims, settings.claims.name) or "")[:120], day_of(str(born or "")),
                 _roles(claims, settings))  # fmt: skip


def day_of(said: str) -> date | None:
    """A birthday in ISO form, or with the day first as cards here have it; None when it is neither."""
    found = _DAY_FIRST.fullmatch(said)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(said)
    except ValueError:
        return None


def _is_stale(claims: Mapping[str, Any], settings: ProviderSettings, now: float, since: float | None) -> bool:
    if settings.max_age is None and since is None:
        return False
    at = claims.get("auth_time")
    if isinstance(at, bool) or not isinstance(at, int | float):
        return True
    oldest = max(now - settings.max_age if settings.max_age is not None else 0, since or 0)
    # Clocks of two machines differ by a little.
    return at < oldest - 30


def _is_strong(claims: Mapping[str, Any], settings: ProviderSettings) -> bool:
    methods = claims.get("amr")
    by_method = isinstance(methods, list) and bool(settings.strong_amr & {str(one) for one in methods})
    return str(claims.get("acr", "")) in settings.strong_acr or by_method


def _roles(claims: Mapping[str, Any], settings: ProviderSettings) -> frozenset[Role] | None:
    if not settings.claims.roles:
        return None
    said = _within(claims, settings.claims.roles)
    names = [said] if isinstance(said, str) else said if isinstance(said, list) else []
    return frozenset(role for name in names if (role := _role(str(name), settings)))


def _role(name: str, settings: ProviderSettings) -> Role | None:
    try:
        role = settings.roles.get(name) or Role(name)
    except ValueError:
        return None
    return None if role is Role.ANONYMOUS or role.value.startswith("job:") else role


def _within(claims: Mapping[str, Any], name: str) -> object:
    """The claim of that name, or found by walking: some names hold dots themselves."""
    if name in claims:
        return claims[name]
    first, _, rest = name.partition(".")
    inner = claims.get(first)
    return _within(inner, rest) if rest and isinstance(inner, Mapping) else None
