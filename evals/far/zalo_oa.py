"""Zalo's hosts on loopback, as far as an Official Account sees them: HTTP 200 with `error`, whatever went wrong."""

import json
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import parse_qs

from domain.clock import Clock

JSON = dict[str, Any]
Knob = int | Literal["silent", "drop", "503", "502", "garbled", "slow"]
"""An error code; or: done but never answered, done and hung up, not done by a gateway, done behind one, nonsense,
done after a second."""

TOKEN = "zalo-secret-token"  # noqa: S105 - of an account that does not exist
APP_ID, OA_ID, APP_SECRET = "360846524940903967", "388613280878808645", "app-secret-0001"
MESSAGE, TEMPLATE, PHONE_TEMPLATE = "/v3.0/oa/message/cs", "/v3.0/oa/message/template", "/message/template"
QUOTA, OAUTH, GET_OA = "/v3.0/oa/quota/message", "/v4/oa/access_token", "/v2.0/oa/getoa"
UPLOAD_IMAGE, UPLOAD_FILE, REACTION = "/v2.0/oa/upload/image", "/v2.0/oa/upload/file", "/v2.0/oa/message"


@dataclass(frozen=True)
class Request:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> JSON:
        found: JSON = json.loads(self.body)
        return found

    @property
    def file(self) -> tuple[str, bytes]:
        """The only part of a form: its file name and content."""
        boundary = self.headers["content-type"].partition("boundary=")[2].encode()
        head, _, rest = self.body.partition(b"\r\n\r\n")
        name = head.partition(b'filename="')[2].partition(b'"')[0].decode()
        return name, rest[: rest.rindex(b"\r\n--" + boundary)]


@dataclass
class Room:
    """What Zalo knows of one person."""

    last_interaction: datetime
    remain: int = 8
    blocked: bool = False


