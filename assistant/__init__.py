"""Assistant: between a question and its answer.

Owns safety, the agent, its tools, the embedded chat model and the composing
of blocks. Sees data only through the desk it is given. Imports access and
domain. Start with `agent.py`, then `tools/`.
"""
