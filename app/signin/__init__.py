"""Sign-in: how people show who they are, and which chats are theirs.

Owns the settings, the codes that link a chat to a person, the ways to identity
providers and to phones, the reading of bearer tokens (`bearer.py`), and the
words said meanwhile. Start with `office.py`.
"""
