"""Our words in Telegram's: HTML for bold, a keyboard for choices."""

import html
import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def as_html(text: str) -> str:
    """The text with its bold as tags and every other sign as it is; 4096 letters stay below 32 KiB."""
    return _BOLD.sub(r"<b>\1</b>", html.escape(text, quote=False))


def as_plain(text: str) -> str:
    """The text without bold."""
    return _BOLD.sub(r"\1", text)


def keyboard(choices: tuple[str, ...]) -> InlineKeyboardMarkup:
    """One button a line, so that long choices can be read.

    What a button brings back has 64 bytes at most; ours brings its place, and its words come back with the message.
    """
    rows = [[InlineKeyboardButton(words, callback_data=str(place))] for place, words in enumerate(choices)]
    return InlineKeyboardMarkup(rows)
