"""Retrieval: the library of guidance, pages of our own that are dated and name their source.

Owns the pages, the search of them by words (bm25s), and abstaining where none is
near enough. There is no other index: nothing is embedded. Imports domain only.
Start with `port.py`, then `lexical.py`.
"""
