"""Signing in by an identity provider: a real one on loopback, driven as a browser drives it."""

import base64
import hashlib
import json
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlsplit

import flask
import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from oidc_provider_mock import User, app
from oidc_provider_mock._server import _threaded_server

from app.signin.proof import Proof, Unproved, day_of, proof_of
from app.signin.provider import Provider
from app.signin.provider_settings import CitizenProviderSettings, Claims, ProviderSettings
from domain.clock import SystemClock
from domain.people import Role
from domain.records.staff import Staff
from storage.accounts import fill_staff
from storage.engine import engine
from storage.units import Units
from tests.cellar import Cellar
from tests.web.identified import HERE, audited, hidden, people_of
from tests.web.script import STAFF, ScriptedHouse, scripted_house
from tests.web.served import listening
from tests.web.visitor import Visitor

# The provider's own library calls itself outdated.
pytestmark = [
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]
MFA = {"acr": "loa2", "auth_time": 0}
HANH = HERE[0]
MANY = [Staff("NV000003", "Lê Văn Tám", role, "99001", "K03", False, ("99001",), (), ())
        for role in (Role.DOCTOR, Role.HOSPITAL_MANAGER)]  # fmt: skip
VNEID = {"so_dinh_danh": HANH.cccd, "ho_ten": "NGUYỄN THỊ HẠNH", "ngay_sinh": "02/03/1985", "acr": "loa2"}
USERS = [
    User(sub="tuyet", claims={"staff_id": "NV000001", **MFA}),
    User(sub="tam", claims={"staff_id": "NV000003", **MFA}),
    User(sub="tam-doctor", claims={"staff_id": "NV000003", "groups": {"yte": ["bac-si"]}, **MFA}),
    User(sub="weak", claims={"staff_id": "NV000001", "acr": "loa1"}),
    User(sub="otp", claims={"staff_id": "NV000001", "amr": ["pwd", "otp"]}),
    User(sub="stranger", claims={"staff_id": "NV999999", **MFA}),
    User(sub="hanh", claims=VNEID),
    User(sub="hanh-yesterday", claims=VNEID | {"auth_time": 1}),
    User(sub="unknown", claims=VNEID | {"so_dinh_danh": "999999999999"}),
    User(sub="other-birthday", claims=VNEID | {"ngay_sinh": "03/03/1985"}),
    User(sub="nobody", claims={"acr": "loa2"}),
]


@dataclass
class Issuer:
    """A real provider, and what it was asked at its token endpoint."""

    url: str = ""
    tokens: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    found, web = Issuer(), app(user_claims=USERS, require_nonce=True)

    def note() -> None:
        if flask.request.path.endswith("token"):
            found.tokens.append(flask.request.form.to_dict())

    web.before_request(note)
    with _threaded_server(web) as server:
        found.url = f"http://localhost:{server.server_port}"
        yield found


@dataclass
class Provided:
    """A house with a provider for staff and one for citizens."""

    house: ScriptedHouse
    url: str
    issuer: Issuer

    def with_staff(self, **more: object) -> None:
        settings = ProviderSettings.model_validate({
            "issuer": self.issuer.url, "client_id": "hoiyte", "client_secret": "our-secret", "strong_acr": ["loa2"],
            "claims": {"person": "staff_id"}, "acr_values": ["loa2"], **more,
        })  # fmt: skip
        provider = Provider(settings, f"{self.url}/signin/staff/callback", SystemClock())
        self.house.signin = replace(self.house.signin, staff=provider)

    def with_citizens(self, **more: object) -> None:
        settings = CitizenProviderSettings.model_validate({
            "issuer": self.issuer.url, "client_id": "vneid", "client_secret": "our-secret", "strong_acr": ["loa2"],
            **more,
        })  # fmt: skip
        provider = Provider(settings, f"{self.url}/signin/citizen/callback", SystemClock())
        self.house.signin = replace(self.house.signin, citizens=provider)


