"""What an operator says about the Official Account."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

Base = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/?#]+$")]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,32}$")]
Secret = Annotated[SecretStr, Field(min_length=1)]

SHORTEST_REPLAY = 2 * 3600
"""Zalo repeats a delivery after 30 s, 5, 15, 30 and 60 minutes: the last comes nearly two hours after the first."""


class ZaloOaSettings(BaseModel):
    """One Official Account and the Zalo app it is linked to.

    `webhook_secret` is the "OA secret key" of the console's webhook page; sources disagree whether it differs from
    `app_secret`, and whether `app_id` or `oa_id` begins what is signed. `replay_seconds` refuses deliveries older than
    that. `may_cost` lets replies leave that Zalo charges for (no free ones left, or 48 hours after the person's last
    word). `template_mode` "development" sends templates to the app's own administrators only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    api_base: Base = "https://openapi.zalo.me"
    business_base: Base = "https://business.openapi.zalo.me"
    oauth_base: Base = "https://oauth.zaloapp.com"
    app_id: Number
    app_secret: Secret
    oa_id: Number
    webhook_secret: Secret
    signature_first_term: Literal["app_id", "oa_id", "either"] = "either"
    replay_seconds: int | None = Field(default=None, ge=SHORTEST_REPLAY)
    may_cost: bool = True
    template_mode: Literal["production", "development"] = "production"
    proxy: SecretStr | None = None
    connect_seconds: float = Field(default=5, gt=0)
    read_seconds: float = Field(default=15, gt=0)

    @property
    def first_terms(self) -> tuple[str, ...]:
        """What may stand before the body in what Zalo signs."""
        either = {"app_id": (self.app_id,), "oa_id": (self.oa_id,), "either": (self.app_id, self.oa_id)}
        return either[self.signature_first_term]
