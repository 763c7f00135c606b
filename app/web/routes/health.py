"""For operators and their machines: alive, ready, and counts without any identifier."""

from typing import Any

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.web.asking import TheHouse
from app.web.needs import House

router = APIRouter()
_DATABASE = text("SELECT 1")
_WORKERS = text("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'")


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(house: TheHouse, response: Response) -> dict[str, Any]:
    """200 when a message would be answered now, else 503 and what is missing."""
    found = await _found(house)
    ready = all(found.values())
    response.status_code = 200 if ready else 503
    return {
        "status": "ready" if ready else "not ready",
        **{name: "ok" if ok else "missing" for name, ok in found.items()},
    }


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Prometheus text."""
    return Response(generate_latest(request.app.state.metrics.registry), media_type=CONTENT_TYPE_LATEST)


async def _found(house: House) -> dict[str, bool]:
    try:
        async with house.cellar.own.work() as connection:
            await connection.execute(_DATABASE)
            workers = int((await connection.execute(_WORKERS)).scalar_one())
    except (SQLAlchemyError, OSError):
        return {"database": False, "queue": False, "model": True}
    # The embedded model is part of the process; an outside one falls back to it, so it never keeps a turn waiting.
    return {"database": True, "queue": workers > 0, "model": True}
