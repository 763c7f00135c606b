"""The web application on a port."""

import uvicorn

from app.web.application import create_app
from app.web.needs import House

_PATIENCE = 3
"""Seconds that open streams get when the server stops; pages resume elsewhere from the last row they saw."""


def server(house: House, host: str, port: int) -> uvicorn.Server:
    """A server, not started; its `should_exit` stops it."""
    config = uvicorn.Config(
        create_app(house), host=host, port=port, log_level="warning", access_log=False, server_header=False,
        # Nobody may say for a peer who it is: playing a persona rests on it.
        proxy_headers=False, timeout_graceful_shutdown=_PATIENCE, timeout_keep_alive=30,
    )  # fmt: skip
    return uvicorn.Server(config)


async def serve(house: House, host: str, port: int) -> None:
    """Serve until the process is told to stop."""
    await server(house, host, port).serve()
