"""Domain: the words every room shares.

Owns people, roles, Scope, actions, records, periods, places, blocks, messages,
errors and the clock. Imports the standard library and pydantic only.
Start with `scope.py`, then `records/`, then `messages.py`.
"""
