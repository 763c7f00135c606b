"""The Bot API on loopback: real HTTP, forms and multipart, the limits that Telegram keeps, and faults on order."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

from python_multipart import parse_form

from tests.channels.far import Fault
from tests.channels.telegram_bot.methods import METHODS, Form, Kept, Refusal

Trouble = Fault | Literal["hangs_up", "out_of_time", "nonsense", "cannot_parse", "conflict"]
"""A fault that any channel has, or one of Telegram's own."""
_REFUSALS: dict[Trouble, Refusal] = {
    "busy": Refusal(429, "Too Many Requests: retry after 7", {"retry_after": 7}),
    "blocked": Refusal(403, "Forbidden: bot was blocked by the user"),
    "bad_token": Refusal(401, "Unauthorized"),
    "cannot_parse": Refusal(400, 'Bad Request: can\'t parse entities: Unsupported start tag "hiv" at byte offset 4'),
    "conflict": Refusal(409, "Conflict: terminated by other getUpdates request"),
}
_PAGES: dict[Trouble, tuple[int, bytes]] = {
    "down": (502, b"<html><head><title>502 Bad Gateway</title></head></html>"),
    "out_of_time": (504, b'{"ok":false,"error_code":504,"description":"Gateway Timeout"}'),
    "nonsense": (200, b"<html>sign in to this network first</html>"),
}


class FakeTelegram(ThreadingHTTPServer):
    """What arrived and what is ordered; `token` is the one it knows."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, token: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.token = token
        self.kept = Kept()
        self.troubles: list[Trouble] = []
        self.over = threading.Event()
        """Set when the test is done, so that those who are kept waiting may go."""

    @property
    def url(self) -> str:
        """Where the Bot API is spoken."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: FakeTelegram
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        address = urlsplit(self.path)
        token, _, method = address.path.removeprefix("/bot").partition("/")
        form = _form(self.headers.get("content-type", ""), body, address.query)
        trouble = self.server.troubles.pop(0) if self.server.troubles else None
        try:
            if token != self.server.token:
                raise _REFUSALS["bad_token"]
            if trouble in _PAGES:
                self._send(*_PAGES[trouble])
                return
            if trouble in _REFUSALS:
                raise _REFUSALS[trouble]
            result = METHODS[method](self.server.kept, form)
        except Refusal as refusal:
            self._send(refusal.code, json.dumps(refusal.said()).encode())
        else:
            self._answer(result, trouble)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, result: object, trouble: Trouble | None) -> None:
        if trouble in {"sent_then_silent", "hangs_up"}:
            self.server.over.wait(10 if trouble == "sent_then_silent" else 0)
            self.close_connection = True
        else:
            self._send(200, json.dumps({"ok": True, "result": result}).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _form(kind: str, body: bytes, query: str) -> Form:
    """The arguments of a call, from its address, its form or its parts."""
    fields: dict[str, str] = dict(parse_qsl(query))
    files: dict[str, bytes] = {}

    def on_field(field: Any) -> None:  # noqa: ANN401 - its stub says Field, which it does not export
        fields[field.field_name.decode()] = (field.value or b"").decode()

    def on_file(file: Any) -> None:  # noqa: ANN401 - the same
        file.file_object.seek(0)
        files[file.field_name.decode()] = file.file_object.read()
        file.close()

    if kind.startswith("application/x-www-form-urlencoded"):
        fields.update(parse_qsl(body.decode(), keep_blank_values=True))
    elif body:
        parse_form({"Content-Type": kind.encode()}, BytesIO(body), on_field, on_file)
    return Form(fields, files)


@contextmanager
def serving(token: str) -> Iterator[FakeTelegram]:
    """A server of one's own, until the block ends."""
    server = FakeTelegram(token)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
