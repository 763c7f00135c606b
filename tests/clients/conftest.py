"""A scripted house that takes the tokens of a provider on loopback."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from itertools import count

import pytest

from app.signin.bearer import BearerSettings, open_bearer
from domain.clock import SystemClock
from tests.cellar import Cellar
from tests.clients.issuer import AUDIENCE, Issuer, issuing
from tests.journeys.conftest import house, sql
from tests.web.script import ScriptedHouse, ScriptedTurn, scripted_house
from tests.web.served import served

__all__ = ["client_door", "door", "house", "provider", "sql"]
_PEOPLE = count()


@dataclass
class ClientDoor:
    """A house that is served and worked, and who gives tokens for it."""

    house: ScriptedHouse
    url: str
    issuer: Issuer
    person: str = ""

    @property
    def doctor(self) -> str:
        """A doctor's token."""
        return self.issuer.token("NV000001", "doctor")

    @property
    def citizen(self) -> str:
        """A token of this test's own citizen, whose pace nobody else uses up."""
        return self.issuer.token(self.person, "citizen")


@pytest.fixture(scope="session")
async def provider() -> AsyncIterator[Issuer]:
    """Who gives tokens."""
    async with issuing() as issuer:
        yield issuer


@pytest.fixture(scope="session")
async def client_door(cellar: Cellar, migrated: str, provider: Issuer) -> AsyncIterator[ClientDoor]:
    """Where other clients knock."""
    async with scripted_house(cellar.copy(migrated), cellar.secrets) as house:
        settings = BearerSettings(issuer=provider.url, audience=AUDIENCE)
        house.bearer = open_bearer(settings, house.accounts, SystemClock())
        async with served(house) as url:
            yield ClientDoor(house, url, provider)
            house.turn.gate.set()


@pytest.fixture
def door(client_door: ClientDoor) -> Iterator[ClientDoor]:
    """The same, with an assistant that heard nothing yet."""
    client_door.house.turn = ScriptedTurn()
    yield replace(client_door, person=f"9993000010{next(_PEOPLE):02}")
    client_door.house.turn.gate.set()
