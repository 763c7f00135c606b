"""A scope as the database hears it: text and a signature that only the house can make."""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from time import time

from domain.names import EVERY, Names
from domain.scope import Scope


@dataclass(frozen=True, slots=True)
class ScopeSigner:
    """Signs scopes with the guard key; `guard.scope()` in the database checks them.

    The time is the machine's, not the house's clock: it bounds how long a stolen signature works (60 s).
    """

    key: bytes = field(repr=False)
    seconds: Callable[[], float] = time

    def sign(self, scope: Scope) -> tuple[str, str]:
        """The scope as JSON text and its HMAC-SHA256 in hex."""
        text = json.dumps({
            "kinds": sorted(scope.kinds),
            "patients": _spoken(scope.patients),
            "facilities": _spoken(scope.facilities),
            "communes": _spoken(scope.communes),
            "classes": sorted(scope.classes),
            "at": round(self.seconds(), 3),
        })  # fmt: skip
        return text, hmac.new(self.key, text.encode(), hashlib.sha256).hexdigest()


def _spoken(names: Names) -> str | list[str]:
    return "*" if names is EVERY else sorted(names)
