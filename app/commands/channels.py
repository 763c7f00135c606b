"""`hoiyte channels`: what an operator does once for a messenger."""

import click

from app.cellar import open_cellar
from app.commands.shared import run, start
from app.settings import Settings
from domain.clock import SystemClock
from domain.errors import Misconfigured
from storage.zalo_tokens import ZaloTokens


@click.group()
def channels() -> None:
    """Messengers."""


@channels.command("bring-tokens")
@click.option("--access", prompt="Access token", hide_input=True, help="From Zalo's console; asked for when absent.")
@click.option("--refresh", prompt="Refresh token", hide_input=True, help="Used once, by us.")
def bring_tokens(access: str, refresh: str) -> None:
    """Keep the pair of tokens of the Official Account; from then on it is renewed by itself."""
    run(_bring(start(), access.strip(), refresh.strip()))
    click.echo("the tokens are kept; `hoiyte check` says whether Zalo knows them")


async def _bring(settings: Settings, access: str, refresh: str) -> None:
    if settings.zalo_oa is None:
        raise Misconfigured("no Official Account is set (HOIYTE_ZALO_OA__…)")
    async with open_cellar(settings) as cellar:
        tokens = ZaloTokens(cellar.own, cellar.cipher, settings.zalo_oa.oa_id)
        await tokens.bring(access=access, refresh=refresh, now=SystemClock().now())
