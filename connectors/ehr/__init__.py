"""EHR: what the province keeps of every citizen, from allergies to who stands for whom.

Owns its ports (`port.py`), its tables and migrations, and the SQL adapter.
Imports domain and the helpers of connectors. Start with `port.py`.
"""
