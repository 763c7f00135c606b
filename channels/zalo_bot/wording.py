"""Pieces as the plain text that Zalo Bot shows.

Its own markdown is only half documented and drops what it does not know, so nothing is sent as markdown.
"""

import re

from channels.pieces import Buttons

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def plain(text: str) -> str:
    """The text without the signs of bold."""
    return _BOLD.sub(r"\1", text)


def numbered(buttons: Buttons) -> str:
    """The text with a line for each button, to be answered by its number or its words."""
    return "\n".join(
        [plain(buttons.text), *(f"{number}. {choice}" for number, choice in enumerate(buttons.choices, 1))]
    )
