CREATE SCHEMA programmes;
GRANT USAGE ON SCHEMA programmes TO hoiyte_app, hoiyte_facts;
CREATE TABLE programmes.activities (
	activity_id TEXT NOT NULL, 
	"group" TEXT NOT NULL, 
	priority INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	starts_on DATE NOT NULL, 
	due_on DATE NOT NULL, 
	progress INTEGER NOT NULL, 
	budget NUMERIC NOT NULL, 
	disbursed NUMERIC NOT NULL, 
	risk TEXT NOT NULL, 
	late_reason TEXT NOT NULL, 
	PRIMARY KEY (activity_id)
);
ALTER TABLE programmes.activities ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON programmes.activities TO hoiyte_app;
CREATE POLICY within_scope ON programmes.activities FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('activity')));
