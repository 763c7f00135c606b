"""Tools: what the agent may do, one module per domain, each a plain typed function.

A tool looks through the desk of its context and gives a Finding. It knows no
LangChain (`binding.py` alone does) and no store. `by_role.py` says who has which.
Imports access's desk, assistant.composing and domain. Start with `own.py`.
"""
