-- One pair an account, sealed; its row is the lock under which one process renews it for all.

CREATE TABLE house.channel_tokens (
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    access BYTEA NOT NULL,
    refresh BYTEA NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (channel, account)
);
GRANT SELECT, INSERT, UPDATE ON house.channel_tokens TO hoiyte_app;

-- Only the post sends, and so only it needs them.
ALTER TABLE house.channel_tokens ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.channel_tokens TO hoiyte_app USING ((SELECT house.standing('duty')) = 'post');
