"""Telegram keeps what every messenger promises; its far side is in `conftest.py`."""

from tests.channels.contract import Contract


class TestTelegram(Contract):
    """Nothing is left out."""
