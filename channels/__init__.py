"""Channels: where people write to us, and how we write back.

Owns verify, parse, send and render for Zalo, Telegram and the web; knows
nothing of medicine. Imports access and domain; a channel never knows another.
"""
