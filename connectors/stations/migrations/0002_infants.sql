-- Children by the day of their first birthday, and those of them who had every dose that was due before it, given before
-- it. Whether a child is complete needs the child's doses together, which the facts role may not see: so the owner's
-- view counts them, and no person leaves it.
CREATE VIEW stations.first_birthdays WITH (security_barrier) AS
SELECT commune, birthday, count(*) AS children, count(*) FILTER (WHERE complete) AS complete
FROM (
    SELECT commune, (born_on + interval '1 year')::date AS birthday,
           bool_and(coalesce(given_on < born_on + interval '1 year', false)) AS complete
    FROM stations.due_doses
    WHERE due_on < born_on + interval '1 year'
    GROUP BY person_id, commune, born_on
) AS children
GROUP BY commune, birthday;
GRANT SELECT ON stations.first_birthdays TO hoiyte_facts;
