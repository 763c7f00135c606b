"""Synthetic: a seeded, believable province of people who do not exist.

Owns the making of citizens, visits, claims, doses, outbreaks and bookings as domain
records whose figures agree with each other. Imports domain alone and knows no table.
Start with `province.py`, then `chunk.py`.
"""
