CREATE SCHEMA claims;
GRANT USAGE ON SCHEMA claims TO hoiyte_app, hoiyte_facts;
CREATE TABLE claims.claim_lines (
	claim_id TEXT NOT NULL, 
	line_no INTEGER NOT NULL, 
	person_id TEXT NOT NULL, 
	facility TEXT NOT NULL, 
	group_code TEXT NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	quantity NUMERIC NOT NULL, 
	price NUMERIC NOT NULL, 
	amount NUMERIC NOT NULL, 
	covered NUMERIC NOT NULL, 
	percent INTEGER NOT NULL, 
	fund NUMERIC NOT NULL, 
	copay NUMERIC NOT NULL, 
	own NUMERIC NOT NULL, 
	sensitive TEXT, 
	PRIMARY KEY (claim_id, line_no)
);
ALTER TABLE claims.claim_lines ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON claims.claim_lines TO hoiyte_app;
CREATE POLICY within_scope ON claims.claim_lines FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('claim_line'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[]))
  AND (sensitive IS NULL OR sensitive = ANY ((SELECT guard.names('classes'))::text[])));
CREATE TABLE claims.claims (
	claim_id TEXT NOT NULL, 
	encounter_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	facility TEXT NOT NULL, 
	visit_type TEXT NOT NULL, 
	object_code TEXT NOT NULL, 
	card_no TEXT NOT NULL, 
	admitted_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	discharged_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	icd10 TEXT NOT NULL, 
	diagnosis TEXT NOT NULL, 
	drugs NUMERIC NOT NULL, 
	total NUMERIC NOT NULL, 
	covered NUMERIC NOT NULL, 
	copay NUMERIC NOT NULL, 
	own NUMERIC NOT NULL, 
	fund NUMERIC NOT NULL, 
	status TEXT NOT NULL, 
	rejected NUMERIC NOT NULL, 
	reject_reason TEXT NOT NULL, 
	submitted_on DATE NOT NULL, 
	decided_on DATE, 
	sensitive TEXT, 
	PRIMARY KEY (claim_id)
);
CREATE INDEX ix_claims_decided_on ON claims.claims (decided_on);
CREATE INDEX ix_claims_discharged_at ON claims.claims (discharged_at);
CREATE INDEX ix_claims_facility_discharged_at ON claims.claims (facility, discharged_at);
CREATE INDEX ix_claims_person_id_discharged_at ON claims.claims (person_id, discharged_at);
ALTER TABLE claims.claims ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON claims.claims TO hoiyte_app;
CREATE POLICY within_scope ON claims.claims FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('claim'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[]))
  AND (sensitive IS NULL OR sensitive = ANY ((SELECT guard.names('classes'))::text[])));
GRANT SELECT (facility, visit_type, object_code, discharged_at, drugs, total, covered, copay, own, fund, status, rejected, icd10) ON claims.claims TO hoiyte_facts;
CREATE POLICY counting ON claims.claims FOR SELECT TO hoiyte_facts USING (true);
CREATE TABLE claims.coverages (
	card_no TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	percent INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE NOT NULL, 
	registered_facility TEXT NOT NULL, 
	five_years_on DATE NOT NULL, 
	PRIMARY KEY (card_no)
);
CREATE INDEX ix_coverages_person_id ON claims.coverages (person_id);
ALTER TABLE claims.coverages ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON claims.coverages TO hoiyte_app;
CREATE POLICY within_scope ON claims.coverages FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('coverage'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
GRANT SELECT (commune, valid_from, valid_to, percent) ON claims.coverages TO hoiyte_facts;
CREATE POLICY counting ON claims.coverages FOR SELECT TO hoiyte_facts USING (true);
