"""`hoiyte chat`: a conversation in the terminal."""

import asyncio

import click

from app.asking import ask_kindly, play
from app.commands.shared import run, start
from app.settings import Settings
from app.wiring import open_house
from domain.people import Channel

_BYE = {"thoát", "thoat", "exit", "quit", "/q"}


@click.command()
@click.option("--as", "persona", required=True, help="Who asks: a persona's name (see hoiyte personas).")
@click.option("--channel", type=click.Choice([c.value for c in Channel]), default="web", show_default=True)
def chat(persona: str, channel: str) -> None:
    """Talk as a persona; "thoát" ends it."""
    run(_talk(start(), persona, Channel(channel)))


async def _talk(settings: Settings, persona: str, channel: Channel) -> None:
    async with open_house(settings) as house:
        viewer, session = await play(house, persona, channel), None
        click.echo(f"{viewer.display_name} đang hỏi. Gõ “thoát” để kết thúc.")
        while (said := await asyncio.to_thread(_line)) is not None:
            told = await ask_kindly(house, viewer, said, session=session)
            session = told.session or session
            click.echo(f"\n{told.reply}\n")


def _line() -> str | None:
    try:
        said = input("> ").strip()
    except EOFError:
        return None
    return None if said.lower() in _BYE else said
