"""`hoiyte audit`: is the chain whole, and who looked at what."""

import sys
from pathlib import Path

import click

from app.cellar import Cellar, open_cellar
from app.commands.shared import run, say_json, start
from app.settings import Settings
from domain.clock import SystemClock
from storage.audit import SqlAuditLog, Verdict

_COLUMNS = ("seq", "at", "turn_id", "viewer", "role", "action", "subject", "outcome", "reason", "rows", "dropped")


@click.group()
def audit() -> None:
    """The audit chain."""


@audit.command()
@click.option("--anchor", is_flag=False, flag_value="", default=None, help="Also hold it against the anchor file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def verify(anchor: str | None, as_json: bool) -> None:
    """Walk the whole chain; exit 1 when anything was changed, removed, reordered or cut."""
    settings = start()
    path = None if anchor is None else Path(anchor) if anchor else settings.data / "audit.anchor"
    if path is not None and not path.exists():
        raise click.UsageError(f"there is no anchor at {path}")
    verdict = run(_verify(settings, path))
    if as_json:
        say_json({"holds": verdict.holds, "rows": verdict.rows, "fault": verdict.fault, "anchored": path is not None})
    else:
        click.echo(f"{verdict.rows} rows: {'the chain holds' if verdict.holds else verdict.fault}")
    sys.exit(0 if verdict.holds else 1)


@audit.command()
@click.option("--turn", default="", help="One turn's id.")
@click.option("--viewer", default="", help="Who looked: a person's id.")
@click.option("--subject", default="", help="Whose record: a person's id.")
@click.option("--tag", default="", help="Pattern role:object:action:outcome with *, e.g. '*:*:*:denied'.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def search(turn: str, viewer: str, subject: str, tag: str, limit: int, as_json: bool) -> None:
    """The newest rows that match everything given."""
    for row in run(_search(start(), turn=turn, viewer_id=viewer, subject=subject, tag=tag, limit=limit)):
        if as_json:
            say_json(row)
        else:
            click.echo("  ".join(str(row[c]) for c in ("seq", "at", "viewer", "role", "action", "outcome", "rows")))


async def _verify(settings: Settings, anchor: Path | None) -> Verdict:
    async with open_cellar(settings) as cellar:
        return await _log(cellar).verify(anchor)


async def _search(settings: Settings, **wanted: str | int) -> list[dict[str, object]]:
    async with open_cellar(settings) as cellar:
        rows = await _log(cellar).search(**wanted)  # type: ignore[arg-type] # click has checked each by its type
    return [{name: getattr(row, name) for name in _COLUMNS} for row in rows]


def _log(cellar: Cellar) -> SqlAuditLog:
    return SqlAuditLog(cellar.audited, cellar.audit_keys, SystemClock())
