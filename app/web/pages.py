"""The page, the error page, and the files they load, all under one digest so that browsers may keep them for ever."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

HERE = Path(__file__).parent
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"


@cache
def digest() -> str:
    """A name for the state of all static files."""
    state = hashlib.sha256()
    for path in sorted((HERE / "static").rglob("*")):
        if path.is_file():
            state.update(path.relative_to(HERE).as_posix().encode())
            state.update(path.read_bytes())
    return state.hexdigest()[:16]


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=select_autoescape())


def front_page() -> str:
    """The shell of the page: no word of it is about a person."""
    static = HERE / "static"
    order = ("tokens", "base", "frame", "composer", "welcome", "thread", "blocks", "panels", "sheets", "print")
    modules = sorted(path.name for path in (static / "js").glob("*.js") if path.stem not in {"theme", "main"})
    sheets = [f"{name}.css" for name in order]
    return _templates().get_template("page.html").render(static=f"/static/{digest()}", sheets=sheets, modules=modules)


def error_page(title: str, sentence: str, status: int) -> Response:
    """A page that says one thing."""
    page = _templates().get_template("error.html")
    return HTMLResponse(page.render(static=f"/static/{digest()}", title=title, sentence=sentence), status_code=status)


class Field(NamedTuple):
    """One thing that a person writes into a form."""

    name: str
    label: str
    type: str = "text"
    autocomplete: str = "off"
    needed: bool = True


class Form(NamedTuple):
    """What a person sends."""

    address: str
    button: str
    fields: tuple[Field, ...] = ()
    hidden: Mapping[str, str] = {}


class Way(NamedTuple):
    """Where a person may go on."""

    label: str
    address: str


class Sheet(NamedTuple):
    """A page of one sheet, without script."""

    title: str
    sentences: tuple[str, ...] = ()
    trouble: str = ""
    code: str = ""
    ways: tuple[Way, ...] = ()
    forms: tuple[Form, ...] = ()


def sheet_page(sheet: Sheet, csrf: str = "", status: int = 200) -> Response:
    """The sheet; its forms carry the browser's CSRF token."""
    page = _templates().get_template("sheet.html").render(static=f"/static/{digest()}", sheet=sheet, csrf=csrf)
    # Without a referrer a browser sends its forms with `Origin: null`, which is nobody's.
    return HTMLResponse(page, status_code=status, headers={"Referrer-Policy": "same-origin"})


class Files(StaticFiles):
    """Our own js, css and pictures; under the present digest they never change, without it they are asked for anew."""

    def __init__(self) -> None:
        super().__init__(directory=HERE / "static")

    async def get_response(self, path: str, scope: Scope) -> Response:
        named, _, rest = path.partition("/")
        kept = named == digest()
        response = await super().get_response(rest if kept else path, scope)
        if isinstance(response, FileResponse) or response.status_code == 304:
            response.headers["Cache-Control"] = _FOR_EVER if kept else _ASK_FIRST
        return response
