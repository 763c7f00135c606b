"""Sign-in opened from its settings: what is not set is closed, and on invented data nothing leaves the machine."""

import sys
from collections.abc import Mapping

import httpx

from access.identity import People
from app.cellar import Cellar
from app.settings import Settings
from app.signin.office import SignIn
from app.signin.phones import Phones
from app.signin.provider import Provider
from app.signin.provider_settings import ProviderSettings
from app.signin.settings import PhoneSettings
from channels.otp.console import ConsoleSender
from channels.otp.esms import EsmsSender
from channels.otp.http import HttpSender
from channels.otp.port import OtpSender
from channels.otp.zalo import ZaloTemplateSender
from channels.port import Messenger
from channels.zalo_oa.messenger import ZaloOa
from domain.clock import Clock, SystemClock
from domain.errors import Misconfigured
from domain.people import Channel
from storage.codes import SqlOneTimeCodes


def open_office(
    settings: Settings, cellar: Cellar, people: People, messengers: Mapping[Channel, Messenger], clock: Clock,
    *, is_synthetic: bool,
) -> SignIn:  # fmt: skip
    """Where people show who they are; codes run by the wall's clock.

    Raises:
        Misconfigured: a way to a phone that this store may not use, or that lacks its messenger.
    """
    codes = SqlOneTimeCodes(cellar.own, cellar.cipher, SystemClock(), cellar.code_key)
    held, phones = settings.signin, None
    if held.phone:
        sender = sender_of(held.phone, messengers, is_synthetic=is_synthetic)
        phones = Phones(settings=held.phone, codes=codes, people=people, sender=sender, clock=clock)
    return SignIn(
        settings=held, public_url=settings.public_url, codes=codes, people=people, phones=phones,
        staff=provider_of(held.staff, settings.public_url, "staff"),
        citizens=provider_of(held.citizen, settings.public_url, "citizen"),
    )  # fmt: skip


def provider_of(settings: ProviderSettings | None, public_url: str, door: str) -> Provider | None:
    """The provider, which must know where it sends people back to.

    Raises:
        Misconfigured: nobody said what we are called from outside.
    """
    if settings is None:
        return None
    if not public_url:
        raise Misconfigured("signing in by an identity provider needs HOIYTE_PUBLIC_URL")
    return Provider(settings, f"{public_url.rstrip('/')}/signin/{door}/callback", SystemClock())


def sender_of(settings: PhoneSettings, messengers: Mapping[Channel, Messenger], *, is_synthetic: bool) -> OtpSender:
    """The way to phones that the settings name.

    Raises:
        Misconfigured: on invented data nothing may be sent, on real data nothing may be shown on a console.
    """
    if is_synthetic != (settings.sender == "console"):
        raise Misconfigured("HOIYTE_SIGNIN__PHONE__SENDER must be `console` on invented data, and on no other")
    if settings.sender == "console":
        return ConsoleSender(lambda line: sys.stderr.write(f"{line}\n"))
    if settings.sender == "zalo":
        return _by_template(settings, messengers.get(Channel.ZALO_OA))
    http = httpx.AsyncClient(trust_env=False, timeout=10)
    if settings.esms and settings.sender == "esms":
        return EsmsSender(settings.esms, http)
    if settings.http:
        return HttpSender(settings.http, http)
    raise Misconfigured("HOIYTE_SIGNIN__PHONE lacks the settings of its sender")


def _by_template(settings: PhoneSettings, account: Messenger | None) -> OtpSender:
    if not isinstance(account, ZaloOa):
        raise Misconfigured("HOIYTE_SIGNIN__PHONE__SENDER is `zalo`, but HOIYTE_ZALO_OA is not set")
    zalo = account

    async def send(phone: str, template: str, values: Mapping[str, str], tracking: str) -> object:
        return await zalo.send_template_to_phone(phone, template, values, tracking=tracking)

    return ZaloTemplateSender(send, settings.zalo_template, settings.zalo_field)
