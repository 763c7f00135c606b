"""The databases opened, brought up to date and ready to be used by role."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from app.migrate import migrate
from app.settings import Settings
from connectors.guard.key import put_key
from connectors.signing import ScopeSigner
from connectors.units import Units as StoreUnits
from storage.audit import AuditKeys
from storage.channel_accounts import Handles
from storage.crypto import Cipher
from storage.engine import Databases, connect, engine, open_databases
from storage.secrets import Secrets
from storage.units import Units


@dataclass(frozen=True, slots=True, kw_only=True)
class Cellar:
    """One unit-of-work maker per database role, and the keys."""

    databases: Databases
    secrets: Secrets
    app: AsyncEngine
    audit: AsyncEngine

    @property
    def own(self) -> Units:
        """Work on our own state as `app`."""
        return Units(self.app)

    @property
    def audited(self) -> Units:
        """Work on the audit as `audit`."""
        return Units(self.audit)

    @property
    def stores(self) -> StoreUnits:
        """Reads of the stores as `app`, under signed scopes."""
        return StoreUnits(self.app, ScopeSigner(self.secrets.guard_key))

    @property
    def cipher(self) -> Cipher:
        """What closes and opens encrypted columns."""
        return Cipher(self.secrets.column_keys, self.secrets.current_column_key)

    @property
    def handles(self) -> Handles:
        """What turns a messenger's handle into the key of its chat."""
        return Handles(self.secrets.subject_key)

    @property
    def code_key(self) -> bytes:
        """What one-time codes are digested with."""
        return self.secrets.cookie_key

    @property
    def audit_keys(self) -> AuditKeys:
        """What links the audit chain."""
        return AuditKeys(chain=self.secrets.audit_key, subjects=self.secrets.subject_key)


def prepare(settings: Settings) -> tuple[Databases, Secrets]:
    """The databases started, migrated and given the guard key. Blocking: it is done before anything is served."""
    url = settings.database_url.get_secret_value() if settings.database_url else None
    databases = open_databases(settings.data, url)
    secrets = Secrets.open(settings.data)
    migrate(databases.owner)
    with connect(databases.owner) as connection:
        put_key(connection, secrets.guard_key)
    return databases, secrets


@asynccontextmanager
async def open_cellar(settings: Settings) -> AsyncIterator[Cellar]:
    """The cellar, until the block ends."""
    databases, secrets = prepare(settings)
    cellar = Cellar(
        databases=databases, secrets=secrets,
        app=engine(databases.app, pool_size=settings.pool_size),
        audit=engine(databases.audit, pool_size=max(2, settings.pool_size // 2)),
    )  # fmt: skip
    try:
        yield cellar
    finally:
        await cellar.app.dispose()
        await cellar.audit.dispose()
