"""`hoiyte personas`: the demo people, one per role and more."""

import click
from rich.console import Console
from rich.table import Column, Table

from app.cellar import open_cellar
from app.commands.shared import run, say_json, start
from app.personas import ROLE_LABELS
from app.settings import Settings
from domain.errors import Misconfigured
from domain.people import Persona
from storage.accounts import SqlAccounts


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def personas(as_json: bool) -> None:
    """The people who can be played on a synthetic province."""
    people = run(_read(start()))
    if as_json:
        say_json([row(person) for person in people])
        return
    # The name is what one types; it is never cut.
    name = Column("name", no_wrap=True)
    table = Table(name, "vai trò", "tên", "nơi làm việc", "xã, phường", title="Những vai có thể đóng")
    for person in people:
        said = row(person)
        table.add_row(said["name"], said["role_label"], said["display_name"], said["facility"], said["commune"])
    Console().print(table)


async def _read(settings: Settings) -> list[Persona]:
    async with open_cellar(settings) as cellar:
        people = await SqlAccounts(cellar.own).personas()
    if not people:
        raise Misconfigured("this store has no demo people; fill a synthetic province first: hoiyte province generate")
    return people


def row(persona: Persona) -> dict[str, str]:
    """A persona as the command line and the page tell it."""
    viewer = persona.viewer
    return {
        "name": persona.name, "role": viewer.role.value, "role_label": ROLE_LABELS.get(viewer.role, viewer.role.value),
        "display_name": viewer.display_name, "person_id": viewer.person_id,
        "facility": persona.facility_name, "facility_code": viewer.facility or "",
        "department": viewer.department or "", "commune": persona.commune_name,
    }  # fmt: skip