@pytest.fixture
async def provided(cellar: Cellar, migrated: str, issuer: Issuer) -> AsyncIterator[Provided]:
    databases = cellar.copy(migrated)
    async with scripted_house(databases, cellar.secrets) as house:
        owner = Units(engine(databases.owner, pool_size=1))
        async with owner.work() as connection:
            await fill_staff(connection, [*STAFF, *MANY])
        await owner.engine.dispose()
        house.signin = replace(house.signin, people=await people_of(house))
        async with listening(house) as url:
            made = Provided(house, url, issuer)
            made.with_staff()
            made.with_citizens()
            yield made
    cellar.drop(databases)


async def sent(visitor: Visitor, door: str, after: str = "/") -> httpx.URL:
    """Where the browser is sent to."""
    response = await visitor.client.get(f"/signin/{door}", params={"next": after})
    assert response.status_code == 302, response.text
    return httpx.URL(response.headers["location"])


async def allowed(address: httpx.URL, who: str) -> httpx.URL:
    """Where the provider sends the browser back to, after somebody signed in there."""
    async with httpx.AsyncClient(trust_env=False) as there:
        response = await there.post(address, data={"sub": who})
    assert response.status_code == 302, response.text
    return httpx.URL(response.headers["location"])


async def signs_in(visitor: Visitor, door: str, who: str, after: str = "/") -> httpx.Response:
    return await visitor.client.get(await allowed(await sent(visitor, door, after), who))


async def test_staff_sign_in_and_are_who_the_directory_says(provided: Provided) -> None:
    async with Visitor.at(provided.url) as visitor:
        done = await signs_in(visitor, "staff", "tuyet", "/link/" + "a" * 22)
        assert (done.status_code, done.headers["location"]) == (303, "/link/" + "a" * 22)
        me = (await visitor.me())["viewer"]
        assert (me["role"], me["level"], me["display_name"]) == ("doctor", 3, "BS. Đặng Thị Ánh Tuyết")
        cookie = visitor.client.cookies["hoiyte"]
        guest = await visitor.client.get("/signin/staff")
        assert guest.status_code == 302
        assert visitor.client.cookies["hoiyte"] == cookie
    assert audited(provided.house)[-1][0] == "job.identity:ehr.identity:find:signed_in"


async def test_the_way_there_carries_pkce_state_and_nonce(provided: Provided) -> None:
    async with Visitor.at(provided.url) as visitor:
        address = await sent(visitor, "staff")
        asked = {name: values[0] for name, values in parse_qs(address.query.decode()).items()}
        assert asked["acr_values"] == "loa2"
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        assert asked["redirect_uri"] == f"{provided.url}/signin/staff/callback"
        assert min(len(asked["state"]), len(asked["nonce"])) >= 43
        await visitor.client.get(await allowed(address, "tuyet"))
        verifier = provided.issuer.tokens[-1]["code_verifier"]
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        assert digest == asked["code_challenge"]
        assert "our-secret" not in json.dumps(asked)


async def test_a_way_back_counts_once_in_the_browser_that_went(provided: Provided) -> None:
    async with Visitor.at(provided.url) as visitor, Visitor.at(provided.url) as other:
        await other.me()
        address = await sent(visitor, "staff")
        back = await allowed(address, "tuyet")
        stolen = await other.client.get(back)
        assert stolen.status_code == 401
        assert "trình duyệt khác" in stolen.text
        assert (await other.me())["viewer"] is None
        wrong = await visitor.client.get(str(back).replace("/staff/", "/citizen/"))
        assert wrong.status_code == 401
        again = await allowed(await sent(visitor, "staff"), "tuyet")
        assert (await visitor.client.get(again)).status_code == 303
        assert (await visitor.client.get(again)).status_code == 401
        assert (await visitor.client.get("/signin/staff/callback?state=x&code=y")).status_code == 401


async def test_who_turns_back_half_way_is_told_kindly(provided: Provided) -> None:
    async with Visitor.at(provided.url) as visitor:
        state = parse_qs(urlsplit(str(await sent(visitor, "staff"))).query)["state"][0]
        left = await visitor.client.get(f"/signin/staff/callback?state={state}&error=access_denied")
        assert "chưa đăng nhập xong" in left.text


