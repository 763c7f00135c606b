"""A code on its way to a phone, by each of the services, as each of them writes it down."""

import json
from collections.abc import Callable, Mapping

import httpx
import pytest

from channels.errors import ChannelError, Later, NeedsOperator, Refused, Unknown
from channels.otp.console import ConsoleSender
from channels.otp.esms import EsmsSender, EsmsSettings
from channels.otp.http import HttpOtpSettings, HttpSender
from channels.otp.port import OtpSender
from channels.otp.zalo import ZaloTemplateSender

PHONE, CODE = "+84912345678", "482913"
ESMS = EsmsSettings.model_validate({"api_key": "our-key", "secret_key": "our-secret", "brandname": "SYT-CanTho"})
HTTP = HttpOtpSettings.model_validate({
    "url": "https://sms.example/send?key=our-key", "headers": {"Authorization": "Bearer our-secret"},
    "text_field": "sms",
})  # fmt: skip
Senders = Callable[[httpx.AsyncClient], OtpSender]


class Service:
    """The far side: keeps what was posted, answers what it is told to."""

    def __init__(self, status: int = 200, body: object = None, error: Exception | None = None) -> None:
        self.asked: list[httpx.Request] = []
        self.status, self.body, self.error = status, body, error

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if self.error:
            raise self.error
        return httpx.Response(self.status, json=self.body)


async def sent(make: Senders, service: Service) -> None:
    async with httpx.AsyncClient(transport=httpx.MockTransport(service)) as http:
        await make(http).send(PHONE, CODE, minutes=5, tracking="signin.1")


def esms(http: httpx.AsyncClient) -> OtpSender:
    return EsmsSender(ESMS, http)


def plain(http: httpx.AsyncClient) -> OtpSender:
    return HttpSender(HTTP, http)


async def test_esms_gets_its_own_form() -> None:
    service = Service(body={"CodeResult": "100", "SMSID": "1"})
    await sent(esms, service)
    (request,) = service.asked
    assert request.url == "https://rest.esms.vn/MainService.svc/json/SendMultipleMessage_V4_post_json/"
    body = json.loads(request.content)
    assert body | {"Content": ""} == {
        "ApiKey": "our-key", "SecretKey": "our-secret", "Phone": "0912345678", "Content": "", "IsUnicode": "0",
        "SmsType": "2", "Brandname": "SYT-CanTho", "RequestId": "signin.1", "Sandbox": "0",
    }  # fmt: skip
    assert CODE in body["Content"]
    assert body["Content"].isascii()
    assert len(body["Content"]) <= 160


async def test_any_service_gets_what_its_settings_say() -> None:
    service = Service(status=202)
    await sent(plain, service)
    (request,) = service.asked
    assert request.headers["authorization"] == "Bearer our-secret"
    body = json.loads(request.content)
    assert (body["phone"], body["id"], CODE in body["sms"]) == (PHONE, "signin.1", True)


async def test_zalo_gets_a_template_and_the_console_a_line() -> None:
    asked: list[tuple[str, str, Mapping[str, str], str]] = []

    async def template(phone: str, number: str, values: Mapping[str, str], tracking: str) -> None:
        asked.append((phone, number, values, tracking))

    await ZaloTemplateSender(template, "4711").send(PHONE, CODE, minutes=5, tracking="signin.1")
    assert asked == [(PHONE, "4711", {"otp": CODE}, "signin.1")]
    lines: list[str] = []
    await ConsoleSender(lines.append).send(PHONE, CODE, minutes=5, tracking="signin.1")
    assert CODE in lines[0]


@pytest.mark.parametrize(("make", "service", "means"), [
    (esms, Service(body={"CodeResult": "101"}), NeedsOperator), (esms, Service(body={"CodeResult": "99"}), Later),
    (esms, Service(body={"CodeResult": "777"}), Refused), (esms, Service(status=401), NeedsOperator),
    (plain, Service(status=401), NeedsOperator), (plain, Service(status=429), Later), (plain, Service(503), Unknown),
    (plain, Service(status=422), Refused), (plain, Service(error=httpx.ConnectError("our-key")), Later),
    (plain, Service(error=httpx.ReadTimeout("our-key")), Unknown),
])  # fmt: skip
async def test_what_goes_wrong_has_a_name_of_ours_and_tells_nothing(
    make: Senders, service: Service, means: type[ChannelError]
) -> None:
    with pytest.raises(means) as raised:
        await sent(make, service)
    told = f"{raised.value!r} {raised.value}"
    assert not any(secret in told for secret in ("our-key", "our-secret", CODE, "912345678"))
    assert raised.value.__suppress_context__ or raised.value.__context__ is None
