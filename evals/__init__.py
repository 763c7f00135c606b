"""Evals: questions put to the whole house, and what came of them.

Owns cases as data, suites, scorers and benchmarks, each against a floor
measured in the same run. Enters by the same door as everybody. Imports app.
"""