@pytest.mark.parametrize(("who", "status", "words"), [
    ("weak", 401, "hai lớp"), ("otp", 303, ""), ("stranger", 401, "chưa được giao việc"), ("nobody", 401, "không đúng"),
])  # fmt: skip
async def test_staff_without_a_second_factor_or_a_post_stay_outside(
    provided: Provided, who: str, status: int, words: str
) -> None:
    async with Visitor.at(provided.url) as visitor:
        done = await signs_in(visitor, "staff", who)
        assert (done.status_code, words in done.text) == (status, True)
        assert ((await visitor.me())["viewer"] is None) == (status == 401)


async def test_a_setting_can_do_without_the_second_factor(provided: Provided) -> None:
    provided.with_staff(strong=False)
    async with Visitor.at(provided.url) as visitor:
        assert (await signs_in(visitor, "staff", "weak")).status_code == 303


async def test_who_holds_several_roles_chooses_one(provided: Provided) -> None:
    async with Visitor.at(provided.url) as visitor, Visitor.at(provided.url) as other:
        await other.me()
        sheet = await signs_in(visitor, "staff", "tam")
        assert "Bác sĩ" in sheet.text
        assert "Lãnh đạo bệnh viện" in sheet.text
        chosen = hidden(sheet) | {"role": "hospital_manager"}
        assert (await visitor.me())["viewer"] is None
        for wrong in ({"role": "admin"}, {"csrf": "0" * 64}):
            assert (await other.client.post("/signin/role", data=chosen | wrong)).status_code in {401, 403}
        assert (await visitor.client.post("/signin/role", data=chosen)).status_code == 303
        assert (await visitor.me())["viewer"]["role"] == "hospital_manager"
        visitor.client.cookies.clear()
        assert (await visitor.client.post("/signin/role", data=chosen)).status_code == 403


async def test_the_provider_may_say_which_roles(provided: Provided) -> None:
    provided.with_staff(claims={"person": "staff_id", "roles": "groups.yte"}, roles={"bac-si": "doctor"})
    async with Visitor.at(provided.url) as visitor:
        assert (await signs_in(visitor, "staff", "tam-doctor")).status_code == 303
        assert (await visitor.me())["viewer"]["role"] == "doctor"
    async with Visitor.at(provided.url) as visitor:
        assert "chưa được giao việc" in (await signs_in(visitor, "staff", "tam")).text


async def test_a_citizen_is_found_by_the_number_that_was_proved(provided: Provided) -> None:
    async with Visitor.at(provided.url) as visitor:
        assert (await signs_in(visitor, "citizen", "hanh")).status_code == 303
        me = (await visitor.me())["viewer"]
        assert (me["role"], me["level"], me["display_name"]) == ("citizen", 2, "Nguyễn Thị Hạnh")
    told, did = audited(provided.house), ("allowed", "read", "signed_in")
    assert [tag for tag, _ in told] == [f"job.identity:ehr.identity:find:{one}" for one in did]
    assert not any(HANH.cccd in row or HANH.person_id in row for _, row in told)


@pytest.mark.parametrize("who", ["unknown", "other-birthday"])
async def test_an_unknown_citizen_hears_one_kind_sentence(provided: Provided, who: str) -> None:
    async with Visitor.at(provided.url) as visitor:
        done = await signs_in(visitor, "citizen", who)
        assert done.status_code == 401
        assert "trạm y tế" in done.text
        assert HANH.full_name not in done.text
        assert (await visitor.me())["viewer"] is None


async def test_who_is_signed_in_already_is_asked_anew_and_must_be(provided: Provided) -> None:
    """Stepping up: the provider must say that it asked the person now, not that it knew them still."""
    async with Visitor.at(provided.url) as visitor:
        await signs_in(visitor, "staff", "tuyet")
        address = await sent(visitor, "citizen")
        asked = parse_qs(address.query.decode())
        assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
        stale = await visitor.client.get(await allowed(address, "hanh-yesterday"))
        assert "đã lâu" in stale.text
        assert (await visitor.me())["viewer"]["role"] == "doctor"
        assert (await signs_in(visitor, "citizen", "hanh")).status_code == 303
        assert (await visitor.me())["viewer"]["level"] == 2


