"""Programmes: the roadmap's activities in its two groups, digital transformation and smart health.

Owns its port (`port.py`), its table and migrations, and the SQL adapter.
Imports domain and the helpers of connectors. Start with `port.py`.
"""
