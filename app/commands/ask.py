"""`hoiyte ask`: one turn, or a file of turns, through the whole door."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.asking import Asked, ask_kindly, play, refused
from app.asking import ask as ask_one
from app.commands.shared import run, say_json, start
from app.settings import Settings
from app.wiring import House, open_house
from domain.errors import UnknownPersona
from domain.people import Channel


class Line(BaseModel):
    """One line of a batch."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    persona: str = Field(alias="as")
    text: str
    session: str | None = None
    channel: Channel = Channel.WEB


@click.command()
@click.option("--as", "persona", help="Who asks: a persona's name (see hoiyte personas).")
@click.option("--session", default=None, help="Go on with this conversation; a new name of your own begins one.")
@click.option("--channel", type=click.Choice([c.value for c in Channel]), default="web", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The whole turn as one JSON object.")
@click.option(
    "--batch", type=click.Path(path_type=Path, dir_okay=False), default=None, help="A JSONL file of questions."
)
@click.argument("text", required=False)
def ask(persona: str | None, session: str | None, channel: str, as_json: bool, batch: Path | None,
        text: str | None) -> None:  # fmt: skip
    """Ask one question and print the answer as its channel would show it."""
    if batch is not None:
        run(_batch(start(), _lines(batch)))
        return
    if persona is None or text is None:
        raise click.UsageError("give --as PERSONA and a TEXT, or --batch FILE.jsonl")
    told = run(_one(start(), Line(**{"as": persona}, text=text, session=session, channel=Channel(channel))))
    say_json(told.as_json()) if as_json else click.echo(told.reply)


async def _one(settings: Settings, line: Line) -> Asked:
    async with open_house(settings) as house:
        return await ask_one(house, await play(house, line.persona, line.channel), line.text, session=line.session)


async def _batch(settings: Settings, lines: list[Line]) -> None:
    async with open_house(settings) as house:
        for line in lines:
            say_json(await _told(house, line))
            sys.stdout.flush()


async def _told(house: House, line: Line) -> dict[str, Any]:
    try:
        viewer = await play(house, line.persona, line.channel)
    except UnknownPersona as error:
        return refused(error, line.channel, line.session).as_json() | {"error": str(error)}
    return (await ask_kindly(house, viewer, line.text, session=line.session)).as_json()


def _lines(path: Path) -> list[Line]:
    try:
        # Lines end where JSON says, not at every mark that Python takes for an end.
        return list(_read(path, path.read_text(encoding="utf-8-sig").split("\n")))
    except OSError as error:
        raise click.UsageError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError:
        raise click.UsageError(f"{path} is not text in UTF-8") from None


def _read(path: Path, lines: list[str]) -> Iterator[Line]:
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            yield Line.model_validate(json.loads(raw))
        except (ValueError, ValidationError) as error:
            raise click.UsageError(
                f"line {number} of {path} is not {{'as', 'text', 'session'?, 'channel'?}}"
            ) from error
