"""Composing: from what the tools found to words, tables and charts.

Pure functions of records; no model, no desk. Every figure that is not in a
record is declared as derived, so that `grounding.py` can trace it.
Start with `finding.py`, then `wording.py`.
"""
