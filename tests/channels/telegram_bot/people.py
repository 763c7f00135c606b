"""The far side of Telegram: a person who writes to the bot, and everybody else who makes noise."""

import json
from itertools import count
from typing import Any

from channels.drawing import Draw
from channels.telegram.messenger import SECRET_HEADER, Telegram
from channels.telegram.pacing import Pace
from channels.telegram.settings import TelegramSettings
from domain.people import Channel
from tests.channels.far import Delivery, Fault, Shown
from tests.channels.telegram_bot.server import FakeTelegram, Trouble

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SECRET = "a-Secret_of-the-webhook"
ME = 5550001234
SOMEBODY_ELSE = 5550009999

Update = dict[str, Any]


async def no_wait(_: float) -> None:
    """Time passes at once."""


class TelegramFar:
    """Implements `Far`; what is Telegram's own is below."""

    channel = Channel.TELEGRAM
    person = str(ME)
    token = TOKEN

    def __init__(self, server: FakeTelegram, draw: Draw) -> None:
        self.server, self.draw = server, draw
        server.kept.people.add(self.person)
        self.settings = TelegramSettings.model_validate(
            {"api_base": server.url, "token": TOKEN, "webhook_secret": SECRET, "timeout": 1.5, "poll_seconds": 0}
        )
        self.messenger = Telegram(self.settings, draw=draw, pace=Pace(sleep=no_wait))
        self._numbers = count(10_001)

    @property
    def shown(self) -> list[Shown]:
        return self.server.kept.shown

    @property
    def typed(self) -> list[str]:
        return self.server.kept.typed

    def says(self, text: str) -> Delivery:
        return self.deliver(message=message(text=text))

    def presses(self, shown: Shown, button: int) -> Delivery | None:
        place = next(n for n, other in enumerate(self.shown) if other is shown)
        under = self.server.kept.messages[place]
        pressed = [b for row in under["reply_markup"]["inline_keyboard"] for b in row][button]
        return self.deliver(callback_query=press(pressed["callback_data"], under))

    def opens(self, payload: str) -> Delivery | None:
        return self.says(f"/start {payload}")

    def leaves(self) -> Delivery | None:
        return self.deliver(my_chat_member=membership("kicked"))

    def sends_a_sticker(self) -> Delivery:
        sticker = {"file_id": "CAAC", "file_unique_id": "AgAD", "type": "regular", "width": 512, "height": 512,
                   "is_animated": False, "is_video": False}  # fmt: skip
        return self.deliver(message=message(sticker=sticker))

    def noise(self) -> list[Delivery]:
        group = {"id": -100200, "type": "supergroup", "title": "Tổ dân phố"}
        bot = {"id": 110201543, "is_bot": True, "first_name": "Hỏi Y Tế"}
        return [
            self.deliver(message=message(text="chào cả nhà", chat=group)),
            self.deliver(message=message(text="tôi là bot", **{"from": bot})),
            self.deliver(message=message(text="tôi là người khác", **{"from": person(SOMEBODY_ELSE)})),
            self.deliver(message=message(pinned_message=message(text="ghim"))),
            self.deliver(edited_message=message(location={"latitude": 10.0, "longitude": 105.8})),
            self.deliver(
                channel_post={"message_id": 3, "date": 1, "chat": {"id": -1001, "type": "channel"}, "text": "x"}
            ),
            self.deliver(callback_query=press("0", message(text="Chọn:", chat=group))),
            self.deliver(callback_query={"id": "7", "from": person(), "inline_message_id": "A", "data": "0"}),
            self.deliver(my_chat_member=membership("member")),
            self.deliver(my_chat_member=membership("kicked", chat=group)),
            self.deliver(message_reaction={"chat": group, "message_id": 4, "date": 1}),
        ]

    def forged(self, text: str) -> list[Delivery]:
        body = self.says(text).body
        given = [
            {},
            *({SECRET_HEADER: wrong} for wrong in ("", "sai", SECRET[:-1], SECRET + "x", SECRET.upper(), "ưỡ")),
        ]
        return [Delivery(headers, body) for headers in given]

    def next(self, fault: Fault, times: int = 1) -> None:
        self.order(fault, times)

    def order(self, trouble: Trouble, times: int = 1) -> None:
        """As `next`, for Telegram's own troubles too."""
        self.server.troubles[:] = [trouble] * times

    def deliver(self, **happened: object) -> Delivery:
        """One update as Telegram's webhook brings it."""
        return Delivery({SECRET_HEADER: SECRET}, json.dumps(self.update(**happened)).encode())

    def update(self, **happened: object) -> Update:
        """One update with the next number."""
        return {"update_id": next(self._numbers), **happened}


def person(number: int = ME) -> Update:
    return {"id": number, "is_bot": False, "first_name": "An", "language_code": "vi"}


def message(**more: object) -> Update:
    """A message of the person's own chat, unless said otherwise."""
    return {"message_id": 5, "date": 1795000000, "chat": {"id": ME, "type": "private"}, "from": person(), **more}


def press(data: str, under: Update) -> Update:
    return {"id": f"4382bf{data}", "from": person(), "chat_instance": "-3", "data": data, "message": under}


def membership(status: str, chat: Update | None = None) -> Update:
    bot = {"id": 110201543, "is_bot": True, "first_name": "B"}
    return {"chat": chat or {"id": ME, "type": "private"}, "from": person(), "date": 1795000003,
            "old_chat_member": {"user": bot, "status": "member"},
            "new_chat_member": {"user": bot, "status": status, "until_date": 0}}  # fmt: skip
