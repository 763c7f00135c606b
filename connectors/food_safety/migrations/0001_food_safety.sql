CREATE SCHEMA food_safety;
GRANT USAGE ON SCHEMA food_safety TO hoiyte_app, hoiyte_facts;
CREATE TABLE food_safety.establishments (
	establishment_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	trade TEXT NOT NULL, 
	risk TEXT NOT NULL, 
	address TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	status TEXT NOT NULL, 
	certificate_no TEXT, 
	issued_on DATE, 
	expires_on DATE, 
	PRIMARY KEY (establishment_id)
);
CREATE INDEX ix_establishments_commune ON food_safety.establishments (commune);
CREATE INDEX ix_establishments_expires_on ON food_safety.establishments (expires_on);
ALTER TABLE food_safety.establishments ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON food_safety.establishments TO hoiyte_app;
CREATE POLICY within_scope ON food_safety.establishments FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('establishment'))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
CREATE TABLE food_safety.inspections (
	inspection_id TEXT NOT NULL, 
	establishment_id TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	planned_on DATE NOT NULL, 
	done_on DATE, 
	sort TEXT NOT NULL, 
	result TEXT, 
	violation TEXT NOT NULL, 
	fine NUMERIC NOT NULL, 
	PRIMARY KEY (inspection_id)
);
CREATE INDEX ix_inspections_done_on_planned_on ON food_safety.inspections (done_on, planned_on);
CREATE INDEX ix_inspections_establishment_id ON food_safety.inspections (establishment_id);
ALTER TABLE food_safety.inspections ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON food_safety.inspections TO hoiyte_app;
CREATE POLICY within_scope ON food_safety.inspections FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('inspection'))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
GRANT SELECT (commune, done_on, result) ON food_safety.inspections TO hoiyte_facts;
CREATE POLICY counting ON food_safety.inspections FOR SELECT TO hoiyte_facts USING (true);
CREATE TABLE food_safety.outbreaks (
	outbreak_id TEXT NOT NULL, 
	establishment_id TEXT, 
	commune TEXT NOT NULL, 
	place TEXT NOT NULL, 
	occurred_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	exposed INTEGER NOT NULL, 
	affected INTEGER NOT NULL, 
	hospitalized INTEGER NOT NULL, 
	deaths INTEGER NOT NULL, 
	food TEXT NOT NULL, 
	agent TEXT NOT NULL, 
	status TEXT NOT NULL, 
	PRIMARY KEY (outbreak_id)
);
CREATE INDEX ix_outbreaks_occurred_at ON food_safety.outbreaks (occurred_at);
ALTER TABLE food_safety.outbreaks ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON food_safety.outbreaks TO hoiyte_app;
CREATE POLICY within_scope ON food_safety.outbreaks FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('outbreak'))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
GRANT SELECT (commune, occurred_at, exposed, affected, hospitalized, deaths, status) ON food_safety.outbreaks TO hoiyte_facts;
CREATE POLICY counting ON food_safety.outbreaks FOR SELECT TO hoiyte_facts USING (true);
CREATE TABLE food_safety.poisoning_cases (
	case_id TEXT NOT NULL, 
	outbreak_id TEXT, 
	person_id TEXT NOT NULL, 
	full_name TEXT NOT NULL, 
	age INTEGER NOT NULL, 
	sex TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	establishment_id TEXT, 
	food TEXT NOT NULL, 
	meal_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	onset_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	symptoms TEXT NOT NULL, 
	hospitalized BOOLEAN NOT NULL, 
	died BOOLEAN NOT NULL, 
	status TEXT NOT NULL, 
	PRIMARY KEY (case_id)
);
CREATE INDEX ix_poisoning_cases_onset_at ON food_safety.poisoning_cases (onset_at);
CREATE INDEX ix_poisoning_cases_outbreak_id ON food_safety.poisoning_cases (outbreak_id);
CREATE INDEX ix_poisoning_cases_person_id ON food_safety.poisoning_cases (person_id);
ALTER TABLE food_safety.poisoning_cases ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON food_safety.poisoning_cases TO hoiyte_app;
CREATE POLICY within_scope ON food_safety.poisoning_cases FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('poisoning_case'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
