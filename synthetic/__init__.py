"""Synthetic: a province that never was, whose figures agree with each other.

Owns the seeded generator of people, facilities, stays, claims, outbreaks and
milestones. Yields domain values and knows no table. Imports domain only.
"""
