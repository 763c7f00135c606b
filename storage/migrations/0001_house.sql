-- Our own state. Written once; later changes are later migrations.

CREATE SCHEMA house;
GRANT USAGE ON SCHEMA house TO hoiyte_app, hoiyte_audit;

CREATE TABLE house.audit (
    seq BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    turn_id TEXT NOT NULL,
    viewer TEXT NOT NULL,
    role TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT,
    outcome TEXT NOT NULL,
    tag TEXT NOT NULL,
    reason TEXT NOT NULL,
    args_hash TEXT NOT NULL,
    rows INTEGER NOT NULL,
    dropped INTEGER NOT NULL,
    mac TEXT NOT NULL,
    PRIMARY KEY (seq)
);
CREATE INDEX ix_audit_at ON house.audit (at);
CREATE INDEX ix_audit_subject ON house.audit (subject, at);
CREATE INDEX ix_audit_turn ON house.audit (turn_id);
CREATE INDEX ix_audit_viewer ON house.audit (viewer, at);

CREATE TABLE house.audit_seals (
    last_seq BIGINT NOT NULL,
    mac TEXT NOT NULL,
    rows BIGINT NOT NULL,
    sealed_at TIMESTAMPTZ NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (last_seq)
);

CREATE TABLE house.audit_texts (
    seq BIGINT NOT NULL,
    text BYTEA NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (seq)
);
CREATE INDEX ix_audit_texts_at ON house.audit_texts (at);

