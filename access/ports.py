"""What access needs from the cellar, as ports: the audit, the accounts, the consents. Rows are in `storage`."""

from dataclasses import dataclass
from typing import Literal, Protocol

from domain.people import Channel, Persona, Role, Viewer
from domain.periods import Period
from domain.records.oversight import Looked, LookTally
from domain.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One decision or its outcome, as the gate saw it (design §4, "The audit chain").

    `viewer_id` and `subject` are plain here and become pseudonyms before they are stored; `reason` names a rule and
    never quotes a person; `args_hash` is a digest, never the arguments.
    """

    turn: str
    viewer_id: str
    role: Role
    action: str
    outcome: str
    reason: str = ""
    subject: str | None = None
    args_hash: str = ""
    rows: int = 0
    dropped: int = 0

    @property
    def tag(self) -> str:
        """`subject:object:action:outcome`, e.g. `doctor:emr.patient:read:allowed`."""
        thing, _, verb = self.action.rpartition(".")
        return f"{self.role.value.replace(':', '.')}:{thing}:{verb}:{self.outcome}"


class AuditLog(Protocol):
    """The memory of every look. Written in its own transaction: a turn that fails is still seen."""

    async def write(self, event: AuditEvent) -> int:
        """Append one event and give its number in the chain; on return it is committed."""
        ...


TallyBy = Literal["all", "role", "viewer", "action", "outcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Which looks are meant; what is absent narrows nothing. `records`: only those at records of people."""

    period: Period
    subject: str | None = None
    role: str | None = None
    outcome: str | None = None
    records: bool = False


class AuditTrail(Protocol):
    """The memory of looks, for those who oversee. A decision and its outcome count as one look."""

    async def looks(self, scope: Scope, meant: Looks, *, limit: int) -> list[Looked]:
        """The looks meant, the newest first."""
        ...

    async def tally(self, scope: Scope, meant: Looks, *, by: TallyBy) -> list[LookTally]:
        """How many looks there were, the largest group first; empty where there was none."""
        ...


class Accounts(Protocol):
    """Who people are to us."""

    async def viewer(self, person_id: str, role: Role, channel: Channel) -> Viewer | None:
        """This person in this role at this door, or None when they do not hold the role.

        On a messenger `messenger_consent` says whether they agreed to hear record content there (design §7).
        """
        ...

    async def personas(self) -> list[Persona]:
        """The demo people of a synthetic store, in the order they are shown; empty on a real one."""
        ...
