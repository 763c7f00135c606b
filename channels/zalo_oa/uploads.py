"""Pictures and files that Zalo keeps for seven days and a message then names."""

import hashlib
from datetime import datetime, timedelta
from pathlib import PurePath

from channels.errors import Refused
from channels.zalo_oa.api import Api, Call
from channels.zalo_oa.outcomes import UPLOAD
from domain.clock import Clock

LARGEST_IMAGE = 1024 * 1024
LARGEST_FILE = 5 * 1024 * 1024
FILES = {
    ".csv": "text/csv", ".doc": "application/msword", ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
"""What may be sent as a file."""

_HOLDS = timedelta(days=6)
_MOST = 500


class Uploads:
    """Uploads once what is sent many times: five thousand a month are all there are."""

    def __init__(self, api: Api, base: str, clock: Clock) -> None:
        """Upload to that host."""
        self._api, self._base, self._clock = api, base, clock
        self._known: dict[bytes, tuple[str, datetime]] = {}

    async def image(self, png: bytes) -> str:
        """The attachment id of a picture.

        Raises:
            Refused: larger than Zalo takes, or not taken.
            ChannelError: as `Api.call`.
        """
        if len(png) > LARGEST_IMAGE:
            raise Refused("a picture is larger than 1 MB")
        key, now = hashlib.sha256(png).digest(), self._clock.now()
        number, made_at = self._known.pop(key, ("", now))
        if not number or now - made_at > _HOLDS:
            number, made_at = await self._upload("image", "attachment_id", ("chart.png", png, "image/png")), now
        self._known[key] = (number, made_at)
        if len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
        return number

    def forget(self, png: bytes) -> None:
        """Upload it anew the next time: Zalo has forgotten it."""
        self._known.pop(hashlib.sha256(png).digest(), None)

    async def file(self, name: str, content: bytes) -> str:
        """The token of a file. Raises as `image`."""
        kind = FILES.get(PurePath(name).suffix.lower())
        if not kind:
            raise Refused(f"Zalo takes no such files, only {', '.join(sorted(FILES))}")
        if len(content) > LARGEST_FILE:
            raise Refused("a file is larger than 5 MB")
        return await self._upload("file", "token", (name, content, kind))

    async def _upload(self, kind: str, gives: str, file: tuple[str, bytes, str]) -> str:
        said = await self._api.call(Call(url=f"{self._base}/v2.0/oa/upload/{kind}", file=file, errors=UPLOAD))
        number = said.get(gives)
        if not number:
            raise Refused("Zalo took an upload and gave no name for it")
        return str(number)