CREATE TABLE house.communes (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    full_name TEXT NOT NULL,
    province TEXT NOT NULL,
    population INTEGER NOT NULL,
    sort_key TEXT NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE house.conversations (
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,
    channel TEXT NOT NULL,
    title BYTEA,
    made_at TIMESTAMPTZ NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX ix_conversations_last_at ON house.conversations (last_at);
CREATE INDEX ix_conversations_owner ON house.conversations (person_id, role, channel, last_at);

CREATE TABLE house.departments (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE house.facilities (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    commune TEXT NOT NULL,
    beds INTEGER NOT NULL,
    sort_key TEXT NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE house.former_names (
    name TEXT NOT NULL,
    commune TEXT NOT NULL,
    PRIMARY KEY (name, commune)
);

CREATE TABLE house.inbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    channel TEXT NOT NULL,
    event_id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    sender BYTEA NOT NULL,
    text BYTEA NOT NULL,
    raw BYTEA NOT NULL,
    state TEXT DEFAULT 'new' NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    PRIMARY KEY (id),
    CONSTRAINT inbox_once UNIQUE (channel, event_id),
    CONSTRAINT known_state CHECK (state IN ('new', 'done', 'failed'))
);
CREATE INDEX ix_inbox_received_at ON house.inbox (received_at);
CREATE INDEX ix_inbox_waiting ON house.inbox (id) WHERE state = 'new';

CREATE TABLE house.messenger_consents (
    person_id TEXT NOT NULL,
    given_at TIMESTAMPTZ NOT NULL,
    withdrawn_at TIMESTAMPTZ,
    PRIMARY KEY (person_id)
);

CREATE TABLE house.outbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    turn_id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    channel TEXT NOT NULL,
    seq INTEGER NOT NULL,
    payload BYTEA NOT NULL,
    state TEXT DEFAULT 'pending' NOT NULL,
    tries INTEGER DEFAULT 0 NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    claimed_at TIMESTAMPTZ,
    sent_at TIMESTAMPTZ,
    PRIMARY KEY (id),
    CONSTRAINT outbox_once UNIQUE (turn_id, seq),
    CONSTRAINT known_state CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unknown'))
);
CREATE INDEX ix_outbox_due_at ON house.outbox (due_at);
CREATE INDEX ix_outbox_waiting ON house.outbox (channel, conversation, id) WHERE state IN ('pending', 'sending');

CREATE TABLE house.personas (
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,
    display_name TEXT NOT NULL,
    facility_name TEXT NOT NULL,
    commune_name TEXT NOT NULL,
    suggestions JSONB NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE house.province (
    only_row BOOLEAN DEFAULT true NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (only_row),
    CONSTRAINT one_row CHECK (only_row)
);

CREATE TABLE house.retention (
    kind TEXT NOT NULL,
    keep_days INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (kind),
    CONSTRAINT some_days CHECK (keep_days > 0)
);

CREATE TABLE house.sessions (
    token_hash TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,
    level SMALLINT NOT NULL,
    persona BOOLEAN NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (token_hash)
);
CREATE INDEX ix_sessions_expires_at ON house.sessions (expires_at);

CREATE TABLE house.staff (
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,
    full_name TEXT NOT NULL,
    facility TEXT,
    department TEXT,
    on_call BOOLEAN NOT NULL,
    facilities TEXT[] NOT NULL,
    communes TEXT[] NOT NULL,
    clearances TEXT[] NOT NULL,
    PRIMARY KEY (person_id, role)
);

CREATE TABLE house.store_mark (
    only_row BOOLEAN DEFAULT true NOT NULL,
    kind TEXT NOT NULL,
    reference_day DATE NOT NULL,
    plan JSONB NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (only_row),
    CONSTRAINT one_row CHECK (only_row),
    CONSTRAINT known_kind CHECK (kind IN ('synthetic', 'real'))
);

CREATE TABLE house.confirmations (
    id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,
    payload BYTEA NOT NULL,
    text BYTEA NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    answered_at TIMESTAMPTZ,
    outcome TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(conversation) REFERENCES house.conversations (id) ON DELETE CASCADE,
    CONSTRAINT ten_minutes CHECK (expires_at <= asked_at + interval '10 minutes'),
    CONSTRAINT known_outcome CHECK ((outcome IS NULL OR outcome IN ('yes', 'no', 'left')) AND (outcome IS NULL) = (answered_at IS NULL))
);
CREATE INDEX ix_confirmations_conversation ON house.confirmations (conversation);
CREATE INDEX ix_confirmations_expires_at ON house.confirmations (expires_at);

CREATE TABLE house.messages (
    conversation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    turn_id TEXT NOT NULL,
    author TEXT NOT NULL,
    text BYTEA NOT NULL,
    calls BYTEA NOT NULL,
    sources BYTEA NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (conversation, seq),
    FOREIGN KEY(conversation) REFERENCES house.conversations (id) ON DELETE CASCADE,
    CONSTRAINT known_author CHECK (author IN ('user', 'assistant', 'tool'))
);
CREATE INDEX ix_messages_made_at ON house.messages (made_at);

CREATE TABLE house.turn_events (
    turn_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    conversation TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload BYTEA NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (turn_id, seq),
    FOREIGN KEY(conversation) REFERENCES house.conversations (id) ON DELETE CASCADE
);
CREATE INDEX ix_turn_events_at ON house.turn_events (at);
CREATE INDEX ix_turn_events_conversation ON house.turn_events (conversation);

CREATE TABLE house.turn_stops (
    turn_id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (turn_id),
    FOREIGN KEY(conversation) REFERENCES house.conversations (id) ON DELETE CASCADE
);
CREATE INDEX ix_turn_stops_conversation ON house.turn_stops (conversation);

-- The audit chain: append under one lock. A plain statement would see the head as it was before it waited for the
-- lock; inside a volatile function each statement sees the present.

CREATE FUNCTION house.audit_head(OUT seq BIGINT, OUT mac TEXT) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7466027421);
    SELECT a.seq, a.mac INTO audit_head.seq, audit_head.mac FROM house.audit a ORDER BY a.seq DESC LIMIT 1;
    IF audit_head.seq IS NULL THEN
        SELECT s.last_seq, s.mac INTO audit_head.seq, audit_head.mac
        FROM house.audit_seals s ORDER BY s.last_seq DESC LIMIT 1;
    END IF;
END;
$$;

-- One trip an append: the writer brings the row already chained to the head it knows. When somebody else wrote in
-- between, nothing is appended and the true head comes back, for the writer to chain to and come again.

CREATE FUNCTION house.audit_append(previous TEXT, event house.audit, OUT seq BIGINT, OUT mac TEXT)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    SELECT h.seq, h.mac INTO audit_append.seq, audit_append.mac FROM house.audit_head() h;
    IF coalesce(audit_append.seq, 0) + 1 = event.seq AND coalesce(audit_append.mac, '') = previous THEN
        INSERT INTO house.audit SELECT event.*;
        audit_append.seq := event.seq;
        audit_append.mac := event.mac;
    END IF;
END;
$$;

-- Grants: each role what its duty needs.

GRANT SELECT ON house.store_mark, house.province, house.communes, house.facilities, house.departments,
    house.former_names, house.staff, house.personas, house.retention TO hoiyte_app;
GRANT SELECT, INSERT, UPDATE ON house.inbox, house.outbox, house.messenger_consents, house.conversations,
    house.confirmations TO hoiyte_app;
GRANT SELECT, INSERT ON house.messages, house.turn_events, house.turn_stops TO hoiyte_app;
GRANT SELECT, INSERT, DELETE ON house.sessions TO hoiyte_app;
GRANT DELETE ON house.conversations TO hoiyte_app;
GRANT SELECT, INSERT ON house.audit, house.audit_texts TO hoiyte_audit;
GRANT SELECT ON house.audit_seals TO hoiyte_audit;

-- The wall: a transaction sees the conversation, the person or the session it stands for (storage/wall.py).

CREATE FUNCTION house.standing(field TEXT) RETURNS TEXT LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('hoiyte.' || field, true), '')
$$;

ALTER TABLE house.conversations ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.conversations TO hoiyte_app USING (
    id = (SELECT house.standing('conversation'))
    OR (person_id = (SELECT house.standing('person')) AND role = (SELECT house.standing('role')))
);

ALTER TABLE house.messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.messages TO hoiyte_app
    USING (conversation = (SELECT house.standing('conversation')));

ALTER TABLE house.turn_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.turn_events TO hoiyte_app
    USING (conversation = (SELECT house.standing('conversation')));

ALTER TABLE house.turn_stops ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.turn_stops TO hoiyte_app
    USING (conversation = (SELECT house.standing('conversation')));

ALTER TABLE house.confirmations ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.confirmations TO hoiyte_app
    USING (conversation = (SELECT house.standing('conversation')));

ALTER TABLE house.sessions ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.sessions TO hoiyte_app
    USING (token_hash = (SELECT house.standing('session')));

ALTER TABLE house.messenger_consents ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.messenger_consents TO hoiyte_app
    USING (person_id = (SELECT house.standing('person')));

-- How long each kind is kept (domain.md section 7.2: processing logs at least 6 months, the audit 5 years).

INSERT INTO house.retention (kind, keep_days, source) VALUES
    ('raw_events', 90, 'own rule: long enough to answer a complaint about a lost message'),
    ('conversations', 365, 'own rule: a year of history for the person'),
    ('turn_events', 30, 'own rule: only for resuming a stream'),
    ('outbox', 90, 'own rule: as raw events'),
    ('confirmations', 30, 'own rule: the write itself stands in its store'),
    ('checkpoints', 1, 'design section 4: lives only while a confirmation waits'),
    ('media', 30, 'own rule'),
    ('one_time_codes', 1, 'own rule'),
    ('sessions', 1, 'own rule: days after they expired'),
    ('jobs', 7, 'own rule: ids only'),
    ('audit_texts', 365, 'own rule: erasable texts beside the chain'),
    ('audit', 1825, 'NĐ 356/2025 Đ9k3 as read in domain.md 7.2: at least 5 years');
