"""Retrieval: the library of guidance, laws and leaflets.

Owns ingest, embedding, index, search and citation. A hit counts only after it
is joined back to its row, rights and dates. Imports domain only.
Start with `port.py`.
"""
