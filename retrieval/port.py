"""What the house needs of the library."""

from typing import Protocol

from domain.records.library import Passage
from domain.scope import Scope


class Library(Protocol):
    """Guidance to be quoted."""

    async def search(self, scope: Scope, question: str, *, staff: bool, limit: int) -> list[Passage]:
        """The passages that answer the question best, best first; empty when none is near enough (it abstains).

        `staff` lets in passages whose audience is staff.
        """
        ...
