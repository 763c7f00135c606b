"""The webhook of our bot, for operators: set, look, delete. While one is set, polling hears nothing."""

from channels.errors import Refused
from channels.zalo_bot.client import ZaloBotApi, parsed
from channels.zalo_bot.settings import ZaloBotSettings
from channels.zalo_bot.wire import Hook

_PROBE_SECONDS = 30.0
"""Setting a webhook answers only after the platform has knocked at it."""


class Webhook:
    """Where the platform brings what people write. Every method raises Later or NeedsOperator when it cannot."""

    def __init__(self, api: ZaloBotApi, settings: ZaloBotSettings) -> None:
        self._api, self._settings = api, settings

    async def set(self, url: str) -> Hook:
        """Have deliveries brought to a public HTTPS address with our secret.

        The platform keeps the address even if its probe failed: see `verification`.
        """
        body = {"url": url, "secret_token": self._settings.webhook_secret.get_secret_value()}
        return parsed(Hook, (await self._api.ask("setWebhook", body, patience=_PROBE_SECONDS)).known())

    async def delete(self) -> None:
        """Have nothing brought any more, so that polling hears again."""
        (await self._api.ask("deleteWebhook")).known()

    async def address(self) -> str:
        """Where deliveries are brought; "" where no webhook is set, which the platform says by an error 404."""
        reply = await self._api.ask("getWebhookInfo")
        none_set = reply.code == 404 and isinstance(reply.trouble, Refused)
        return "" if none_set else parsed(Hook, reply.known()).url
