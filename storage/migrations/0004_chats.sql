-- What a person did, beside what they wrote, and which turn answered it; a lane's waiting events are read together.
ALTER TABLE house.inbox ADD COLUMN kind TEXT DEFAULT 'text' NOT NULL, ADD COLUMN turn_id TEXT;
CREATE INDEX ix_inbox_lane ON house.inbox (conversation, id) WHERE state = 'new';

-- The channel's own id of a message, and whether the person was told of one that may not have come.
ALTER TABLE house.outbox ADD COLUMN number TEXT, ADD COLUMN told_at TIMESTAMPTZ;
CREATE INDEX ix_outbox_dead ON house.outbox (conversation) WHERE state IN ('failed', 'unknown') AND told_at IS NULL;

-- A chat is a pseudonym until a person links it. The key is a keyed digest of channel and handle.
CREATE TABLE house.channel_accounts (
    key TEXT NOT NULL,
    channel TEXT NOT NULL,
    handle BYTEA NOT NULL,
    person_id TEXT,
    role TEXT,
    level SMALLINT DEFAULT 0 NOT NULL,
    method TEXT,
    made_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    linked_at TIMESTAMPTZ,
    expires_at TIMESTAMPTZ,
    left_at TIMESTAMPTZ,
    greeted_at TIMESTAMPTZ,
    PRIMARY KEY (key),
    CONSTRAINT linked_whole CHECK (num_nulls(person_id, role, linked_at, expires_at) IN (0, 4))
);
CREATE INDEX ix_channel_accounts_person ON house.channel_accounts (person_id);
CREATE INDEX ix_channel_accounts_seen_at ON house.channel_accounts (seen_at);
GRANT SELECT, INSERT, UPDATE ON house.channel_accounts TO hoiyte_app;
ALTER TABLE house.channel_accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.channel_accounts TO hoiyte_app USING (
    key = (SELECT house.standing('account')) OR person_id = (SELECT house.standing('person'))
);

CREATE TABLE house.media (
    name_hash TEXT NOT NULL,
    media_type TEXT NOT NULL,
    body BYTEA NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (name_hash)
);
CREATE INDEX ix_media_expires_at ON house.media (expires_at);
GRANT SELECT, INSERT ON house.media TO hoiyte_app;
ALTER TABLE house.media ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.media TO hoiyte_app USING (name_hash = (SELECT house.standing('session')));

INSERT INTO house.retention (kind, keep_days, source) VALUES
    ('channel_accounts', 400, 'own rule: chats that nobody used for longer than their history is kept');