@dataclass
class Account:
    """The Official Account: its tokens, its people, what was sent and uploaded."""

    clock: Clock
    people: dict[str, Room] = field(default_factory=dict)
    sent: list[JSON] = field(default_factory=list)
    templates: list[JSON] = field(default_factory=list)
    reactions: list[JSON] = field(default_factory=list)
    uploads: dict[str, bytes] = field(default_factory=dict)
    knobs: dict[str, deque[Knob]] = field(default_factory=dict)
    """By path: what happens to the next requests there."""
    asked: list[str] = field(default_factory=list)
    """The path of every request, in order."""
    renewals: int = 0
    refused: int = 0
    """Requests whose token was not the one that is alive."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def access(self) -> str:
        return f"{TOKEN}-a{self.renewals}"

    @property
    def refresh(self) -> str:
        return f"{TOKEN}-r{self.renewals}"

    def turn(self, path: str, *knobs: Knob) -> None:
        self.knobs[path] = deque(knobs)

    def answer(self, request: Request) -> JSON:
        if request.path == OAUTH:
            return self._renew(request)
        if "authorization" in request.headers or request.headers.get("access_token") != self.access:
            self.refused += 1
            return error(-124 if request.path == PHONE_TEMPLATE else -216)
        doer: Callable[[Request], JSON] = getattr(self, DOERS.get(request.path, "_gone"))
        return doer(request)

    def _gone(self, request: Request) -> JSON:
        return error(-240)

    def _renew(self, request: Request) -> JSON:
        form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        known = request.headers.get("secret_key") == APP_SECRET and form.get("app_id") == APP_ID
        if not known or form != {**form, "refresh_token": self.refresh, "grant_type": "refresh_token"}:
            return {"error": -14014, "error_name": "Invalid refresh token", "error_description": form["refresh_token"]}
        self.renewals += 1
        return {"access_token": self.access, "refresh_token": self.refresh, "expires_in": "90000"}

    def _message(self, request: Request) -> JSON:
        said = request.json
        to, message = said["recipient"]["user_id"], said["message"]
        if code := self._closed(to) or wrong(message, self.uploads):
            return error(code)
        self.sent.append(said)
        return self._done(to)

    def _closed(self, to: str) -> int:
        if to not in self.people:
            return -213
        if self.people[to].blocked:
            return -217
        return -230 if self.clock.now() - self.people[to].last_interaction > timedelta(days=7) else 0

    def _done(self, to: str) -> JSON:
        number = f"m{len(self.sent) + len(self.templates)}"
        return {"error": 0, "message": "Success", "data": {"message_id": number, "user_id": to}}

    def _quota(self, request: Request) -> JSON:
        room = self.people.get(request.json["user_id"])
        if room is None:
            return error(-213)
        last = str(int(room.last_interaction.timestamp() * 1000))
        return {"error": 0, "data": {"last_interaction": last, "cs_reply": {"remain": room.remain, "total": 8}}}

    def _template(self, request: Request) -> JSON:
        said = request.json
        if set(said) != {"user_id", "template_id", "template_data"}:
            return error(-201)
        self.templates.append(said)
        return self._done(said["user_id"])

    def _phone_template(self, request: Request) -> JSON:
        said = request.json
        if not said["phone"].startswith("84"):
            return error(-108)
        if not said.get("tracking_id"):
            return error(-1121)
        self.templates.append(said)
        return {"error": 0, "message": "Success", "data": {"msg_id": f"t{len(self.templates)}", "sending_mode": "1"}}

    def _image(self, request: Request) -> JSON:
        _, content = request.file
        if len(content) > 1024 * 1024 or not content.startswith((b"\x89PNG", b"\xff\xd8")):
            return error(-210)
        return self._kept("attachment_id", content)

    def _file(self, request: Request) -> JSON:
        name, content = request.file
        if len(content) > 5 * 1024 * 1024 or not name.endswith((".pdf", ".doc", ".docx", ".csv")):
            return error(-210)
        return self._kept("token", content)

    def _kept(self, name: str, content: bytes) -> JSON:
        number = f"{name}-{len(self.uploads)}"
        self.uploads[number] = content
        return {"error": 0, "message": "Success", "data": {name: number}}

    def _reaction(self, request: Request) -> JSON:
        self.reactions.append(request.json)
        return {"error": 0, "message": "Success", "data": {}}

    def _look(self, request: Request) -> JSON:
        return {"error": 0, "data": {"oaid": OA_ID, "name": "Sở Y tế", "is_verified": True, "oa_type": 4,
                                     "package_name": "Nâng cao"}}  # fmt: skip


DOERS = {
    MESSAGE: "_message", TEMPLATE: "_template", PHONE_TEMPLATE: "_phone_template", QUOTA: "_quota",
    UPLOAD_IMAGE: "_image", UPLOAD_FILE: "_file", REACTION: "_reaction", GET_OA: "_look",
}  # fmt: skip


def error(code: int) -> JSON:
    """How Zalo says that something went wrong."""
    return {"error": code, "message": f"error {code}"}


def wrong(message: JSON, uploads: dict[str, bytes]) -> int:
    """The code of what Zalo would not take."""
    attachment = message.get("attachment", {})
    if not message.get("text") and not attachment:
        return -201
    if len(message.get("text", "")) > 2000:
        return -210
    payload = attachment.get("payload", {})
    buttons = payload.get("buttons", [])
    if len(buttons) > 5 or any(len(b["payload"]) > 1000 or len(b["title"]) > 100 for b in buttons):
        return -210
    named = [e["attachment_id"] for e in payload.get("elements", []) if "attachment_id" in e]
    named += [payload["token"]] if attachment.get("type") == "file" else []
    return 0 if set(named) <= set(uploads) else -100


class FakeZaloOa(ThreadingHTTPServer):
    """All three hosts behind one port."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, account: Account) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.account = account
        self.over = threading.Event()
        """Lets go of those who wait for an answer that never comes."""
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def close(self) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: FakeZaloOa
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        account = self.server.account
        with account.lock:
            account.asked.append(self.path)
            waiting = account.knobs.get(self.path)
            knob = waiting.popleft() if waiting else 0
        if knob == "slow":
            self.server.over.wait(1)
        with account.lock:
            refuses = knob == "503" or (isinstance(knob, int) and knob != 0)
            said = {} if refuses else account.answer(Request(self.path, headers, body))
        self._reply(knob, said)

    def _reply(self, knob: Knob, said: JSON) -> None:
        match knob:
            case "silent":
                self.server.over.wait(10)
                self.close_connection = True
            case "drop":
                self.close_connection = True
            case "503" | "502":
                self._send(int(knob), b"<html>gateway</html>")
            case "garbled":
                self._send(200, b"<html>")
            case 0 | "slow":
                self._send(200, json.dumps(said).encode())
            case _:
                self._send(200, json.dumps(error(knob)).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
