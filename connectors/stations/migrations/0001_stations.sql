CREATE SCHEMA stations;
GRANT USAGE ON SCHEMA stations TO hoiyte_app, hoiyte_facts;
CREATE TABLE stations.chronic_cares (
	register_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	full_name TEXT NOT NULL, 
	born_on DATE NOT NULL, 
	phone TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	programme TEXT NOT NULL, 
	enrolled_on DATE NOT NULL, 
	last_visit_on DATE, 
	next_due_on DATE NOT NULL, 
	systolic INTEGER, 
	diastolic INTEGER, 
	hba1c NUMERIC, 
	on_target BOOLEAN NOT NULL, 
	PRIMARY KEY (register_id)
);
CREATE INDEX ix_chronic_cares_commune_programme_next_due_on ON stations.chronic_cares (commune, programme, next_due_on);
CREATE INDEX ix_chronic_cares_next_due_on ON stations.chronic_cares (next_due_on);
CREATE INDEX ix_chronic_cares_person_id ON stations.chronic_cares (person_id);
ALTER TABLE stations.chronic_cares ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON stations.chronic_cares TO hoiyte_app;
CREATE POLICY within_scope ON stations.chronic_cares FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('chronic_care'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
GRANT SELECT (commune, programme, enrolled_on, last_visit_on, next_due_on, on_target) ON stations.chronic_cares TO hoiyte_facts;
CREATE POLICY counting ON stations.chronic_cares FOR SELECT TO hoiyte_facts USING (true);
CREATE TABLE stations.disease_counts (
	commune TEXT NOT NULL, 
	icd10 TEXT NOT NULL, 
	disease TEXT NOT NULL, 
	week_on DATE NOT NULL, 
	cases INTEGER NOT NULL, 
	deaths INTEGER NOT NULL, 
	PRIMARY KEY (commune, icd10, week_on)
);
CREATE INDEX ix_disease_counts_week_on_icd10 ON stations.disease_counts (week_on, icd10);
ALTER TABLE stations.disease_counts ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON stations.disease_counts TO hoiyte_app;
CREATE POLICY within_scope ON stations.disease_counts FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('disease_count'))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
GRANT SELECT (commune, icd10, week_on, cases, deaths) ON stations.disease_counts TO hoiyte_facts;
CREATE POLICY counting ON stations.disease_counts FOR SELECT TO hoiyte_facts USING (true);
CREATE TABLE stations.due_doses (
	due_dose_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	full_name TEXT NOT NULL, 
	born_on DATE NOT NULL, 
	phone TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	vaccine TEXT NOT NULL, 
	dose INTEGER NOT NULL, 
	due_on DATE NOT NULL, 
	given_on DATE, 
	PRIMARY KEY (due_dose_id)
);
CREATE INDEX ix_due_doses_commune_given_on_due_on ON stations.due_doses (commune, given_on, due_on);
CREATE INDEX ix_due_doses_given_on_due_on ON stations.due_doses (given_on, due_on);
CREATE INDEX ix_due_doses_person_id_due_on ON stations.due_doses (person_id, due_on);
ALTER TABLE stations.due_doses ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON stations.due_doses TO hoiyte_app;
CREATE POLICY within_scope ON stations.due_doses FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('due_dose'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
GRANT SELECT (commune, vaccine, dose, due_on, given_on) ON stations.due_doses TO hoiyte_facts;
CREATE POLICY counting ON stations.due_doses FOR SELECT TO hoiyte_facts USING (true);
CREATE TABLE stations.pregnancies (
	pregnancy_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	full_name TEXT NOT NULL, 
	born_on DATE NOT NULL, 
	phone TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	last_period_on DATE NOT NULL, 
	due_on DATE NOT NULL, 
	visits INTEGER NOT NULL, 
	last_visit_on DATE, 
	next_visit_on DATE, 
	risk TEXT NOT NULL, 
	tetanus_doses INTEGER NOT NULL, 
	delivered_on DATE, 
	PRIMARY KEY (pregnancy_id)
);
CREATE INDEX ix_pregnancies_commune_delivered_on_next_visit_on ON stations.pregnancies (commune, delivered_on, next_visit_on);
CREATE INDEX ix_pregnancies_delivered_on_next_visit_on ON stations.pregnancies (delivered_on, next_visit_on);
CREATE INDEX ix_pregnancies_person_id ON stations.pregnancies (person_id);
ALTER TABLE stations.pregnancies ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON stations.pregnancies TO hoiyte_app;
CREATE POLICY within_scope ON stations.pregnancies FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('pregnancy'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
GRANT SELECT (commune, visits, tetanus_doses, delivered_on) ON stations.pregnancies TO hoiyte_facts;
CREATE POLICY counting ON stations.pregnancies FOR SELECT TO hoiyte_facts USING (true);
