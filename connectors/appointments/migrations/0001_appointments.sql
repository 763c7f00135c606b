CREATE SCHEMA appointments;
GRANT USAGE ON SCHEMA appointments TO hoiyte_app, hoiyte_facts;
CREATE TABLE appointments.bookings (
	booking_id TEXT NOT NULL, 
	slot_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	facility TEXT NOT NULL, 
	department TEXT NOT NULL, 
	starts_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	queue_no INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	status TEXT NOT NULL, 
	booked_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (booking_id)
);
CREATE INDEX ix_bookings_facility_department_starts_at ON appointments.bookings (facility, department, starts_at);
CREATE INDEX ix_bookings_person_id_starts_at ON appointments.bookings (person_id, starts_at);
ALTER TABLE appointments.bookings ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON appointments.bookings TO hoiyte_app;
CREATE POLICY within_scope ON appointments.bookings FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('booking'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[])));
GRANT SELECT (facility, department, starts_at, status) ON appointments.bookings TO hoiyte_facts;
CREATE POLICY counting ON appointments.bookings FOR SELECT TO hoiyte_facts USING (true);
CREATE TABLE appointments.slots (
	slot_id TEXT NOT NULL, 
	facility TEXT NOT NULL, 
	department TEXT NOT NULL, 
	doctor_name TEXT NOT NULL, 
	starts_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	capacity INTEGER NOT NULL, 
	taken INTEGER NOT NULL, 
	PRIMARY KEY (slot_id)
);
CREATE INDEX ix_slots_facility_department_starts_at ON appointments.slots (facility, department, starts_at);
CREATE INDEX ix_slots_starts_at ON appointments.slots (starts_at);
ALTER TABLE appointments.slots ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON appointments.slots TO hoiyte_app;
CREATE POLICY within_scope ON appointments.slots FOR SELECT TO hoiyte_app USING (
  (SELECT guard.sees('slot'))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[])));
CREATE VIEW appointments.care_relations WITH (security_barrier) AS
  SELECT * FROM (SELECT person_id, facility, department, (starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS until, starts_at FROM appointments.bookings WHERE status IN ('confirmed', 'checked_in', 'done')) AS shown
  WHERE (SELECT guard.sees('care_relation'))
  AND ((SELECT guard.every('patients')) OR person_id = ANY ((SELECT guard.names('patients'))::text[]))
  AND ((SELECT guard.every('facilities')) OR facility = ANY ((SELECT guard.names('facilities'))::text[]));
GRANT SELECT ON appointments.care_relations TO hoiyte_app;
