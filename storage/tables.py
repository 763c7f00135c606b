"""The tables of our own state, schema `house`; the migrations hold the same as frozen SQL and a test compares them.

Columns of type bytea hold sealed text (`storage/crypto.py`); instants are UTC.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

METADATA = MetaData(schema="house")


def _at(name: str, *, optional: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=optional)


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _sealed(name: str, *, optional: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=optional)


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger, Identity(always=True), primary_key=True)


STORE_MARK = Table(
    "store_mark", METADATA,
    Column("only_row", Boolean, primary_key=True, server_default=text("true")),
    _text("kind"), Column("reference_day", Date, nullable=False), Column("plan", JSONB, nullable=False), _at("made_at"),
)  # fmt: skip

PROVINCE = Table(
    "province", METADATA,
    Column("only_row", Boolean, primary_key=True, server_default=text("true")), _text("code"), _text("name"),
)  # fmt: skip

COMMUNES = Table(
    "communes", METADATA,
    Column("code", Text, primary_key=True), _text("name"), _text("full_name"), _text("province"),
    Column("population", Integer, nullable=False), _text("sort_key"),
)  # fmt: skip

FACILITIES = Table(
    "facilities", METADATA,
    Column("code", Text, primary_key=True), _text("name"), _text("kind"), _text("commune"),
    Column("beds", Integer, nullable=False), _text("sort_key"),
)  # fmt: skip

DEPARTMENTS = Table("departments", METADATA, Column("code", Text, primary_key=True), _text("name"), _text("sort_key"))

FORMER_NAMES = Table(
    "former_names", METADATA,
    Column("name", Text, primary_key=True), Column("commune", Text, primary_key=True),
)  # fmt: skip

STAFF = Table(
    "staff", METADATA,
    Column("person_id", Text, primary_key=True), Column("role", Text, primary_key=True), _text("full_name"),
    Column("facility", Text), Column("department", Text), Column("on_call", Boolean, nullable=False),
    Column("facilities", ARRAY(Text), nullable=False), Column("communes", ARRAY(Text), nullable=False),
    Column("clearances", ARRAY(Text), nullable=False),
)  # fmt: skip

PERSONAS = Table(
    "personas", METADATA,
    Column("name", Text, primary_key=True), Column("position", Integer, nullable=False), _text("person_id"),
    _text("role"), _text("display_name"), _text("facility_name"), _text("commune_name"),
    Column("suggestions", JSONB, nullable=False),
)  # fmt: skip

MESSENGER_CONSENTS = Table(
    "messenger_consents", METADATA,
    Column("person_id", Text, primary_key=True), _at("given_at"), _at("withdrawn_at", optional=True),
)  # fmt: skip

SESSIONS = Table(
    "sessions", METADATA,
    Column("token_hash", Text, primary_key=True), _text("person_id"), _text("role"),
    Column("level", SmallInteger, nullable=False), Column("persona", Boolean, nullable=False),
    _at("made_at"), _at("expires_at"), _at("sure_until", optional=True), _sealed("name", optional=True),
    Index("ix_sessions_expires_at", "expires_at"), Index("ix_sessions_person", "person_id"),
)  # fmt: skip

CONVERSATIONS = Table(
    "conversations", METADATA,
    Column("id", Text, primary_key=True), _text("person_id"), _text("role"), _text("channel"),
    _sealed("title", optional=True), _at("made_at"), _at("last_at"),
    Index("ix_conversations_owner", "person_id", "role", "channel", "last_at"),
    Index("ix_conversations_last_at", "last_at"),
)  # fmt: skip

MESSAGES = Table(
    "messages", METADATA,
    Column("conversation", Text, ForeignKey(CONVERSATIONS.c.id, ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True), _text("turn_id"), _text("author"), _sealed("text"), _sealed("calls"),
    _sealed("sources"), _at("made_at"),
    Index("ix_messages_made_at", "made_at"),
)  # fmt: skip

TURN_EVENTS = Table(
    "turn_events", METADATA,
    Column("turn_id", Text, primary_key=True), Column("seq", Integer, primary_key=True),
    Column("conversation", Text, ForeignKey(CONVERSATIONS.c.id, ondelete="CASCADE"), nullable=False),
    _text("kind"), _sealed("payload"), _at("at"),
    Index("ix_turn_events_conversation", "conversation"), Index("ix_turn_events_at", "at"),
)  # fmt: skip

TURN_STOPS = Table(
    "turn_stops", METADATA,
    Column("turn_id", Text, primary_key=True),
    Column("conversation", Text, ForeignKey(CONVERSATIONS.c.id, ondelete="CASCADE"), nullable=False), _at("at"),
    Index("ix_turn_stops_conversation", "conversation"),
)  # fmt: skip

CONFIRMATIONS = Table(
    "confirmations", METADATA,
    Column("id", Text, primary_key=True),
    Column("conversation", Text, ForeignKey(CONVERSATIONS.c.id, ondelete="CASCADE"), nullable=False),
    _text("person_id"), _text("role"), _sealed("payload"), _sealed("text"),
    _at("asked_at"), _at("expires_at"), _at("answered_at", optional=True), Column("outcome", Text),
    Index("ix_confirmations_conversation", "conversation"), Index("ix_confirmations_expires_at", "expires_at"),
)  # fmt: skip

INBOX = Table(
    "inbox", METADATA,
    _number("id"), _text("channel"), _text("event_id"), _text("conversation"), _sealed("sender"), _sealed("text"),
    _sealed("raw"), _text("kind", "text"), _text("state", "new"), _at("received_at"),
    _at("finished_at", optional=True), Column("turn_id", Text),
    UniqueConstraint("channel", "event_id", name="inbox_once"),
    Index("ix_inbox_received_at", "received_at"),
    Index("ix_inbox_waiting", "id", postgresql_where=text("state = 'new'")),
    Index("ix_inbox_lane", "conversation", "id", postgresql_where=text("state = 'new'")),
)  # fmt: skip

OUTBOX = Table(
    "outbox", METADATA,
    _number("id"), _text("turn_id"), _text("conversation"), _text("channel"), Column("seq", Integer, nullable=False),
    _sealed("payload"), _text("state", "pending"), Column("tries", Integer, nullable=False, server_default=text("0")),
    _at("due_at"), _at("claimed_at", optional=True), _at("sent_at", optional=True), Column("number", Text),
    _at("told_at", optional=True),
    UniqueConstraint("turn_id", "seq", name="outbox_once"),
    Index("ix_outbox_waiting", "channel", "conversation", "id",
          postgresql_where=text("state IN ('pending', 'sending')")),
    Index("ix_outbox_due_at", "due_at"),
    Index("ix_outbox_dead", "conversation",
          postgresql_where=text("state IN ('failed', 'unknown') AND told_at IS NULL")),
)  # fmt: skip

CHANNEL_ACCOUNTS = Table(
    "channel_accounts", METADATA,
    Column("key", Text, primary_key=True), _text("channel"), _sealed("handle"), Column("person_id", Text),
    Column("role", Text), Column("level", SmallInteger, nullable=False, server_default=text("0")),
    Column("method", Text), _at("made_at"), _at("seen_at"), _at("linked_at", optional=True),
    _at("expires_at", optional=True), _at("left_at", optional=True), _at("greeted_at", optional=True),
    _at("sure_until", optional=True),
    Index("ix_channel_accounts_person", "person_id"), Index("ix_channel_accounts_seen_at", "seen_at"),
)  # fmt: skip

ONE_TIME_CODES = Table(
    "one_time_codes", METADATA,
    Column("key", Text, primary_key=True), _text("purpose"), _text("code_mac"), _sealed("payload"),
    Column("tries", SmallInteger, nullable=False, server_default=text("0")), _at("made_at"), _at("expires_at"),
    _at("used_at", optional=True), Column("used_by", Text),
    Index("ix_one_time_codes_expires_at", "expires_at"),
)  # fmt: skip

HAPPENINGS = Table(
    "happenings", METADATA,
    Column("key", Text, primary_key=True), Column("times", Integer, nullable=False), _at("expires_at"),
    Index("ix_happenings_expires_at", "expires_at"),
)  # fmt: skip

MEDIA = Table(
    "media", METADATA,
    Column("name_hash", Text, primary_key=True), _text("media_type"), _sealed("body"), _at("expires_at"),
    Index("ix_media_expires_at", "expires_at"),
)  # fmt: skip

CHANNEL_TOKENS = Table(
    "channel_tokens", METADATA,
    Column("channel", Text, primary_key=True), Column("account", Text, primary_key=True), _sealed("access"),
    _sealed("refresh"), _at("made_at"), _at("expires_at"),
)  # fmt: skip

AUDIT = Table(
    "audit", METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False), _at("at"), _text("turn_id"), _text("viewer"),
    _text("role"), _text("action"), Column("subject", Text), _text("outcome"), _text("tag"), _text("reason"),
    _text("args_hash"), Column("rows", Integer, nullable=False), Column("dropped", Integer, nullable=False),
    _text("mac"),
    Index("ix_audit_at", "at"), Index("ix_audit_turn", "turn_id"), Index("ix_audit_viewer", "viewer", "at"),
    Index("ix_audit_subject", "subject", "at"),
)  # fmt: skip

AUDIT_TEXTS = Table(
    "audit_texts", METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False), _sealed("text"), _at("at"),
    Index("ix_audit_texts_at", "at"),
)  # fmt: skip

AUDIT_SEALS = Table(
    "audit_seals", METADATA,
    Column("last_seq", BigInteger, primary_key=True, autoincrement=False), _text("mac"),
    Column("rows", BigInteger, nullable=False), _at("sealed_at"), _text("seal"),
)  # fmt: skip

RETENTION = Table(
    "retention", METADATA,
    Column("kind", Text, primary_key=True), Column("keep_days", Integer, nullable=False), _text("source"),
)  # fmt: skip
