"""Sign-in as an operator sets it: by the environment, closed where nothing is set, and never half open."""

from pathlib import Path

import pytest

from app.settings import read_settings
from app.signin.opening import provider_of, sender_of
from domain.errors import Misconfigured

STAFF = {
    "HOIYTE_SIGNIN__STAFF__ISSUER": "https://sso.example.vn/realms/yte", "HOIYTE_SIGNIN__STAFF__CLIENT_ID": "hoiyte",
    "HOIYTE_SIGNIN__STAFF__CLIENT_SECRET": "our-secret", "HOIYTE_SIGNIN__STAFF__STRONG_ACR": '["loa2"]',
    "HOIYTE_SIGNIN__STAFF__CLAIMS__PERSON": "employee_id", "HOIYTE_SIGNIN__CITIZEN__ISSUER": "https://vneid.example.vn",
    "HOIYTE_SIGNIN__CITIZEN__CLIENT_ID": "so-y-te", "HOIYTE_SIGNIN__CHAT__CITIZEN_DAYS": "30",
    "HOIYTE_SIGNIN__PHONE__SENDER": "esms", "HOIYTE_SIGNIN__PHONE__ESMS__API_KEY": "our-key",
    "HOIYTE_SIGNIN__PHONE__ESMS__SECRET_KEY": "our-secret", "HOIYTE_SIGNIN__PHONE__ESMS__BRANDNAME": "SYT",
    "HOIYTE_PUBLIC_URL": "https://yte.example.vn",
}  # fmt: skip


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOIYTE_DATA", str(tmp_path))


def test_every_way_is_closed_until_it_is_set() -> None:
    held = read_settings().signin
    assert (held.staff, held.citizen, held.phone) == (None, None, None)


def test_every_way_is_set_by_the_environment_and_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in STAFF.items():
        monkeypatch.setenv(name, value)
    settings = read_settings()
    held = settings.signin
    assert held.staff
    assert held.citizen
    assert held.phone
    assert (held.staff.claims.person, held.citizen.claims.person) == ("employee_id", "so_dinh_danh")
    assert (held.staff.strong_acr, held.chat.citizen_days) == (frozenset({"loa2"}), 30)
    assert "our-" not in repr(settings)
    provider = provider_of(held.staff, settings.public_url, "staff")
    assert provider
    assert provider.callback == "https://yte.example.vn/signin/staff/callback"
    assert type(sender_of(held.phone, {}, is_synthetic=False)).__name__ == "EsmsSender"
    with pytest.raises(Misconfigured, match="HOIYTE_PUBLIC_URL"):
        provider_of(held.staff, "", "staff")


@pytest.mark.parametrize("without", ["HOIYTE_SIGNIN__PHONE__ESMS__API_KEY", "HOIYTE_SIGNIN__STAFF__CLIENT_ID"])
def test_half_a_way_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch, without: str) -> None:
    for name, value in STAFF.items():
        if name != without:
            monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured) as raised:
        read_settings()
    assert str(raised.value).startswith(f"setting {without}")
    assert "our-" not in str(raised.value)
