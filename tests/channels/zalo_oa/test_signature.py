"""Who signs, in which of the ways that sources disagree about, and how old it may be."""

import json
import logging
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from channels.errors import Forged
from channels.zalo_oa.settings import ZaloOaSettings
from channels.zalo_oa.signature import check
from evals.far.zalo_oa import APP_ID, OA_ID
from tests.channels.far import Delivery
from tests.channels.zalo_oa.events import raw, retries, signed
from tests.channels.zalo_oa.far_side import settings

BODY = (
    '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"recipient":{"id":"388613280878808645"},'
    '"user_id_by_app":"552177279717587730","event_name":"user_send_text","message":{"text":"Xin chào",'
    '"msg_id":"96d3cdf3af150460909"},"timestamp":"1543908534740"}'
).encode()
MAC = "8b190c0d34db18758a5951c9fa7f13db2d24931889ec7d175f102d0b179c6d63"
SENT = datetime.fromtimestamp(1543908534.740, UTC)
URL = "http://127.0.0.1:9"


def ours(**more: object) -> ZaloOaSettings:
    return settings(URL, webhook_secret="SECRET", **more)


def passes(delivery: Delivery, by: ZaloOaSettings, now: datetime = SENT) -> bool:
    try:
        check(delivery.headers, delivery.body, by, now)
    except Forged:
        return False
    return True


@pytest.mark.parametrize("header", [f"mac={MAC}", MAC, f"mac = {MAC}", f"mac={MAC.upper()}", f" mac={MAC} "])
def test_the_published_formula_is_ours(header: str) -> None:
    assert passes(Delivery({"x-zevent-signature": header}, BODY), ours())


@pytest.mark.parametrize("header", ["", "mac=", MAC[:-1], f"mac={MAC}0", f"mac=mac={MAC}", "mac=" + "0" * 64])
def test_anything_else_is_forged(header: str) -> None:
    assert not passes(Delivery({"x-zevent-signature": header}, BODY), ours())


def test_bytes_are_signed_and_not_what_they_mean() -> None:
    said = json.loads(BODY)
    headers = {"x-zevent-signature": f"mac={MAC}"}
    others = [
        json.dumps(said).encode(),
        json.dumps(said, ensure_ascii=False).encode(),
        raw(dict(reversed(said.items()))),
        BODY.replace("à".encode(), b"\\u00e0"),
        unicodedata.normalize("NFD", BODY.decode()).encode(),
        BODY + b"\n",
    ]
    assert [passes(Delivery(headers, other), ours()) for other in others] == [False] * 6
    assert passes(Delivery(headers, raw(said)), ours())


def test_the_first_term_is_a_setting(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="channels")
    by_app, by_account = (
        signed(BODY, first=APP_ID, secret="SECRET"),
        signed(BODY, first=OA_ID, secret="SECRET", prefix=""),
    )
    allowed = {name: (passes(by_app, by), passes(by_account, by))
               for name in ("app_id", "oa_id", "either") for by in [ours(signature_first_term=name)]}  # fmt: skip
    assert allowed == {"app_id": (True, False), "oa_id": (False, True), "either": (True, True)}
    assert {record.getMessage() for record in caplog.records} == {
        "signed with app_id first, with “mac=”", "signed with oa_id first, without “mac=”",
    }  # fmt: skip


def test_a_timestamp_may_be_a_number_and_must_not_be_anything_else() -> None:
    number = BODY.replace(b'"1543908534740"', b"1543908534740")
    assert passes(signed(number, secret="SECRET"), ours())
    for odd in (b"[1]", b"null", b"1.5"):
        assert not passes(signed(BODY.replace(b'"1543908534740"', odd), secret="SECRET"), ours())


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"9" * 5000])
def test_garbage_is_forged(body: bytes) -> None:
    assert not passes(Delivery({"x-zevent-signature": f"mac={MAC}"}, body), ours())


def test_the_replay_window_lets_the_last_retry_in() -> None:
    by, (*_, last) = ours(replay_seconds=7200), retries(signed(BODY, secret="SECRET"))
    assert passes(last, by, SENT + timedelta(seconds=30, minutes=5 + 15 + 30 + 60))
    assert not passes(last, by, SENT + timedelta(hours=3))
    assert not passes(last, by, SENT - timedelta(hours=3))
    assert passes(last, ours(), SENT + timedelta(days=30)), "without the setting, age is the inbox's matter"
    with pytest.raises(ValidationError):
        ours(replay_seconds=3600)


def test_settings_show_no_secret() -> None:
    shown = repr(ours(proxy="http://user:hidden@proxy:3128"))
    assert not [secret for secret in ("SECRET", "app-secret", "hidden") if secret in shown]
    for wrong in ({"webhook_secret": ""}, {"oa_id": "Sở Y tế"}, {"api_base": "openapi.zalo.me"}, {"tokens": "x"}):
        with pytest.raises(ValidationError) as caught:
            settings(URL, **wrong)
        assert "app-secret" not in str(caught.value)
