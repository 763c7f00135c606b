"""The guard: the database's own wall, raised in every database that holds a store.

Owns the schema `guard`: the key and the functions that row-level security asks
(`guard.sees`, `guard.every`, `guard.names`). Start with `migrations/0001_guard.sql`.
"""
