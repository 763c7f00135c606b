"""The command line: its commands come from the entry-point group `hoiyte.commands`, imported when asked for."""

import sys
from importlib.metadata import EntryPoint, entry_points

import click

from domain.errors import AssistantError, UnknownPersona, UnknownSession

GROUP = "hoiyte.commands"


class Commands(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_found())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = _found().get(cmd_name)
        command = entry.load() if entry else None
        return command if isinstance(command, click.Command) else None


def _found() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hoi-yte", prog_name="hoiyte")
def hoiyte() -> None:
    """Hỏi Y Tế: ask a province's health system, within your rights."""


def main() -> None:
    """Run a command; exit 0 when it did its work, 2 for bad usage, 1 with one sentence for a failure."""
    try:
        hoiyte.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except AssistantError as error:
        click.echo(f"hoiyte: {_sentence(error)}", err=True)
        sys.exit(2 if isinstance(error, UnknownPersona | UnknownSession) else 1)


def _sentence(error: AssistantError) -> str:
    return str(error) or type(error).__name__
