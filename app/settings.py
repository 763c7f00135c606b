"""Settings, read once at the front door; nobody else touches the environment."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.signin.bearer import BearerSettings
from app.signin.settings import SignInSettings
from assistant.models import ModelSettings
from channels.telegram.settings import TelegramSettings
from channels.zalo_bot.settings import ZaloBotSettings
from channels.zalo_oa.settings import ZaloOaSettings
from domain.errors import Misconfigured
from domain.people import Channel
from storage.engine import data_folder


class Settings(BaseSettings):
    """Every setting, by the environment: `HOIYTE_DATA`, `DATABASE_URL`, `HOIYTE_MODEL__NAME`, `HOIYTE_PORT`."""

    model_config = SettingsConfigDict(env_prefix="HOIYTE_", env_nested_delimiter="__", frozen=True, extra="forbid",
                                      hide_input_in_errors=True)  # fmt: skip

    data: Path = Field(default_factory=lambda: data_folder(os.environ))
    database_url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    model: ModelSettings = ModelSettings()
    signin: SignInSettings = SignInSettings()
    bearer: BearerSettings | None = None
    people_an_hour: int = Field(default=60, ge=1)
    """Looking at more people than that within an hour raises an alarm to the data-protection officer."""
    care_days: int = Field(default=30, ge=0, le=365)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    pool_size: int = Field(default=8, ge=1, le=100)
    public_url: str = Field(default="", pattern=r"^(https?://[^/\s]+)?$")
    """Where people and channels reach us from outside; without it no chart goes to a channel that fetches pictures."""
    zalo_bot: ZaloBotSettings | None = None
    zalo_oa: ZaloOaSettings | None = None
    telegram: TelegramSettings | None = None
    polled: frozenset[Channel] = frozenset()
    """Channels that are asked for news, where no address of ours can be reached from outside."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"


def read_settings() -> Settings:
    """The settings of this process.

    Raises:
        Misconfigured: one sentence that names the setting and what is wrong with it, never its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "HOIYTE_" + "__".join(str(part) for part in first["loc"]).upper()
        raise Misconfigured(f"setting {name.replace('HOIYTE_DATABASE_URL', 'DATABASE_URL')}: {first['msg']}") from None
