"""Counts of the web application, by route template and status: never a path, a person or a text."""

from dataclasses import dataclass, field
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"})
"""A client may send any word as its method; each one counted would stay in memory for ever."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """One registry per application."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)

    def __post_init__(self) -> None:
        names = ["method", "route"]
        requests = Counter("hoiyte_http_requests", "Requests answered", [*names, "status"], registry=self.registry)
        seconds = Histogram("hoiyte_http_seconds", "Seconds until an answer begins", names, registry=self.registry)
        object.__setattr__(self, "requests", requests)
        object.__setattr__(self, "seconds", seconds)


class Counting:
    """Counts every request once its answer begins."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = perf_counter()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", "-")
                method = scope["method"] if scope["method"] in _METHODS else "-"
                self.metrics.requests.labels(method, route, str(message["status"])).inc()
                self.metrics.seconds.labels(method, route).observe(perf_counter() - began)
            await send(message)

        await self.app(scope, receive, sending)
