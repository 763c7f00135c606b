"""Planner: the embedded chat model, which needs no network and no large model.

Owns the intent templates, the linear classifier trained from them, and the
plan from a question and its history to tool calls or a sentence. Imports
assistant.understanding, assistant.replies and domain. Start with `model.py`.
"""
