-- One-time codes: the key is a keyed digest of what it opens and for whom, the code itself is kept as another.
CREATE TABLE house.one_time_codes (
    key TEXT NOT NULL,
    purpose TEXT NOT NULL,
    code_mac TEXT NOT NULL,
    payload BYTEA NOT NULL,
    tries SMALLINT DEFAULT 0 NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ,
    used_by TEXT,
    PRIMARY KEY (key),
    CONSTRAINT few_tries CHECK (tries BETWEEN 0 AND 5)
);
CREATE INDEX ix_one_time_codes_expires_at ON house.one_time_codes (expires_at);
GRANT SELECT, INSERT, UPDATE ON house.one_time_codes TO hoiyte_app;
ALTER TABLE house.one_time_codes ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.one_time_codes TO hoiyte_app USING (key = (SELECT house.standing('session')));

-- How often something happened in a window of time: wrong codes of a chat, codes sent to a phone.
CREATE TABLE house.happenings (
    key TEXT NOT NULL,
    times INTEGER NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (key)
);
CREATE INDEX ix_happenings_expires_at ON house.happenings (expires_at);
GRANT SELECT, INSERT, UPDATE ON house.happenings TO hoiyte_app;
ALTER TABLE house.happenings ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.happenings TO hoiyte_app USING (key = (SELECT house.standing('session')));

-- A chat or a browser is known as surely as it was proved until then, and less surely after it.
ALTER TABLE house.channel_accounts ADD COLUMN sure_until TIMESTAMPTZ;
ALTER TABLE house.sessions ADD COLUMN sure_until TIMESTAMPTZ, ADD COLUMN name BYTEA;

-- A person sees and ends their own browsers; only a browser itself begins its session.
CREATE POLICY own_read ON house.sessions FOR SELECT TO hoiyte_app
    USING (person_id = (SELECT house.standing('person')));
CREATE POLICY own_end ON house.sessions FOR DELETE TO hoiyte_app
    USING (person_id = (SELECT house.standing('person')));
CREATE INDEX ix_sessions_person ON house.sessions (person_id);
