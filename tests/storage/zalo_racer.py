"""One of several processes that renew a token at once: `python -m tests.storage.zalo_racer DSN SETTINGS NOW`.

It says "ready", begins when it is told a line, and says who the account is by the token it got.
"""

import asyncio
import sys
from datetime import datetime

from sqlalchemy import make_url

from channels.zalo_oa.api import Api
from channels.zalo_oa.oauth import OAuth
from channels.zalo_oa.settings import ZaloOaSettings
from channels.zalo_oa.tokens import Tokens
from channels.zalo_oa.wire import client
from domain.clock import FixedClock
from storage.crypto import Cipher
from storage.engine import engine
from storage.units import Units
from storage.zalo_tokens import ZaloTokens


async def main(dsn: str, said: str, now: str) -> None:
    settings, clock = ZaloOaSettings.model_validate_json(said), FixedClock(datetime.fromisoformat(now))
    units, http = Units(engine(make_url(dsn), pool_size=2)), client(settings)
    store = ZaloTokens(units, Cipher({"k1": b"1" * 32}, current="k1"), settings.oa_id)
    tokens = Tokens(store, OAuth(settings, http), clock)
    stale = await tokens.current()
    print("ready", flush=True)  # noqa: T201 - the test waits for it
    sys.stdin.readline()
    await tokens.renewed(stale=stale)
    print(await Api(settings, http, tokens, clock).look())  # noqa: T201 - the test reads it
    await http.aclose()
    await units.engine.dispose()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
