"""Zalo Bot: the messenger for pilots and staff; few people may use one bot (`settings.py`).

Owns the client of the Bot Platform, what its deliveries say, its pace and its
monthly cap. Plain text and pictures by address; no buttons, no leaving heard.
Imports channels and domain. Start with `bot.py`, then `wire.py`.
"""
