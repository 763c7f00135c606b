"""What sign-in works with: its settings and its codes, opened once in `app/wiring.py`."""

from dataclasses import dataclass, field

from access.identity import People
from access.ports import OneTimeCodes
from app.signin.phones import Phones
from app.signin.provider import Provider
from app.signin.settings import SignInSettings
from domain.people import Assurance, Role, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """The office where people show who they are."""

    codes: OneTimeCodes
    settings: SignInSettings = field(default_factory=SignInSettings)
    public_url: str = ""
    people: People | None = None
    phones: Phones | None = None
    staff: Provider | None = None
    citizens: Provider | None = None

    @property
    def is_open(self) -> bool:
        """Whether anybody can sign in on the page."""
        return any((self.phones, self.staff, self.citizens))

    def knows_better(self, viewer: Viewer) -> bool:
        """Whether this viewer could show more surely who they are."""
        if viewer.role is Role.ANONYMOUS:
            return self.is_open
        return viewer.role is Role.CITIZEN and viewer.level < Assurance.CITIZEN and self.citizens is not None

    def address(self, path: str) -> str:
        """The address of one of our pages as people outside reach it; "" where no setting says what we are called."""
        return f"{self.public_url.rstrip('/')}{path}" if self.public_url else ""
