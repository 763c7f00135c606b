"""Connectors: the province's own systems, each behind a small port.

Owns one folder per store: the port, its SQL adapter, tables, migrations and
loader, and adapters to outside systems. Every call takes a Scope and narrows
the query by it. Imports domain only; stores do not know each other.
Start with a store's `port.py`, then its `sql.py`.
"""