async def test_a_provider_that_is_away_or_another_is_not_believed(
    provided: Provided, caplog: pytest.LogCaptureFixture
) -> None:
    async with Visitor.at(provided.url) as visitor:
        provided.with_staff(issuer="http://localhost:1")
        assert (await visitor.client.get("/signin/staff")).status_code == 503
        provided.with_staff(issuer=f"{provided.issuer.url}/realms/other")
        assert (await visitor.client.get("/signin/staff")).status_code == 503
        provided.with_staff()
        back = await allowed(await sent(visitor, "staff"), "tuyet")
        assert "không đúng" in (await visitor.client.get(f"{back}&iss=https://evil.example")).text
        provided.house.signin = replace(provided.house.signin, staff=None)
        assert (await visitor.client.get("/signin/staff")).status_code == 404
        assert "VNeID" in (await visitor.client.get("/signin")).text
    assert "our-secret" not in caplog.text


class Forged(Provider):
    """A provider whose keys are ours, so that we can sign what it never would."""

    def __init__(self, settings: ProviderSettings, key: RSAKey) -> None:
        super().__init__(settings, "https://yte.example.vn/signin/staff/callback", SystemClock())
        self.key = key

    def said(self, header: dict[str, str], **claims: object) -> bool:
        from joserfc.jwk import KeySet

        good = {"iss": self.settings.issuer, "aud": "hoiyte", "sub": "x", "nonce": "n", "exp": int(time.time()) + 60}
        token = jwt.encode({"alg": "RS256", **header}, {**good, **claims}, self.key)
        try:
            self._checked(token, KeySet([self.key]), "n")
        except Exception:  # noqa: BLE001 - whatever it is, the token was not taken
            return False
        return True


@pytest.mark.parametrize("wrong", [
    {"iss": "https://evil.example"}, {"aud": "somebody-else"}, {"nonce": "m"}, {"exp": 1}, {"nonce": None},
    {"azp": "other"},
])  # fmt: skip
def test_a_token_that_lacks_anything_is_not_taken(wrong: dict[str, object]) -> None:
    settings = ProviderSettings.model_validate({"issuer": "https://sso.example", "client_id": "hoiyte"})
    provider = Forged(settings, RSAKey.generate_key(2048, {"kid": "k"}, auto_kid=False))
    assert provider.said({})
    assert provider.said({}, azp="hoiyte", aud=["hoiyte", "other"])
    assert not provider.said({}, **wrong)


def test_what_is_proved_is_read_as_the_settings_say() -> None:
    settings = ProviderSettings.model_validate({
        "issuer": "https://sso.example", "client_id": "x", "strong_acr": ["loa2"], "max_age": 600,
        "claims": Claims(person="ids.cccd", born="ngay_sinh").model_dump(),
    })  # fmt: skip
    good = {"ids": {"cccd": "900190000001"}, "acr": "loa2", "auth_time": 1_000, "name": "A", "ngay_sinh": "1985-03-02"}
    assert proof_of(good, settings, now=1_500, since=None) == Proof("900190000001", "A", day_of("2/3/1985"))
    assert proof_of(good, settings, now=1_700, since=None) is Unproved.STALE
    assert proof_of(good, settings, now=1_100, since=1_090) is Unproved.STALE
    assert proof_of(good, settings, now=1_100, since=1_020) == proof_of(good, settings, now=1_500, since=None)
    assert proof_of(good | {"auth_time": None}, settings, now=1_500, since=None) is Unproved.STALE
    assert proof_of(good | {"acr": "loa1"}, settings, now=1_500, since=None) is Unproved.WEAK
    assert proof_of(good | {"acr": None, "amr": ["pwd"]}, settings, now=1_500, since=None) is Unproved.WEAK
    for person in (None, "", {"a": 1}, "9" * 81):
        assert proof_of(good | {"ids": {"cccd": person}}, settings, now=1_500, since=None) is Unproved.GARBLED


@pytest.mark.parametrize("address", ["http://sso.example", "ftp://sso.example", "sso.example"])
def test_a_provider_is_spoken_to_in_secret(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        ProviderSettings.model_validate({"issuer": address, "client_id": "x"})
