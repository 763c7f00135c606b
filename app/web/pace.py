"""How fast one browser may ask: a bucket each that fills again, kept in this process only."""

from collections import OrderedDict
from dataclasses import dataclass, field

_MOST = 10_000


@dataclass(slots=True)
class Pace:
    """`burst` at once, then `per_second` on the long run, for each name."""

    burst: float = 20
    per_second: float = 0.5
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict, repr=False)

    def allows(self, name: str, now: float) -> bool:
        """Whether one more is within the pace at `now` (seconds of any steady clock); counts it when it is."""
        left, since = self._left.pop(name, (self.burst, now))
        left = min(self.burst, left + (now - since) * self.per_second)
        allowed = left >= 1
        self._left[name] = (left - 1 if allowed else left, now)
        if len(self._left) > _MOST:
            self._left.popitem(last=False)
        return allowed
