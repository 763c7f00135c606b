-- Signing in asks whose a proved number is.
CREATE INDEX ix_citizens_cccd ON ehr.citizens (cccd);
CREATE INDEX ix_citizens_phone ON ehr.citizens (phone);
