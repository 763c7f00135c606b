"""An identity provider on loopback with real keys, that signs whatever a test wants signed."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.clients.loopback import running

AUDIENCE = "hoi-y-te"
Claims = dict[str, Any]


def new_key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


@dataclass
class Issuer:
    url: str = ""
    keys: list[RSAKey] = field(default_factory=lambda: [new_key("k1")])
    read: int = 0
    away: bool = False
    calls_itself: str = ""

    def claims(self, person: str, role: object, **other: object) -> Claims:
        now = int(time.time())
        known = {"iss": self.url, "aud": AUDIENCE, "sub": person, "role": role, "iat": now, "exp": now + 600}
        return {name: value for name, value in {**known, **other}.items() if value is not None}

    def token(self, person: str, role: object, **other: object) -> str:
        return self.sign(self.claims(person, role, **other))

    def sign(self, claims: Claims, key: RSAKey | None = None) -> str:
        key = key or self.keys[-1]
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)

    async def discovery(self, _: Request) -> Response:
        name = self.calls_itself or self.url
        return JSONResponse({"issuer": name, "jwks_uri": f"{self.url}/jwks"}, status_code=503 if self.away else 200)

    async def jwks(self, _: Request) -> Response:
        self.read += 1
        return JSONResponse(KeySet(list(self.keys)).as_dict(private=False), status_code=503 if self.away else 200)


@asynccontextmanager
async def issuing() -> AsyncIterator[Issuer]:
    """A provider that listens until the block ends."""
    issuer = Issuer()
    routes = [Route("/.well-known/openid-configuration", issuer.discovery), Route("/jwks", issuer.jwks)]
    app = Starlette(routes=routes)
    async with running(uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))) as url:
        issuer.url = url
        yield issuer
