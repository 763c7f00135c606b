"""Records before the latest one, said in words: "lần trước nữa", "đơn trước đó"; and records held against the time before."""

import re

from assistant.understanding.normalise import Utterance


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


_THING = r"(?:lan|luot|dot|don|toa|phieu|ket qua|xet nghiem|ho so|cai)"
_BEFORE_THAT = _words(
    rf"{_THING}(?: \w+){{0,3}} (?:truoc nua|truoc do|truoc day nua|ke truoc|lien truoc|ap chot|gan nhi|truoc lan (?:nay|do|gan nhat|vua roi))"
    r"|(?:hai|2) lan truoc"
)
_STEP_BACK = _words(rf"{_THING} (?:\w+ )?(?:truoc|kia|cu)(?! tien)|truoc (?:do|nua)|cu hon|xa hon")
_LATEST = _words(rf"{_THING} (?:\w+ )?(?:gan nhat|moi nhat|vua roi|cuoi)|gan (?:day )?nhat|moi nhat")
_HELD = _words(
    r"so (?:sanh )?(?:\w+ ){0,4}?(?:voi|cung)(?: \w+){0,3} (?:truoc|cu|kia|do)|so lai|(?:chenh|lech|cach)(?: nhau| lech)? (?:bao nhieu|the nao|may|nhieu khong)"
    r"|(?:co )?(?:tang|giam|thay doi|tien trien|kha hon|do hon|xau di|tot len|cai thien)(?: \w+){0,2} (?:khong|chua|the nao|bao nhieu|hay (?:tang|giam))|hon kem|tang hay giam"
)
_SHORT = 7


def before_latest(text: str) -> bool:
    """Whether folded words ask for the record before the latest ("lần khám trước nữa")."""
    return bool(_BEFORE_THAT.search(text))


def steps_back(said: Utterance) -> bool:
    """Whether a short answer to what was told asks for the one before it ("còn lần trước")."""
    return len(said.bare.split()) <= _SHORT and bool(_STEP_BACK.search(said.bare)) and not held_against(said)


def back_to_latest(said: Utterance) -> bool:
    """Whether a short answer to what was told asks for the latest again."""
    return len(said.bare.split()) <= _SHORT and bool(_LATEST.search(said.bare))


def held_against(said: Utterance) -> bool:
    """Whether results are to be held against those of the time before."""
    return bool(_HELD.search(said.bare))
