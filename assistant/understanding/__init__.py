"""Understanding: what the words of a Vietnamese question stand for.

Owns the readers of chat spellings, periods, places, persons, indicators and
the like: pure functions over text and the public Vocabulary, shared by other
rooms. Imports domain only. Start with `normalise.py`, then `reading.py`.
"""
