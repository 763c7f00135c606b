"""The floor of a webhook: a bare FastAPI endpoint with one INSERT. Run as `python -m evals.bare PORT DSN`."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg_pool
import uvicorn
from fastapi import FastAPI, Request, Response


def bare(dsn: str) -> FastAPI:
    """The endpoint and nothing else."""
    pool = psycopg_pool.AsyncConnectionPool(dsn, min_size=4, max_size=8, open=False, kwargs={"autocommit": True})

    @asynccontextmanager
    async def alive(_: FastAPI) -> AsyncIterator[None]:
        async with pool, pool.connection() as connection:
            await connection.execute("CREATE TABLE IF NOT EXISTS public.bare (id bigserial PRIMARY KEY, body bytea)")
            yield

    app = FastAPI(lifespan=alive)

    @app.post("/bare")
    async def keep(request: Request) -> Response:
        body = await request.body()
        async with pool.connection() as connection:
            await connection.execute("INSERT INTO public.bare (body) VALUES (%s)", (body,))
        return Response(status_code=200)

    return app


if __name__ == "__main__":
    uvicorn.run(bare(sys.argv[2]), host="127.0.0.1", port=int(sys.argv[1]), log_level="error", access_log=False)
