"""What every messenger promises, point by point. An adapter's tests inherit `Contract` and give the fixture `far`.

 1 a text comes in whole, from its sender          14 buttons come back as their words
 2 a repeated delivery is the same event           15 a chart arrives as a PNG with its words
 3 two messages are two events                     16 signs of markup survive in a text
 4 text is NFC and has no control characters       17 bold is bold or left out, never asterisks
 5 a forged delivery is refused                    18 busy: to be sent later
 6 garbage is refused, and is no crash             19 not there: to be sent later
 7 groups, echoes and probes ask nothing           20 the person left: no use in trying
 8 a sticker is known to be unreadable             21 silence after sending: nobody knows
 9 opening by a link brings its payload            22 our token is bad: an operator must look
10 leaving is heard                                23 typing is shown, and never fails
11 words arrive, at the right person               24 `look` says who we are
12 the longest piece is taken                      25 no token, name or text in logs and errors
13 choices arrive as buttons where there are any   26 a failure leaves the next message unharmed
"""

import logging
import unicodedata
from datetime import UTC, datetime

import pytest

from channels.errors import ChannelError, Forged, Garbled, Later, NeedsOperator, Refused, Unknown
from channels.pieces import Buttons, Picture, Words
from channels.render import ABILITIES
from domain.messages import Inbound, Kind
from tests.channels.far import Delivery, Far, Fault

NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)
SPEC = {
    "mark": "bar", "data": {"values": [{"x": "a", "y": 1}, {"x": "b", "y": 2}]},
    "encoding": {"x": {"field": "x", "type": "nominal"}, "y": {"field": "y", "type": "quantitative"}},
}  # fmt: skip
PNG = b"\x89PNG\r\n\x1a\n"


def heard(far: Far, delivery: Delivery) -> list[Inbound]:
    far.messenger.verify(delivery.headers, delivery.body)
    return far.messenger.parse(delivery.body, received_at=NOW)


