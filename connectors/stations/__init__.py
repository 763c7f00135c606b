"""Stations: what commune health stations follow: due doses, pregnancies, long-term registers, disease counts.

Owns its ports (`port.py`), its tables and migrations, and the SQL adapter.
Imports domain and the helpers of connectors. Start with `port.py`.
"""
