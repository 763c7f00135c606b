"""The chat model is a setting: `embedded`, or any that LangChain can open."""

from typing import Any

from langchain_core.language_models import BaseChatModel
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from domain.errors import Misconfigured
from domain.people import Role

EMBEDDED = "embedded"
_OWN_PROTOCOL = frozenset({"anthropic", "mistralai", "ollama"})
"""Providers whose servers speak a protocol of their own."""


class ModelSettings(BaseModel):
    """Which chat model answers.

    `name` is "embedded" or a LangChain name such as "openai:gpt-4o-mini", "ollama:qwen3", "anthropic:…".
    `base_url` is any server that speaks the OpenAI protocol, `stream` asks it to answer piece by piece; after `timeout`
    seconds the embedded model takes the turn. An outside model serves `roles` (every role when none is named), reads
    symbols in place of people, and is shown what tools found in people's records only where `may_see_records`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = EMBEDDED
    base_url: str | None = None
    api_key: SecretStr | None = None
    timeout: float = Field(default=20.0, gt=0)
    stream: bool = False
    roles: frozenset[Role] = frozenset()
    may_see_records: bool = False

    def serves(self, role: Role) -> bool:
        """Whether the outside model answers this role at all."""
        return not self.roles or role in self.roles


def open_model(settings: ModelSettings, embedded: BaseChatModel) -> BaseChatModel:
    """The model of the setting.

    Raises:
        Misconfigured: the name is unknown, lacks what it needs, or contradicts another setting.
    """
    if settings.name == EMBEDDED:
        if settings.base_url:
            raise Misconfigured("HOIYTE_MODEL__BASE_URL is set but HOIYTE_MODEL__NAME says that no server is asked")
        return embedded
    from langchain.chat_models import init_chat_model  # Costs seconds; only outside models need it.

    try:
        model = init_chat_model(**_options(settings))
    except Exception as error:  # noqa: BLE001 - a provider's errors are its own
        # Only the first line is told, for what follows may hold what was set.
        raise Misconfigured(f"chat model {settings.name!r} cannot be opened: {_first_line(error)}") from None
    if not isinstance(model, BaseChatModel):
        raise Misconfigured(f"chat model {settings.name!r} is not a chat model")
    return model


def _options(settings: ModelSettings) -> dict[str, Any]:
    options: dict[str, Any] = {"model": settings.name, "timeout": settings.timeout, "max_retries": 1}
    if settings.api_key:
        options["api_key"] = settings.api_key.get_secret_value()
    if settings.stream:
        options["streaming"] = True
    if settings.base_url:
        options["base_url"] = settings.base_url
        if settings.name.partition(":")[0] not in _OWN_PROTOCOL:
            # A server of one's own gives models any names, and often wants no key where the client insists on one.
            name = settings.name.removeprefix("openai:")
            options = {"api_key": "none"} | options | {"model": name, "model_provider": "openai"}
    return options


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
