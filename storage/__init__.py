"""Storage: the memory of the house itself, not of its patients.

Owns the engine, roles, our own tables and migrations, inbox and outbox,
conversations, audit rows, the queue and retention. Imports access and domain.
Start with `units.py`, the one place here that commits.
"""