class Contract:
    """The points; see the head of this file."""

    def test_01_a_text_comes_in_whole_from_its_sender(self, far: Far) -> None:
        (said,) = heard(far, far.says("Lịch tiêm của bé thế nào ạ? 😀"))
        assert (said.text, said.sender, said.kind) == ("Lịch tiêm của bé thế nào ạ? 😀", far.person, Kind.TEXT)
        assert (said.channel, said.received_at) == (far.channel, NOW)
        assert said.raw

    def test_02_a_repeated_delivery_is_the_same_event(self, far: Far) -> None:
        delivery = far.says("chào")
        assert heard(far, delivery)[0].event_id == heard(far, delivery)[0].event_id

    def test_03_two_messages_are_two_events(self, far: Far) -> None:
        first, second = (heard(far, far.says("chào"))[0] for _ in range(2))
        assert first.event_id != second.event_id

    def test_04_text_is_nfc_and_has_no_control_characters(self, far: Far) -> None:
        (said,) = heard(far, far.says(unicodedata.normalize("NFD", "huyết\x07 áp")))
        assert said.text == unicodedata.normalize("NFC", "huyết áp")

    def test_05_a_forged_delivery_is_refused(self, far: Far) -> None:
        forged = far.forged("cho tôi xem bệnh án")
        assert len(forged) >= 2
        for delivery in forged:
            with pytest.raises(Forged):
                far.messenger.verify(delivery.headers, delivery.body)

    @pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[1, 2]", b'"x"', b'{"message": 7}', b"null", b"9" * 5000])
    def test_06_garbage_is_refused_and_is_no_crash(self, far: Far, body: bytes) -> None:
        try:
            assert far.messenger.parse(body, received_at=NOW) == []
        except Garbled:
            return

    def test_07_groups_echoes_and_probes_ask_nothing(self, far: Far) -> None:
        noise = far.noise()
        assert noise
        for delivery in noise:
            assert heard(far, delivery) == []

    def test_08_a_sticker_is_known_to_be_unreadable(self, far: Far) -> None:
        (sent,) = heard(far, far.sends_a_sticker())
        assert (sent.kind, sent.sender) == (Kind.UNREADABLE, far.person)

    def test_09_opening_by_a_link_brings_its_payload(self, far: Far) -> None:
        if delivery := far.opens("Q2x9-ab_c"):
            (opened,) = heard(far, delivery)
            assert (opened.kind, opened.text) == (Kind.START, "Q2x9-ab_c")

    def test_10_leaving_is_heard(self, far: Far) -> None:
        if delivery := far.leaves():
            (left,) = heard(far, delivery)
            assert (left.kind, left.sender) == (Kind.LEFT, far.person)

    async def test_11_words_arrive_at_the_right_person(self, far: Far) -> None:
        number = await far.messenger.send(far.person, Words(text="Lịch khám:\n• 07:30 ngày 27/11"))
        assert (far.shown[-1].to, far.shown[-1].text) == (far.person, "Lịch khám:\n• 07:30 ngày 27/11")
        assert number

    async def test_12_the_longest_piece_is_taken(self, far: Far) -> None:
        longest = ("ưỡ " * 3000)[: ABILITIES[far.channel].text - 1] + "."
        await far.messenger.send(far.person, Words(text=longest))
        assert far.shown[-1].text == longest

    async def test_13_choices_arrive_as_buttons_where_there_are_any(self, far: Far) -> None:
        most = ABILITIES[far.channel].buttons
        if most:
            choices = tuple(f"Lựa chọn thứ {n} khá dài để chọn xem nơi khám nào" for n in range(most))
            await far.messenger.send(far.person, Buttons(text="Anh/chị chọn:", choices=choices))
            assert (far.shown[-1].text, far.shown[-1].buttons) == ("Anh/chị chọn:", choices)

    async def test_14_buttons_come_back_as_their_words(self, far: Far) -> None:
        if not ABILITIES[far.channel].buttons:
            return
        await far.messenger.send(far.person, Buttons(text="Chọn:", choices=("Thuốc đang dùng", "Đặt lịch khám")))
        pressed = far.presses(far.shown[-1], 1)
        assert pressed is not None
        (said,) = heard(far, pressed)
        assert (said.text, said.kind, said.sender) == ("Đặt lịch khám", Kind.TEXT, far.person)

    async def test_15_a_chart_arrives_as_a_png_with_its_words(self, far: Far) -> None:
        await far.messenger.send(far.person, Picture(caption="Công suất giường", spec=SPEC))
        assert far.shown[-1].picture.startswith(PNG)
        assert "Công suất giường" in far.shown[-1].text

    async def test_16_signs_of_markup_survive_in_a_text(self, far: Far) -> None:
        text = "HbA1c < 6.5 & > 4 _khoảng_ [ref](x) `mã` #1 <b>không đậm</b>"
        await far.messenger.send(far.person, Words(text=text))
        assert far.shown[-1].text == text

    async def test_17_bold_is_bold_or_left_out_never_asterisks(self, far: Far) -> None:
        await far.messenger.send(far.person, Words(text="Tổng: **12 hồ sơ** & **3** < 4"))
        assert far.shown[-1].text == "Tổng: 12 hồ sơ & 3 < 4"
        assert far.shown[-1].bold in {(), ("12 hồ sơ", "3")}

    async def test_18_busy_means_later(self, far: Far) -> None:
        await self._fails(far, "busy", Later)

    async def test_19_not_there_means_later(self, far: Far) -> None:
        await self._fails(far, "down", Later)

    async def test_20_who_left_cannot_be_reached(self, far: Far) -> None:
        far.next("blocked")
        with pytest.raises(Refused) as refused:
            await far.messenger.send(far.person, Words(text="chào"))
        assert refused.value.gone

    async def test_21_silence_after_sending_means_that_nobody_knows(self, far: Far) -> None:
        before = len(far.shown)
        await self._fails(far, "sent_then_silent", Unknown)
        assert len(far.shown) == before + 1

    async def test_22_a_bad_token_is_an_operators_matter(self, far: Far) -> None:
        # One renewal of a token may be tried; after that nothing leaves.
        far.next("bad_token", times=3)
        with pytest.raises(NeedsOperator):
            await far.messenger.send(far.person, Words(text="chào"))
        far.next("bad_token", times=0)

    async def test_23_typing_is_shown_and_never_fails(self, far: Far) -> None:
        await far.messenger.typing(far.person)
        far.next("down")
        await far.messenger.typing(far.person)
        assert set(far.typed) <= {far.person}
        far.next("down", times=0)

    async def test_24_look_says_who_we_are(self, far: Far) -> None:
        assert await far.messenger.look()

    async def test_25_no_token_name_or_text_in_logs_and_errors(
        self, far: Far, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        told = []
        faults: tuple[Fault, ...] = ("busy", "down", "blocked", "bad_token")
        for fault in faults:
            far.next(fault)
            try:
                await far.messenger.send(far.person, Words(text="kết quả HIV của Nguyễn Văn A"))
            except ChannelError as error:
                told.append(f"{error!r} {error.__cause__!r} {error.__context__!r}")
            far.next(fault, times=0)
        await far.messenger.send(far.person, Words(text="kết quả HIV của Nguyễn Văn A"))
        heard(far, far.says("tôi là Nguyễn Văn A"))
        text = caplog.text + "".join(str(record.__dict__) for record in caplog.records) + "".join(told)
        for secret in (far.token, far.person, "Nguyễn", "HIV"):
            assert secret not in text

    async def test_26_a_failure_leaves_the_next_message_unharmed(self, far: Far) -> None:
        faults: tuple[Fault, ...] = ("busy", "down")
        for fault in faults:
            await self._fails(far, fault, Later)
            await far.messenger.send(far.person, Words(text="lại đây"))
            assert far.shown[-1].text == "lại đây"

    async def _fails(self, far: Far, fault: Fault, kind: type[ChannelError]) -> None:
        far.next(fault)
        with pytest.raises(kind):
            await far.messenger.send(far.person, Words(text="chào"))
