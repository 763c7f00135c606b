"""Answers as messengers send them: nothing lost, nothing too long, a picture where a picture can be."""

import re

from hypothesis import given
from hypothesis import strategies as st

from channels.pieces import Buttons, Picture, Words, pieces
from channels.render import ABILITIES
from channels.splitting import size, split
from domain.blocks import Answer, ChoicesBlock, TextBlock
from domain.people import Channel
from tests.web import answers

MESSENGERS = [Channel.TELEGRAM, Channel.ZALO_BOT, Channel.ZALO_OA]


def letters(text: str) -> str:
    return re.sub(r"[\s*]", "", text)


@given(text=st.text(), limit=st.integers(20, 200))
def test_parts_fit_and_hold_every_letter(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(size(part) <= limit for part in parts)
    assert letters("".join(parts)) == letters(text)


@given(words=st.lists(st.text("aăâ", min_size=1, max_size=12), min_size=30, max_size=120), limit=st.integers(40, 80))
def test_no_word_is_cut_that_fits(words: list[str], limit: int) -> None:
    assert " ".join(split(" ".join(words), limit)).split() == words


def test_a_cut_comes_between_paragraphs_rather_than_in_one() -> None:
    first, second = "Một câu dài vừa phải. " * 3, "Câu khác cũng vậy. " * 3
    assert split(f"{first}\n\n{second}", 80) == [first.strip(), second.strip()]


def test_bold_that_is_cut_goes_on() -> None:
    parts = split("**" + "rất đậm " * 20 + "** hết", 60)
    assert len(parts) > 2
    assert all(part.count("**") % 2 == 0 for part in parts)


def test_a_chart_is_a_picture_and_its_words() -> None:
    for channel in MESSENGERS:
        made = pieces(answers.BEDS, channel)
        shown = next(piece for piece in made if isinstance(piece, Picture))
        assert "91,8 %" in shown.caption
        assert isinstance(made[-1], Words)
        assert "Nguồn" in made[-1].text


def test_choices_are_buttons_where_there_are_buttons_and_numbers_elsewhere() -> None:
    offered = Answer(blocks=(TextBlock(text="Chào"), ChoicesBlock(text="Muốn xem gì?", choices=("Thuốc", "Lịch"))))
    for channel in (Channel.TELEGRAM, Channel.ZALO_OA):
        assert pieces(offered, channel) == [Buttons(text="Chào\n\nMuốn xem gì?", choices=("Thuốc", "Lịch"))]
    assert pieces(offered, Channel.ZALO_BOT) == [Words(text="Chào\n\nMuốn xem gì?\n1. Thuốc\n2. Lịch")]


def test_a_confirmation_has_a_yes_and_a_no() -> None:
    shown = pieces(answers.CONFIRM, Channel.ZALO_OA)[-1]
    assert isinstance(shown, Buttons)
    assert shown.choices == ("Xác nhận", "Thôi")
    said = pieces(answers.CONFIRM, Channel.ZALO_BOT)[-1]
    assert isinstance(said, Words)
    assert said.text.endswith("Trả lời “Xác nhận” để làm, “Thôi” để bỏ qua.")


def test_an_endless_answer_says_where_the_rest_is() -> None:
    made = pieces(Answer(blocks=(TextBlock(text="Một dòng.\n" * 3000),)), Channel.ZALO_OA)
    assert len(made) == 5
    assert isinstance(made[-1], Words)
    assert "trang web" in made[-1].text


@given(text=st.text(min_size=1).filter(str.strip), channel=st.sampled_from(MESSENGERS))
def test_every_piece_fits_its_channel(text: str, channel: Channel) -> None:
    for piece in pieces(Answer(blocks=(TextBlock(text=text),)), channel):
        assert isinstance(piece, Words)
        assert 0 < size(piece.text) <= ABILITIES[channel].text
