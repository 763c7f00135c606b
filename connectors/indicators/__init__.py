"""Indicators: the province's figures, made of person-free facts that the facts job counts.

Owns the catalogue (`catalog/`), the metrics, the facts with their port and SQL
adapter, and the arithmetic. Imports domain and the helpers of connectors.
Start with `metrics.py`, then `port.py` and `compute.py`.
"""
