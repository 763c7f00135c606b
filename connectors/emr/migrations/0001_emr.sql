CREATE SCHEMA emr;
GRANT USAGE ON SCHEMA emr TO hoiyte_app, hoiyte_facts;
CREATE TABLE emr.beds (
	facility TEXT NOT NULL, 
	department TEXT NOT NULL, 
	planned INTEGER NOT NULL, 
	actual INTEGER NOT NULL, 
	PRIMARY KEY (facility, department)
);
ALTER TABLE emr.beds ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON emr.beds TO hoiyte_app;
CREATE POLICY within_scope ON emr.beds FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('fact'))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[])));
GRANT SELECT (facility, department, planned, actual) ON emr.beds TO hoiyte_facts;
CREATE POLICY counting ON emr.beds FOR SELECT TO hoiyte_facts USING (true);
CREATE TABLE emr.encounters (
	encounter_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	facility TEXT NOT NULL, 
	department TEXT NOT NULL, 
	encounter_class TEXT NOT NULL, 
	started_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	ended_at TIMESTAMP WITH TIME ZONE, 
	reason TEXT NOT NULL, 
	icd10 TEXT NOT NULL, 
	diagnosis TEXT NOT NULL, 
	advice TEXT NOT NULL, 
	outcome TEXT, 
	follow_up_on DATE, 
	doctor_id TEXT NOT NULL, 
	doctor_name TEXT NOT NULL, 
	sensitive TEXT, 
	PRIMARY KEY (encounter_id)
);
CREATE INDEX ix_encounters_facility_department_ended_at ON emr.encounters (facility, department, ended_at);
CREATE INDEX ix_encounters_facility_ended_at ON emr.encounters (facility, ended_at);
CREATE INDEX ix_encounters_person_id_started_at ON emr.encounters (person_id, started_at);
ALTER TABLE emr.encounters ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON emr.encounters TO hoiyte_app;
CREATE POLICY within_scope ON emr.encounters FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('encounter'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[]))
  AND (sensitive IS NULL OR sensitive = ANY ((SELECT guard.names('classes'))::text[])));
GRANT SELECT (facility, department, encounter_class, started_at, ended_at, icd10, outcome) ON emr.encounters TO hoiyte_facts;
CREATE POLICY counting ON emr.encounters FOR SELECT TO hoiyte_facts USING (true);
CREATE TABLE emr.medications (
	medication_id TEXT NOT NULL, 
	encounter_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	facility TEXT NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	strength TEXT NOT NULL, 
	dosage TEXT NOT NULL, 
	quantity NUMERIC NOT NULL, 
	unit TEXT NOT NULL, 
	started_on DATE NOT NULL, 
	ended_on DATE NOT NULL, 
	sensitive TEXT, 
	PRIMARY KEY (medication_id)
);
CREATE INDEX ix_medications_person_id_started_on ON emr.medications (person_id, started_on);
ALTER TABLE emr.medications ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON emr.medications TO hoiyte_app;
CREATE POLICY within_scope ON emr.medications FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('medication'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[]))
  AND (sensitive IS NULL OR sensitive = ANY ((SELECT guard.names('classes'))::text[])));
CREATE TABLE emr.observations (
	observation_id TEXT NOT NULL, 
	encounter_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	facility TEXT NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	value NUMERIC, 
	text TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	low NUMERIC, 
	high NUMERIC, 
	taken_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	sensitive TEXT, 
	PRIMARY KEY (observation_id)
);
CREATE INDEX ix_observations_person_id_taken_at ON emr.observations (person_id, taken_at);
ALTER TABLE emr.observations ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON emr.observations TO hoiyte_app;
CREATE POLICY within_scope ON emr.observations FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('observation'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[]))
  AND (sensitive IS NULL OR sensitive = ANY ((SELECT guard.names('classes'))::text[])));
CREATE TABLE emr.patients (
	person_id TEXT NOT NULL, 
	facility TEXT NOT NULL, 
	full_name TEXT NOT NULL, 
	born_on DATE NOT NULL, 
	sex TEXT NOT NULL, 
	cccd TEXT NOT NULL, 
	bhyt_no TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	address TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	PRIMARY KEY (person_id, facility)
);
ALTER TABLE emr.patients ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON emr.patients TO hoiyte_app;
CREATE POLICY within_scope ON emr.patients FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('patient'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[])));
CREATE VIEW emr.care_relations WITH (security_barrier) AS
  SELECT * FROM (SELECT person_id, facility, department, (ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS until, ended_at FROM emr.encounters) AS shown
  WHERE (SELECT guard.sees('care_relation'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[]));
GRANT SELECT ON emr.care_relations TO hoiyte_app;
