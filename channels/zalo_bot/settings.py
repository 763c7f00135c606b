"""The settings of one Zalo bot."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr


def _fits_a_path(token: SecretStr) -> SecretStr:
    """The token is a part of every address; what would bend the address is no token."""
    if not re.fullmatch(r"[\w:.~+=-]+", token.get_secret_value(), re.ASCII):
        raise ValueError("has signs that no token of a Zalo bot has")
    return token


class ZaloBotSettings(BaseModel):
    """How to reach the platform, who we are there, and how much we may say.

    The basic plan allows 50 people and 3000 messages a month (`channels.md` §0.1): a pilot, not a province. The token
    never leaves by plain HTTP, except to this machine.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    api_base: str = Field(
        default="https://bot-api.zaloplatforms.com",
        pattern=r"^(https://[A-Za-z0-9.-]+|http://(127\.0\.0\.1|localhost))(:\d{1,5})?$",
    )
    token: Annotated[SecretStr, AfterValidator(_fits_a_path)]
    webhook_secret: Annotated[SecretStr, Field(min_length=8, max_length=256)]
    monthly_cap: int = Field(default=3000, ge=0)
    poll_seconds: int = Field(default=30, ge=1, le=60)
    patience: float = Field(default=15.0, gt=0)
    """Seconds until an answer; pictures and polls get more."""
