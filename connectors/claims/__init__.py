"""Claims: health-insurance cards, and what facilities claim from the fund (BHYT).

Owns its ports (`port.py`), its tables and migrations, and the SQL adapter.
Imports domain and the helpers of connectors. Start with `port.py`.
"""
