"""Guards: each wears the face of the source it guards, without the scope.

Every method names its action and passes the gate; nothing else happens here.
Imports access and the ports of connectors and retrieval. Start with `look.py`.
"""
