"""Far: the far sides of channels as servers on loopback, with their people and their faults.

There is no sandbox for Zalo: tests and fault runs speak to these instead.
"""
