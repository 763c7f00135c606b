"""One POST to a service that sends messages, and what a broken one means."""

from collections.abc import Mapping
from typing import Any

import httpx

from channels.errors import Later, NeedsOperator, Refused, Unknown


async def posted(
    http: httpx.AsyncClient, url: str, json: Mapping[str, Any], headers: Mapping[str, str]
) -> httpx.Response:
    """The service's answer of success.

    Raises:
        Later, Refused, Unknown, NeedsOperator: no words of ours and no address are in them.
    """
    try:
        said = await http.post(url, json=dict(json), headers=dict(headers))
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
        raise Later("the service for codes cannot be reached") from None
    except httpx.HTTPError:
        raise Unknown from None
    match said.status_code:
        case 401 | 403:
            raise NeedsOperator("the service for codes does not take our credentials")
        case 429:
            raise Later("the service for codes asks to wait")
        case status if status >= 500:
            raise Unknown
        case status if status >= 300:
            raise Refused(f"the service for codes answered {status}")
    return said
