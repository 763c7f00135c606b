"""One-time codes on their way to a phone: by Zalo template, by SMS gateway, by any HTTP service, or to the console.

Knows nothing of who the code is for. Start with `port.py`.
"""
