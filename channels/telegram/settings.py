"""What an operator sets for Telegram."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{1,100}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def _token(token: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(token.get_secret_value()):
        raise ValueError("a bot's token is its number, a colon and the words of @BotFather")
    return token


def _secret(secret: SecretStr) -> SecretStr:
    if not _SECRET.fullmatch(secret.get_secret_value()):
        raise ValueError("the secret of a webhook has 1 to 256 letters of A-Z a-z 0-9 _ -")
    return secret


class TelegramSettings(BaseModel):
    """One bot.

    `api_base` may be a Bot API server of one's own. Without `webhook_secret` nobody who knocks is believed, and the bot
    can only be polled. `proxy` is where requests leave through; the environment's proxies are not read. `timeout` holds
    for connecting, writing and reading alike, `media_write_timeout` for pictures; a poll waits `poll_seconds` for news.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    token: Annotated[SecretStr, AfterValidator(_token)]
    webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] | None = None
    api_base: str = Field(default="https://api.telegram.org", pattern=r"^https?://[^\s{}]+[^\s{}/]$")
    proxy: SecretStr | None = None
    timeout: float = Field(default=10.0, gt=0)
    media_write_timeout: float = Field(default=30.0, gt=0)
    poll_seconds: int = Field(default=25, ge=0, le=50)

    @property
    def bot_id(self) -> str:
        """The bot's number, which is no secret."""
        return self.token.get_secret_value().partition(":")[0]
