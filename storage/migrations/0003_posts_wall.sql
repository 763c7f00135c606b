-- The post's own wall: what came in and what goes out is read by a transaction that stands for its conversation, or
-- says that it works for the post; and a member of staff's row by one that stands for that person.

ALTER TABLE house.inbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.inbox TO hoiyte_app USING (
    conversation = (SELECT house.standing('conversation')) OR (SELECT house.standing('duty')) = 'post'
);

ALTER TABLE house.outbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.outbox TO hoiyte_app USING (
    conversation = (SELECT house.standing('conversation')) OR (SELECT house.standing('duty')) = 'post'
);

ALTER TABLE house.staff ENABLE ROW LEVEL SECURITY;
CREATE POLICY standing ON house.staff TO hoiyte_app USING (person_id = (SELECT house.standing('person')));
