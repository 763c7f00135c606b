"""Telegram: one bot, spoken to through python-telegram-bot, whose updates we route ourselves.

Owns its settings, the shapes of updates, what people did by them, and sending with its
pace and its faults. Imports channels' shared files and domain. The library is called
`telegram` too; imports are absolute, so that one never hides the other.
Start with `messenger.py`, then `reading.py`.
"""
