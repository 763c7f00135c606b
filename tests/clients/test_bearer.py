"""A token stands for somebody only when everything about it is right; what is wrong is never told."""

import base64
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwk import KeySet
from oidc_provider_mock import User, run_server_in_thread
from pydantic import ValidationError

from app.signin import bearer as bearers
from app.signin.bearer import Bearer, BearerSettings, ProviderKeys, TokenRefused, open_bearer
from domain.clock import SystemClock
from domain.errors import SourceUnavailable
from domain.people import Assurance, Channel, Persona, Role, Viewer
from tests.clients.issuer import AUDIENCE, Issuer, issuing, new_key


@dataclass
class Directory:
    """Who holds which role."""

    staff: set[tuple[str, Role]] = field(default_factory=lambda: {("NV1", Role.DOCTOR), ("NV1", Role.NURSE)})

    async def viewer(self, person_id: str, role: Role, channel: Channel) -> Viewer | None:
        if role is Role.CITIZEN:
            return Viewer(person_id=person_id, role=role, level=Assurance.CITIZEN, channel=channel)
        known = (person_id, role) in self.staff
        return Viewer(person_id=person_id, role=role, level=Assurance.STAFF, channel=channel) if known else None

    async def personas(self) -> list[Persona]:
        return []


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    async with issuing() as found:
        yield found


Reading = Callable[..., Bearer]


@pytest.fixture
def reading(issuer: Issuer) -> Reading:
    def make(**settings: object) -> Bearer:
        known = BearerSettings.model_validate({"issuer": issuer.url, "audience": AUDIENCE, **settings})
        return Bearer(known, Directory(), SystemClock(), ProviderKeys(known))

    return make


async def refused(reader: Bearer, token: str) -> None:
    with pytest.raises(TokenRefused) as told:
        await reader.viewer(token)
    assert str(told.value) == ""
    assert told.value.__cause__ is None


async def test_a_good_token_is_its_person_in_its_role(issuer: Issuer, reading: Reading) -> None:
    reader = reading()
    doctor = await reader.viewer(issuer.token("NV1", "doctor"))
    assert (doctor.person_id, doctor.role, doctor.level, doctor.channel) == (
        "NV1", Role.DOCTOR, Assurance.STAFF, Channel.WEB,
    )  # fmt: skip
    citizen = await reader.viewer(issuer.token("999300000001", ["citizen", "offline_access"]))
    assert (citizen.role, citizen.level) == (Role.CITIZEN, Assurance.CITIZEN)
    assert issuer.read == 1


