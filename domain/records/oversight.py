"""What the audit remembers of looks, as those who oversee may see it: who is a pseudonym, and no content at all."""

from datetime import datetime
from typing import NamedTuple

from domain.scope import Belongs, RecordKind


class Looked(NamedTuple):
    """One look: `viewer` and `subject` are pseudonyms ("" for nobody), `outcome` is read, denied, failed or alarm."""

    seq: int
    at: datetime
    viewer: str
    role: str
    action: str
    subject: str
    outcome: str
    reason: str
    rows: int

    @property
    def belongs(self) -> Belongs:
        """The one who looked, by pseudonym."""
        return Belongs(RecordKind.AUDIT_EVENT, person=self.viewer)


class LookTally(NamedTuple):
    """How many looks share a label (a role, a pseudonym, an action, an outcome, or "all"), by how many viewers."""

    label: str
    looks: int
    denied: int
    viewers: int

    @property
    def belongs(self) -> Belongs:
        """Those who looked, whom the label does not name unless it is a pseudonym."""
        return Belongs(RecordKind.AUDIT_EVENT, person=self.label)
