"""App: the front door.

Owns settings, wiring, the web application and its pages, sign-in, the worker
and the command line. Imports every room below it. Start with `wiring.py`.
"""
