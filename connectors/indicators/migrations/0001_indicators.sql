CREATE SCHEMA indicators;
GRANT USAGE ON SCHEMA indicators TO hoiyte_app, hoiyte_facts;
CREATE TABLE indicators.commune_facts (
	metric TEXT NOT NULL, 
	commune TEXT NOT NULL, 
	day DATE NOT NULL, 
	value NUMERIC NOT NULL, 
	PRIMARY KEY (metric, commune, day)
);
CREATE INDEX ix_commune_facts_metric_day ON indicators.commune_facts (metric, day);
ALTER TABLE indicators.commune_facts ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON indicators.commune_facts TO hoiyte_app;
CREATE POLICY within_scope ON indicators.commune_facts FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('fact'))
  AND ((SELECT guard.every('communes')) OR commune = ANY ((SELECT guard.names('communes'))::text[])));
CREATE TABLE indicators.facility_facts (
	metric TEXT NOT NULL, 
	facility TEXT NOT NULL, 
	department TEXT NOT NULL, 
	day DATE NOT NULL, 
	value NUMERIC NOT NULL, 
	PRIMARY KEY (metric, facility, department, day)
);
CREATE INDEX ix_facility_facts_metric_day ON indicators.facility_facts (metric, day);
ALTER TABLE indicators.facility_facts ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON indicators.facility_facts TO hoiyte_app;
CREATE POLICY within_scope ON indicators.facility_facts FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('fact'))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[])));
CREATE TABLE indicators.fact_coverage (
	source TEXT NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	PRIMARY KEY (source)
);
ALTER TABLE indicators.fact_coverage ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON indicators.fact_coverage TO hoiyte_app;
CREATE POLICY within_scope ON indicators.fact_coverage FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('fact')));
CREATE TABLE indicators.fact_runs (
	ran_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	rows INTEGER NOT NULL, 
	PRIMARY KEY (ran_at)
);
ALTER TABLE indicators.fact_runs ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON indicators.fact_runs TO hoiyte_app;
CREATE POLICY within_scope ON indicators.fact_runs FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('fact')));
