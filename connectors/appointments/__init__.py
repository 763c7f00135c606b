"""Appointments: sessions that can be booked, and the places taken in them.

Owns its ports (`port.py`), its tables and migrations, and the SQL adapter.
Imports domain and the helpers of connectors. Start with `port.py`.
"""
