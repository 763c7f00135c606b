CREATE TABLE indicators.counted_communes (
	commune TEXT NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	PRIMARY KEY (commune)
);
ALTER TABLE indicators.counted_communes ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON indicators.counted_communes TO hoiyte_app;
CREATE POLICY within_scope ON indicators.counted_communes FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('fact'))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
CREATE TABLE indicators.counted_facilities (
	facility TEXT NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	PRIMARY KEY (facility)
);
ALTER TABLE indicators.counted_facilities ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON indicators.counted_facilities TO hoiyte_app;
CREATE POLICY within_scope ON indicators.counted_facilities FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('fact'))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[])));
GRANT SELECT, INSERT, UPDATE, DELETE ON indicators.counted_facilities, indicators.counted_communes TO hoiyte_facts;
CREATE POLICY writing ON indicators.counted_facilities TO hoiyte_facts USING (true) WITH CHECK (true);
CREATE POLICY writing ON indicators.counted_communes TO hoiyte_facts USING (true) WITH CHECK (true);
-- What was counted before holds stocks day by day; without runs the job begins anew.
TRUNCATE indicators.facility_facts, indicators.commune_facts, indicators.fact_runs, indicators.fact_coverage;