NOW = int(time.time())
WRONG: dict[str, dict[str, object]] = {
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "for another service": {"aud": "another"},
    "for other services": {"aud": ["a", "b"]},
    "for nobody": {"aud": None},
    "over": {"exp": NOW - 60},
    "for ever": {"exp": None},
    "over at a wrong kind of time": {"exp": "tomorrow"},
    "not yet": {"nbf": NOW + 600},
    "from the future": {"iat": NOW + 600},
    "an identity token": {"typ": "ID"},
    "a refresh token": {"typ": "Refresh"},
    "of nobody": {"sub": None},
    "of a person without a name": {"sub": ""},
    "of a person of another kind": {"sub": 7},
    "without a role": {"role": None},
    "in a role that is none": {"role": "king"},
    "of a guest": {"role": "anonymous"},
    "of a job": {"role": "job:facts"},
    "in two roles": {"role": ["doctor", "nurse"]},
    "in a role that was lost": {"role": "insurance_officer"},
    "of somebody unknown": {"sub": "NV2"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
async def test_a_wrong_claim_is_refused_without_a_word(
    issuer: Issuer, reading: Reading, wrong: dict[str, object]
) -> None:
    await refused(reading(), issuer.token(**{"person": "NV1", "role": "doctor", **wrong}))  # type: ignore[arg-type]


async def test_a_role_taken_away_ends_the_token(issuer: Issuer, reading: Reading) -> None:
    reader, token = reading(), issuer.token("NV1", "doctor")
    await reader.viewer(token)
    assert isinstance(reader.accounts, Directory)
    reader.accounts.staff.remove(("NV1", Role.DOCTOR))
    await refused(reader, token)


async def test_what_another_key_signed_is_refused(issuer: Issuer, reading: Reading) -> None:
    claims = issuer.claims("NV1", "doctor")
    await refused(reading(), issuer.sign(claims, new_key("k1")))
    await refused(reading(), issuer.sign(claims, new_key("other")))


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


async def test_a_signature_that_anybody_can_make_is_none(issuer: Issuer, reading: Reading) -> None:
    claims, reader = issuer.claims("NV1", "doctor"), reading()
    await refused(reader, f"{part({'alg': 'none', 'kid': 'k1'})}.{part(claims)}.")
    shared = f"{part({'alg': 'HS256', 'kid': 'k1'})}.{part(claims)}"
    mac = hmac.digest(issuer.keys[0].as_pem(private=False), shared.encode(), "sha256")
    await refused(reader, f"{shared}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}")
    good = issuer.sign(claims).split(".")
    await refused(reader, ".".join([good[0], part({**claims, "sub": "NV9"}), good[2]]))


@settings(deadline=None)
@given(st.text() | st.binary().map(lambda b: b.hex()) | st.lists(st.text(alphabet="eyJ0Ki.=-_{}[]")).map(".".join))
async def test_noise_is_refused(noise: str) -> None:
    known = BearerSettings(issuer="https://nowhere.example", audience=AUDIENCE)
    keys = ProviderKeys(known, _keys=KeySet([new_key_once()]), _tried_at=time.monotonic())
    await refused(Bearer(known, Directory(), SystemClock(), keys), noise)


_ONCE: list[Any] = []


def new_key_once() -> Any:  # noqa: ANN401 - a key
    _ONCE.append(_ONCE[0] if _ONCE else new_key("k"))
    return _ONCE[0]


async def test_a_deep_header_is_refused(reading: Reading) -> None:
    deep = base64.urlsafe_b64encode(b"[" * 40_000).decode().rstrip("=")
    await refused(reading(), f"{deep}.{deep}.x")


async def test_a_new_key_is_found_and_an_unknown_one_does_not_trouble_the_provider(
    issuer: Issuer, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reading()
    await reader.viewer(issuer.token("NV1", "doctor"))
    issuer.keys = [new_key("k2")]
    monkeypatch.setattr(bearers, "_APART", 0.0)
    await reader.viewer(issuer.token("NV1", "doctor"))
    assert issuer.read == 2
    monkeypatch.setattr(bearers, "_APART", 10.0)
    for _ in range(20):
        await refused(reader, issuer.sign(issuer.claims("NV1", "doctor"), new_key_named("unknown")))
    assert issuer.read == 2


def new_key_named(kid: str) -> Any:  # noqa: ANN401 - a key
    key = new_key_once().as_dict(private=True)
    return KeySet.import_key_set({"keys": [{**key, "kid": kid}]}).keys[0]


async def test_a_provider_that_is_away(issuer: Issuer, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, token = reading(), issuer.token("NV1", "doctor")
    issuer.away = True
    with pytest.raises(SourceUnavailable):
        await reader.viewer(token)
    issuer.away = False
    with pytest.raises(SourceUnavailable):
        await reader.viewer(token)
    monkeypatch.setattr(bearers, "_AGAIN", 0.0)
    await reader.viewer(token)
    monkeypatch.setattr(bearers, "_KEPT", 0.0)
    issuer.away = True
    assert (await reader.viewer(token)).role is Role.DOCTOR


async def test_a_provider_that_calls_itself_by_another_name_is_not_ours(issuer: Issuer, reading: Reading) -> None:
    issuer.calls_itself = "https://evil.example"
    with pytest.raises(SourceUnavailable):
        await reading().viewer(issuer.token("NV1", "doctor"))


async def test_more_than_one_factor_where_it_is_asked_for(issuer: Issuer, reading: Reading) -> None:
    reader = reading(staff_acr=["mfa"], citizen_acr=["vneid2"])
    await refused(reader, issuer.token("NV1", "doctor"))
    await refused(reader, issuer.token("NV1", "doctor", acr="pwd"))
    assert (await reader.viewer(issuer.token("NV1", "doctor", acr="mfa"))).level is Assurance.STAFF
    assert (await reader.viewer(issuer.token("9", "citizen", acr="pwd"))).level is Assurance.PHONE
    assert (await reader.viewer(issuer.token("9", "citizen", acr="vneid2"))).level is Assurance.CITIZEN


async def test_claims_have_the_providers_own_names(issuer: Issuer, reading: Reading) -> None:
    reader = reading(person_claim="so_dinh_danh", role_claim="realm_access.roles", roles={"bac_si": "doctor"})
    token = issuer.token("x", None, so_dinh_danh="NV1", realm_access={"roles": ["bac_si", "uma"]})
    assert (await reader.viewer(token)).role is Role.DOCTOR
    await refused(reader, issuer.token("NV1", "doctor"))


@pytest.mark.parametrize("issuer_url", ["http://issuer.example", "ftp://x", "issuer", ""])
def test_a_provider_is_reached_safely(issuer_url: str) -> None:
    with pytest.raises(ValidationError, match="https"):
        BearerSettings(issuer=issuer_url, audience=AUDIENCE)


def test_without_a_provider_there_is_no_reader() -> None:
    assert open_bearer(None, Directory(), SystemClock()) is None


# The provider stands on an older face of its own library.
@pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")
async def test_a_real_providers_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with run_server_in_thread(user_claims=[User(sub="NV1", claims={"role": "doctor"})]) as server:
        url = f"http://localhost:{server.server_port}"
        opened = await sign_in(url, "NV1")
        settings = BearerSettings(issuer=url, audience="client-a")
        reader = Bearer(settings, Directory(), SystemClock(), ProviderKeys(settings))
        assert (await reader.viewer(opened["id_token"])).role is Role.DOCTOR
        await refused(reader, opened["access_token"])  # This provider's are no JWT.
        for_us = replace(reader, settings=settings.model_copy(update={"audience": AUDIENCE}))
        await refused(for_us, opened["id_token"])


async def sign_in(url: str, person: str) -> dict[str, str]:
    back = "https://client.example/back"
    asked = {"client_id": "client-a", "response_type": "code", "scope": "openid", "redirect_uri": back}
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        sent = await client.post("/oauth2/authorize", params=asked, data={"sub": person})
        code = httpx.URL(sent.headers["location"]).params["code"]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "client_id": "client-a",
                "client_secret": "x"}  # fmt: skip
        got: dict[str, str] = (await client.post("/oauth2/token", data=form)).raise_for_status().json()
    return got
