"""Settings of sign-in and of linked chats (channels.md §5)."""

from datetime import timedelta

from pydantic import BaseModel, ConfigDict, Field

from storage.channel_accounts import Sure


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


class SignInSettings(BaseModel):
    """Every way to sign in; a way without settings is closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    chat: ChatSettings = ChatSettings()
