"""EMR: one hospital's medical record, as patients, encounters, results, medicines and care relations.

Owns its ports (`port.py`), its tables and migrations, and the SQL adapter.
Imports domain and the helpers of connectors. Start with `port.py`.
"""
