"""What a tool is given and no model can see or set."""

from dataclasses import dataclass
from datetime import date

from access.desk import Desk
from domain.clock import Clock, today
from domain.people import Viewer
from domain.places import Directory
from domain.turns import Listener
from domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolContext:
    """The asker's desk and the house's clock and names, for one turn."""

    desk: Desk
    clock: Clock
    vocabulary: Vocabulary
    tell: Listener
    question: str = ""

    @property
    def viewer(self) -> Viewer:
        """Who asks."""
        return self.desk.viewer

    @property
    def directory(self) -> Directory:
        """The province's public names."""
        return self.vocabulary.directory

    @property
    def today(self) -> date:
        """The calendar day in Viet Nam."""
        return today(self.clock)
