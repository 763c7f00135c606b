"""The page itself, and Vega's bundle for its charts."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/")
async def page(request: Request) -> HTMLResponse:
    """The shell; everything about a person comes by the API."""
    return HTMLResponse(request.app.state.page, headers={"Cache-Control": "no-cache"})


@router.get("/charts/vega.js")
async def vega(request: Request) -> Response:
    """vega-embed, Vega and Vega-Lite as one module, as `vl-convert-python` carries them."""
    bundle, tag = request.app.state.vega
    kept = {"Cache-Control": "no-cache", "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=kept)
    return Response(bundle, media_type="text/javascript; charset=utf-8", headers=kept)
