CREATE SCHEMA ehr;
GRANT USAGE ON SCHEMA ehr TO hoiyte_app, hoiyte_facts;
-- The words of a name without case and marks, so that "le thi lan" finds "Lê Thị Lân" (domain/text.py folds the same way).
-- Everything in it is pinned to the C collation: what is stored must not change with the locale of a server.
CREATE FUNCTION ehr.words(name text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT array_remove(regexp_split_to_array(
        lower(regexp_replace(normalize(translate(name, 'Đđ', 'Dd'), NFD) COLLATE "C", '[\u0300-\u036f]', '', 'g')),
        '[\s[:punct:]\u00a0\u2010-\u201f]+'), '')
$$;
REVOKE ALL ON FUNCTION ehr.words(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ehr.words(text) TO hoiyte_app;
CREATE TABLE ehr.allergies (
	allergy_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	substance TEXT NOT NULL, 
	category TEXT NOT NULL, 
	reaction TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	recorded_on DATE NOT NULL, 
	PRIMARY KEY (allergy_id)
);
CREATE INDEX ix_allergies_person_id ON ehr.allergies (person_id);
ALTER TABLE ehr.allergies ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON ehr.allergies TO hoiyte_app;
CREATE POLICY within_scope ON ehr.allergies FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('allergy'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
CREATE TABLE ehr.citizens (
	person_id TEXT NOT NULL, 
	full_name TEXT NOT NULL, 
	born_on DATE NOT NULL, 
	sex TEXT NOT NULL, 
	cccd TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	address TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	household_id TEXT NOT NULL, 
	blood_type TEXT NOT NULL, 
	PRIMARY KEY (person_id)
);
ALTER TABLE ehr.citizens ADD COLUMN name_words TEXT[] NOT NULL GENERATED ALWAYS AS (ehr.words(full_name)) STORED;
CREATE INDEX ix_citizens_commune ON ehr.citizens (commune);
ALTER TABLE ehr.citizens ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON ehr.citizens TO hoiyte_app;
CREATE POLICY within_scope ON ehr.citizens FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('citizen'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
GRANT SELECT (commune, born_on, sex) ON ehr.citizens TO hoiyte_facts;
CREATE POLICY counting ON ehr.citizens FOR SELECT TO hoiyte_facts USING (true);
CREATE TABLE ehr.conditions (
	condition_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	icd10 TEXT NOT NULL, 
	name TEXT NOT NULL, 
	since_on DATE NOT NULL, 
	sensitive TEXT, 
	PRIMARY KEY (condition_id)
);
CREATE INDEX ix_conditions_person_id ON ehr.conditions (person_id);
ALTER TABLE ehr.conditions ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON ehr.conditions TO hoiyte_app;
CREATE POLICY within_scope ON ehr.conditions FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('condition'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[]))
  AND (sensitive IS NULL OR sensitive = ANY ((SELECT guard.names('classes'))::text[])));
CREATE TABLE ehr.guardians (
	guardian_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	relation TEXT NOT NULL, 
	until_on DATE NOT NULL, 
	PRIMARY KEY (guardian_id, person_id)
);
ALTER TABLE ehr.guardians ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON ehr.guardians TO hoiyte_app;
CREATE POLICY within_scope ON ehr.guardians FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('guardian'))
  AND ((SELECT guard.every('patients')) OR guardian_id = ANY ((SELECT guard.names('patients'))::text[])));
CREATE TABLE ehr.immunizations (
	immunization_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	vaccine TEXT NOT NULL, 
	dose INTEGER NOT NULL, 
	given_on DATE NOT NULL, 
	place TEXT NOT NULL, 
	PRIMARY KEY (immunization_id)
);
CREATE INDEX ix_immunizations_person_id_given_on ON ehr.immunizations (person_id, given_on);
ALTER TABLE ehr.immunizations ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON ehr.immunizations TO hoiyte_app;
CREATE POLICY within_scope ON ehr.immunizations FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('immunization'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
GRANT SELECT (commune, vaccine, dose, given_on) ON ehr.immunizations TO hoiyte_facts;
CREATE POLICY counting ON ehr.immunizations FOR SELECT TO hoiyte_facts USING (true);
