"""Faults: messages sent while processes die, databases restart and channels fail; then a judge of what was recorded.

Owns the run (`run.py`), what it records (`history.py`) and the checker (`check.py`).
Enters by the webhooks like a channel. Imports app and evals.
"""
