"""What an operator says about an identity provider: of staff (Keycloak and the like), or of citizens (VNeID)."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from domain.people import Role


def safe(address: str) -> str:
    """The address without a slash at its end.

    Raises:
        ValueError: it is neither https nor on this machine.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts.hostname or "")):
        raise ValueError("must be https, or http on this machine")
    return address.rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


Address = Annotated[str, AfterValidator(safe)]


class Claims(BaseModel):
    """What the provider calls what we ask of it; a name may walk into objects: `realm_access.roles`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: str = "sub"
    name: str = "name"
    born: str = "birthdate"
    roles: str = ""
    """Without it whoever is staff by our directory chooses among the roles it gives them."""


class ProviderSettings(BaseModel):
    """One provider. Without the three endpoints they are read from its discovery document.

    `strong_acr` are the values of `acr` that mean enough: for staff more than one factor, for citizens a proved
    identity. While `strong` is wanted, whoever comes with none of them (and of `strong_amr`) is refused. `acr_values`
    is what the provider is asked for. `max_age` refuses a sign-in older than so many seconds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    label: str = ""
    issuer: Address
    client_id: str = Field(min_length=1)
    client_secret: SecretStr | None = None
    auth_method: Literal["client_secret_basic", "client_secret_post", "none"] = "client_secret_basic"
    scope: str = "openid profile"
    authorization_endpoint: Address | None = None
    token_endpoint: Address | None = None
    jwks_uri: Address | None = None
    userinfo_endpoint: Address | None = None
    claims: Claims = Claims()
    roles: Mapping[str, Role] = Field(default_factory=dict)
    """The provider's names of roles that are not ours."""
    strong: bool = True
    strong_acr: frozenset[str] = frozenset()
    strong_amr: frozenset[str] = frozenset({"mfa", "otp", "hwk", "swk", "sc"})
    acr_values: tuple[str, ...] = ()
    max_age: int | None = Field(default=None, ge=0)
    session_hours: int = Field(default=8, ge=1, le=24)
    sure_minutes: int = Field(default=120, ge=1)
    """A citizen is known as surely for so long, and then by the phone alone."""


class CitizenProviderSettings(ProviderSettings):
    """A provider of citizens; without other words it speaks as VNeID does."""

    claims: Claims = Claims(person="so_dinh_danh", name="ho_ten", born="ngay_sinh")
    session_hours: int = Field(default=12, ge=1, le=24)
