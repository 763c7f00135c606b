"""Commands: the verbs of `hoiyte`, one module each, found by entry points.

A command reads settings, opens the house, does one thing, prints it.
Start with `ask.py`; what all share is in `shared.py`.
"""
