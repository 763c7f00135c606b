"""Food safety: establishments with their certificates, inspections, poisoning cases and outbreaks.

Owns its ports (`port.py`), its tables and migrations, and the SQL adapter.
Imports domain and the helpers of connectors. Start with `port.py`.
"""
