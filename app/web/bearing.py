"""Who asks, when a program asks for them: a bearer token and nothing else; cookies are not looked at."""

from typing import Annotated

from fastapi import Depends, Request

from app.signin.bearer import TokenRefused
from app.web.asking import TheHouse
from app.web.needs import House
from app.web.refusals import NO_PAGE, Refusal, Refused
from domain.people import Viewer

METADATA = "/.well-known/oauth-protected-resource"
_NO_TOKEN = Refusal(401, "invalid_token", "Mã truy cập không dùng được. Xin đăng nhập lại để lấy mã mới.")
_LONGEST = 16_384


async def bearing(request: Request, house: TheHouse) -> Viewer:
    """Whom the token stands for; whatever is wrong with it is told in the same words.

    Raises:
        Refused: it stands for nobody, or no identity provider is set.
    """
    if house.bearer is None:
        raise Refused(NO_PAGE)
    token = _token(request)
    challenge = {"WWW-Authenticate": f'Bearer resource_metadata="{metadata_of(request, house)}"'}
    if not token:
        raise Refused(_NO_TOKEN, challenge)
    try:
        return await house.bearer.viewer(token)
    except TokenRefused:
        raise Refused(_NO_TOKEN, challenge) from None


Bearing = Annotated[Viewer, Depends(bearing)]
"""The viewer that the request's token stands for."""


def public_url(request: Request, house: House) -> str:
    """Where clients reach this house."""
    named = house.bearer.settings.public_url if house.bearer else None
    return named or str(request.base_url).rstrip("/")


def metadata_of(request: Request, house: House) -> str:
    """Where a client learns who gives tokens for the door it knocked at (RFC 9728)."""
    door = request.url.path.split("/")[1]
    return f"{public_url(request, house)}{METADATA}/{door}"


def _token(request: Request) -> str:
    """The token of the one header; two of them are none."""
    said = request.headers.getlist("authorization")
    scheme, _, token = said[0].partition(" ") if len(said) == 1 else ("", "", "")
    return token.strip() if scheme.lower() == "bearer" and len(token) <= _LONGEST else ""
