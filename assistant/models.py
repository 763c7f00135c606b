"""The chat model is a setting: `embedded`, or any that LangChain can open."""

from typing import Any

from langchain_core.language_models import BaseChatModel
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from domain.errors import Misconfigured


class ModelSettings(BaseModel):
    """Which chat model answers.

    `name` is "embedded" or a LangChain name such as "openai:gpt-4o-mini", "ollama:qwen3", "anthropic:…".
    `base_url` is any server that speaks the OpenAI protocol; after `timeout` seconds the embedded model takes the turn.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = "embedded"
    base_url: str | None = None
    api_key: SecretStr | None = None
    timeout: float = Field(default=20.0, gt=0)


def open_model(settings: ModelSettings, embedded: BaseChatModel) -> BaseChatModel:
    """The model of the setting.

    Raises:
        Misconfigured: the name is unknown, or the package it needs is not installed.
    """
    if settings.name == "embedded":
        return embedded
    from langchain.chat_models import init_chat_model  # Costs seconds; only outside models need it.

    options: dict[str, Any] = {"timeout": settings.timeout, "max_retries": 1}
    if settings.base_url:
        options["base_url"] = settings.base_url
    if settings.api_key:
        options["api_key"] = settings.api_key.get_secret_value()
    try:
        model = init_chat_model(settings.name, **options)
    except (ImportError, ValueError) as error:
        raise Misconfigured(f"chat model {settings.name!r} cannot be opened: {error}") from error
    if not isinstance(model, BaseChatModel):
        raise Misconfigured(f"chat model {settings.name!r} is not a chat model")
    return model
