"""Access: who may see what, and the memory of every look.

Owns identity, roles, policies, scopes, the gate, guards, the desk and the
ports of accounts, consents and audit. Alone mints a Scope. Imports the ports
of connectors and retrieval, and domain; no database, no web.
"""
