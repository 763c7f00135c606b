"""Records: one row of a store, as a flat and frozen NamedTuple.

Field order is column order, so that a loader can COPY a record as it is.
Every record says whom it belongs to (`belongs`), which the scope is held against.
"""
