"""Web: the page, its API and its stream of events.

Owns routes, sign-in by persona, security headers, limits and the static files.
Knows the house through `needs.py`. Start with `application.py`.
"""
