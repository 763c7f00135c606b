"""What access needs from the cellar, as ports: the audit, the accounts, the codes. Rows are in `storage`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Literal, Protocol

from domain.clock import Clock
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


class Posts(Protocol):
    """Which posts people hold."""

    async def roles(self, person_id: str) -> list[Role]:
        """The roles this member of staff holds, as the directory says now; none for anybody else."""
        ...


class Consents(Protocol):
    """What people agreed to."""

    async def messenger_consent(self, person_id: str) -> bool:
        """Whether this citizen agreed to hear record content over messengers."""
        ...

    async def consent_to_messenger(self, person_id: str, clock: Clock, *, agreed: bool) -> None:
        """Keep the person's yes, or that they took it back."""
        ...


class CodeFor(StrEnum):
    """What a one-time code opens; a code for one thing opens nothing else."""

    LINK = "link"
    """Typed or opened in a chat, it links the chat to whoever asked for it on the page."""
    PAGE = "page"
    """An address that a chat was given: whoever opens it and signs in is shown a code for that chat."""
    CONFIRM = "confirm"
    """Shown on the page to whoever signed in, and typed back in the chat whose page it was."""
    PHONE = "phone"
    """Sent to a phone."""
    SIGN_IN = "sign_in"
    """A browser on its way to an identity provider and back."""
    ROLE = "role"
    """A person of several roles who has still to choose one."""


class OneTimeCodes(Protocol):
    """Short secrets that open one thing once. Their holder and the code are kept as keyed digests only."""

    async def put(self, what: CodeFor, holder: str, code: str, payload: Mapping[str, Any], *, lasts: timedelta,
                  over: bool = True) -> bool:  # fmt: skip
        """Keep a code for this holder in place of an earlier one.

        Without `over` False is given, and nothing changed, while the holder has one that can still be used.
        """
        ...

    async def look(self, what: CodeFor, holder: str) -> dict[str, Any] | None:
        """The payload of a code that can still be used, without using it."""
        ...

    async def use(self, what: CodeFor, holder: str, code: str, *, by: str = "") -> dict[str, Any] | None:
        """The payload, once; None when the code is wrong, used, expired, or was tried too often.

        Whoever used it may ask again under the same `by`, so that a job that is run twice comes to the same end.
        """
        ...

    async def count(self, name: str, *, within: timedelta) -> int:
        """Note that something of that name happened once more; how often it did since the window began."""
        ...

    async def counted(self, name: str) -> int:
        """How often it happened in the window that is open."""
        ...
