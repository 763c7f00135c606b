"""Routes: one module per noun of the web API; each gives a router.

Reads who asks from `asking.py`, writes nothing but what `intake.py` offers.
"""
