"""Settings of sign-in and of linked chats (channels.md §5)."""

from datetime import timedelta
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.signin.provider_settings import CitizenProviderSettings, ProviderSettings
from channels.otp.esms import EsmsSettings
from channels.otp.http import HttpOtpSettings
from storage.channel_accounts import Sure

YOUNGEST = 14
"""Years from which people have an identity card of their own."""


class ChatSettings(BaseModel):
    """How chats are linked to people, and for how long."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code_minutes: int = Field(default=10, ge=1, le=60)
    page_minutes: int = Field(default=15, ge=1, le=60)
    citizen_days: int = Field(default=90, ge=1, le=365)
    staff_hours: int = Field(default=8, ge=1, le=24)
    sure_idle_minutes: int = Field(default=30, ge=1)
    sure_hours: int = Field(default=12, ge=1)
    wrong_tries: int = Field(default=5, ge=1, le=20)
    wrong_minutes: int = Field(default=15, ge=1)
    wrong_everywhere: int = Field(default=200, ge=1)
    telegram_bot: str = Field(default="", pattern=r"^[A-Za-z0-9_]*$")
    pilot_chats: frozenset[str] = frozenset()
    """Chats in which invented people may be played, as `telegram:12345`; on invented data only (design §4)."""

    @property
    def sure(self) -> Sure:
        """How long a chat is known as surely as it was proved."""
        return Sure(timedelta(minutes=self.sure_idle_minutes), timedelta(hours=self.sure_hours))


class PhoneSettings(BaseModel):
    """Signing in by a code sent to a phone: through whom, and how often."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    sender: Literal["console", "zalo", "esms", "http"]
    zalo_template: str = ""
    zalo_field: str = "otp"
    esms: EsmsSettings | None = None
    http: HttpOtpSettings | None = None
    code_minutes: int = Field(default=5, ge=1, le=15)
    resend_seconds: int = Field(default=60, ge=30)
    per_phone_day: int = Field(default=5, ge=1)
    per_address_hour: int = Field(default=20, ge=1)
    address_header: str = ""
    """The header in which our own proxy says who asks; without a proxy, empty: anybody can send a header."""
    youngest: int = YOUNGEST
    """Children are asked for by those who stand for them: a phone of the family signs nobody younger in."""

    @model_validator(mode="after")
    def _sender_is_whole(self) -> Self:
        there = {"console": True, "zalo": bool(self.zalo_template), "esms": self.esms, "http": self.http}
        if not there[self.sender]:
            raise ValueError(f"the sender {self.sender} lacks its own settings")
        return self


class SignInSettings(BaseModel):
    """Every way to sign in; a way without settings is closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    chat: ChatSettings = ChatSettings()
    phone: PhoneSettings | None = None
    staff: ProviderSettings | None = None
    citizen: CitizenProviderSettings | None = None
