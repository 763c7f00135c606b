"""Deliveries as Zalo writes and signs them; shapes as captured, people invented."""

import asyncio
import contextlib
import itertools
import json
from typing import Any

import httpx

from channels.zalo_oa.signature import sign
from evals.far.zalo_oa import APP_ID, OA_ID
from tests.channels.far import Delivery

WEBHOOK_SECRET = "oa-secret-key-0002"
PERSON = "246845883529197922"
_numbers = itertools.count(1)


def event(name: str, at: int, **more: object) -> dict[str, Any]:
    """Something that a person does to the account."""
    return {"app_id": APP_ID, "sender": {"id": PERSON}, "recipient": {"id": OA_ID},
            "user_id_by_app": "552177279717587730", "event_name": name, **more, "timestamp": str(at)}  # fmt: skip


def message(name: str, at: int, *attachments: dict[str, Any], **more: object) -> dict[str, Any]:
    """A message of a person, each with a number of its own."""
    body = {**more, "msg_id": f"96d3cdf3af{next(_numbers):09}"}
    return event(name, at, message=body | ({"attachments": list(attachments)} if attachments else {}))


def attached(kind: str, **payload: object) -> dict[str, Any]:
    return {"type": kind, "payload": payload}


def raw(said: dict[str, Any]) -> bytes:
    """One line of UTF-8, in the order of the keys: what is signed."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def signed(body: bytes, *, first: str = APP_ID, secret: str = WEBHOOK_SECRET, prefix: str = "mac=") -> Delivery:
    """The delivery of a body."""
    mac = sign(first, body, str(json.loads(body).get("timestamp", "")), secret)
    return Delivery({"x-zevent-signature": prefix + mac, "content-type": "application/json"}, body)


def retries(delivery: Delivery) -> list[Delivery]:
    """The same after 30 s, 5, 15, 30 and 60 minutes: the bytes are the same, a header counts."""
    return [Delivery({**delivery.headers, "num_retry": str(n)}, delivery.body) for n in range(1, 6)]


def submitted(at: int, phone: str | int) -> dict[str, Any]:
    info = {"name": "Nguyễn Văn A", "phone": phone, "user_dob": "30/10/1999", "gender": "Nam",
            "full_address": {"user_city": "Cần Thơ", "user_ward": "Ninh Kiều", "user_address": "1"}}  # fmt: skip
    return event("user_submit_info", at, info=info)


def followed(name: str, at: int) -> dict[str, Any]:
    return {"oa_id": OA_ID, "follower": {"id": PERSON}, "user_id_by_app": "552177279717587730", "event_name": name,
            "source": "oa_profile", "app_id": APP_ID, "timestamp": str(at)}  # fmt: skip


def withdrawn(at: int) -> dict[str, Any]:
    return {"app_id": APP_ID, "oa_id": OA_ID, "user_id": PERSON, "user_id_by_app": "552177279717587730",
            "event_name": "user_withdraw", "timestamp": str(at)}  # fmt: skip


def noise(at: int) -> list[dict[str, Any]]:
    """What asks nothing of us."""
    echo = {"app_id": APP_ID, "sender": {"id": OA_ID, "admin_id": "42"}, "recipient": {"id": PERSON},
            "event_name": "oa_send_text", "message": {"text": "ạ", "msg_id": "e1"}, "timestamp": str(at)}  # fmt: skip
    anonymous = event("anonymous_send_text", at, message={"text": "hỏi", "msg_id": "a1", "conversation_id": "c1"})
    seen = {"app_id": APP_ID, "sender": {"id": OA_ID}, "recipient": {"id": PERSON}, "timestamp": str(at),
            "event_name": "user_seen_message", "message": {"msg_ids": ["e1", "e2"]}}  # fmt: skip
    received = {"app_id": APP_ID, "sender": {"id": OA_ID}, "recipient": {"id": PERSON}, "timestamp": str(at),
                "event_name": "user_received_message",
                "message": {"delivery_time": str(at), "msg_id": "t1", "tracking_id": "otp-1"}}  # fmt: skip
    group = message("user_send_group_text", at, text="cả nhóm ơi") | {"oa_id": OA_ID}
    other = message("user_send_text", at, text="hỏi nơi khác") | {"recipient": {"id": "1111"}}
    tag = {"app_id": APP_ID, "oa_id": OA_ID, "event_name": "add_user_to_tag", "timestamp": at,
           "tag": {"user_ids": [PERSON], "name": "hẹn"}}  # fmt: skip
    quota = {"app_id": APP_ID, "oa_id": OA_ID, "event_name": "change_oa_daily_quota", "timestamp": str(at),
             "quota": {"prev_value": "500", "new_value": "5000"}}  # fmt: skip
    reacted = event("user_reacted_message", at, message={"msg_id": "e1", "react_icon": "/-heart"})
    return [echo, anonymous, seen, received, group, other, tag, quota, reacted, {"app_id": APP_ID}]


RETRIED_AFTER = (30, 5 * 60, 15 * 60, 30 * 60, 60 * 60)


async def push(url: str, delivery: Delivery, *, scale: float = 0.0001) -> int:
    """Bring a delivery to a webhook as Zalo does, in a shortened time; how many attempts it took, 0 if all failed.

    An attempt fails without HTTP 200 within two seconds; after the last, Zalo switches the webhook off.
    """
    async with httpx.AsyncClient(timeout=2, trust_env=False) as http:
        for number, (wait, one) in enumerate(zip((0, *RETRIED_AFTER), [delivery, *retries(delivery)], strict=True)):
            await asyncio.sleep(wait * scale)
            with contextlib.suppress(httpx.HTTPError):
                said = await http.post(url, content=one.body, headers=dict(one.headers))
                if said.status_code == 200:
                    return number + 1
    return 0
