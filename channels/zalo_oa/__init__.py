"""Zalo Official Account: citizens' door on Zalo, by OpenAPI v3.

Owns its settings, signature, events, messages, windows, uploads, the table of
error codes, and the rotation of its two tokens; the pair itself is kept by
whoever fits `tokens.py`. Imports domain and channels' own pages.
Start with `messenger.py`, then `api.py` and `outcomes.py`.
"""
