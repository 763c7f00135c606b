"""What is asked of the generator: everything the bytes depend on."""

from dataclasses import dataclass
from datetime import date
from random import Random


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many citizens, of which province, from which seed, and on which day the data ends."""

    citizens: int = 20_000
    seed: int = 7
    province: str = "Bắc Ninh"
    reference_day: date

    def chance(self, *purpose: object) -> Random:
        """A source of chance that depends on this plan and the purpose alone (text seeds are hashed by SHA-512)."""
        parts = (self.citizens, self.seed, self.province, self.reference_day.isoformat(), *purpose)
        return Random("|".join(str(part) for part in parts))
