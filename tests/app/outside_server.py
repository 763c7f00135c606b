"""A chat-completions server on loopback that says what a test wrote down, whole or piece by piece."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Call:
    """One tool call that the model makes."""

    name: str
    args: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Says:
    """One completion: words, calls, or a failure."""

    text: str = ""
    calls: tuple[Call, ...] = ()
    status: int = 200
    body: str | None = None
    """Sent as it is, in place of a completion."""
    after: float = 0.0
    """Seconds before it begins."""


Request = dict[str, Any]
Script = Callable[[Request], Says]


class OutsideServer(ThreadingHTTPServer):
    """Keeps every request's body; `script` makes what is said to it."""

    daemon_threads = True
    script: Script

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[Request] = []
        self.heard = ""
        """Every byte that ever came in, bodies and headers."""
        self.knocks = 0
        """How often somebody came to this door at all."""

    @property
    def url(self) -> str:
        """Where the protocol is spoken."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def verify_request(self, request: object, client_address: object) -> bool:
        self.knocks += 1
        return True


class _Handler(BaseHTTPRequestHandler):
    server: OutsideServer
    protocol_version = "HTTP/1.0"

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["content-length"])).decode()
        request = json.loads(raw)
        self.server.requests.append(request)
        self.server.heard += json.dumps(request, ensure_ascii=False) + str(self.headers)
        says = self.server.script(request)
        time.sleep(says.after)
        if says.status != 200 or says.body is not None:
            self._send(says.status, "application/json", says.body or '{"error": {"message": "no"}}')
        elif request.get("stream"):
            self._send(200, "text/event-stream", "".join(_events(says)))
        else:
            self._send(200, "application/json", json.dumps(_completion(says)))

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send(self, status: int, kind: str, body: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("x-should-retry", "false")
        self.end_headers()
        self.wfile.write(body.encode())


def _calls(says: Says) -> list[dict[str, Any]]:
    return [{"index": n, "id": f"call-{n}", "type": "function",
             "function": {"name": call.name, "arguments": json.dumps(call.args, ensure_ascii=False)}}
            for n, call in enumerate(says.calls)]  # fmt: skip


def _completion(says: Says) -> dict[str, Any]:
    message = {"role": "assistant", "content": says.text or None} | ({"tool_calls": _calls(says)} if says.calls else {})
    choice = {"index": 0, "finish_reason": "tool_calls" if says.calls else "stop", "message": message}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return {"id": "c1", "object": "chat.completion", "created": 0, "model": "local", "choices": [choice],
            "usage": usage}  # fmt: skip


def _events(says: Says) -> Iterator[str]:
    """The same in pieces: words three letters at a time, arguments in two halves."""
    yield _chunk({"role": "assistant", "content": ""})
    for at in range(0, len(says.text), 3):
        yield _chunk({"content": says.text[at : at + 3]})
    for call in _calls(says):
        said = call["function"]["arguments"]
        half = len(said) // 2
        yield _chunk({"tool_calls": [call | {"function": call["function"] | {"arguments": said[:half]}}]})
        yield _chunk({"tool_calls": [{"index": call["index"], "function": {"arguments": said[half:]}}]})
    yield _chunk({}, finish="tool_calls" if says.calls else "stop")
    yield "data: [DONE]\n\n"


def _chunk(delta: dict[str, Any], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    body = {"id": "c1", "object": "chat.completion.chunk", "created": 0, "model": "local", "choices": [choice]}
    return f"data: {json.dumps(body)}\n\n"


@contextmanager
def serving() -> Iterator[OutsideServer]:
    """A server of one's own, until the block ends."""
    server = OutsideServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
