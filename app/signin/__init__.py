"""Sign-in: how somebody proves who they are, by our identity provider.

Owns the reading of its tokens. Imports access's ports and domain.
Start with `bearer.py`.
"""
