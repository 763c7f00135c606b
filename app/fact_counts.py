"""How each metric is counted: one question per source, asked under the `facts` role, answered by day and place.

Days are Vietnamese calendar days. Each question may use %(first)s and %(last)s (days, both inside) and %(since)s and
%(until)s (the same as instants). Facility questions answer (metric, facility, department, day, value), commune
questions (metric, commune, day, value); a pair of place and day occurs once per metric.
"""

from typing import NamedTuple

from psycopg.sql import SQL, Composed

from connectors.indicators.metrics import Home

SEASON = 35
"""Days after which visits, stays and the like are written down for good."""

DISPUTES = 120
"""Days after which claims are decided and inspections and outbreaks concluded."""

CHILDHOOD = 400
"""Days in which a missed dose is still caught up on."""


class Count(NamedTuple):
    """One source: its first day, its questions, and for how many days its past is counted again at each run."""

    name: str
    home: Home
    begins: str | None
    settles: int
    questions: tuple[SQL | Composed, ...]


_STAYS_BEGIN = "SELECT min((started_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) FROM emr.encounters"

_CONTACTS = SQL("""
SELECT CASE encounter_class WHEN 'AMB' THEN 'outpatient_visits' WHEN 'EMER' THEN 'emergency_visits'
       ELSE 'admissions' END, facility, department, (started_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, count(*)
FROM emr.encounters
WHERE started_at >= %(since)s AND started_at < %(until)s
GROUP BY 1, 2, 3, 4
""")

# A stay is worth one day for each calendar day it touches, admission and discharge both counted: SO_NGAY_DTRI of type
# 03 (out − in + 1), so that the days of a stay add up to it however periods cut it.
_ENDED = SQL("""
SELECT v.metric, facility, department, day, v.value
FROM (
    SELECT facility, department, (ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day,
           count(*) AS contacts, count(*) FILTER (WHERE outcome = 'transferred') AS transfers,
           count(*) FILTER (WHERE encounter_class = 'IMP') AS discharges,
           count(*) FILTER (WHERE encounter_class = 'IMP' AND outcome = 'died') AS deaths,
           sum((ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
               - (started_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date + 1) FILTER (WHERE encounter_class = 'IMP') AS days
    FROM emr.encounters
    WHERE ended_at >= %(since)s AND ended_at < %(until)s
    GROUP BY 1, 2, 3
) AS ended
CROSS JOIN LATERAL (VALUES ('contacts_ended', contacts), ('transfers', transfers), ('discharges', discharges),
                           ('hospital_deaths', deaths), ('discharged_days', days)) AS v (metric, value)
WHERE v.value <> 0
""")

_INPATIENTS = SQL("""
SELECT 'inpatient_days', facility, department, present::date, count(*)
FROM (
    SELECT facility, department,
           greatest((started_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, %(first)s::date) AS first,
           least((ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, %(last)s::date) AS last
    FROM emr.encounters
    WHERE encounter_class = 'IMP' AND started_at < %(until)s AND (ended_at IS NULL OR ended_at >= %(since)s)
) AS stays
CROSS JOIN LATERAL generate_series(first, last, interval '1 day') AS present
GROUP BY 1, 2, 3, 4
""")

# Beds are known as they are declared today; their number is taken for the past as well.
_BEDS = SQL("""
SELECT v.metric, facility, department, day::date, v.value
FROM emr.beds
CROSS JOIN LATERAL (VALUES ('bed_days_actual', actual), ('bed_days_planned', planned)) AS v (metric, value)
CROSS JOIN generate_series(%(first)s::date, %(last)s::date, interval '1 day') AS day
WHERE v.value <> 0
""")

_CLAIMS = SQL("""
SELECT v.metric, facility, '', day, v.value
FROM (
    SELECT facility, (discharged_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, count(*) AS claims,
           sum(total) AS total, sum(covered) AS covered, sum(drugs) AS drugs, sum(fund) AS fund,
           sum(copay + own) AS paid, count(*) FILTER (WHERE rejected > 0) AS refused, sum(rejected) AS rejected
    FROM claims.claims
    WHERE discharged_at >= %(since)s AND discharged_at < %(until)s
    GROUP BY 1, 2
) AS days
CROSS JOIN LATERAL (VALUES ('claims', claims), ('claim_total', total), ('claim_covered', covered),
                           ('claim_drugs', drugs), ('claim_fund', fund), ('claim_patient_paid', paid),
                           ('claims_rejected', refused), ('claim_rejected', rejected)) AS v (metric, value)
WHERE v.value <> 0
""")

_BOOKINGS = SQL("""
SELECT v.metric, facility, department, day, v.value
FROM (
    SELECT facility, department, (starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day,
           count(*) FILTER (WHERE status <> 'cancelled') AS bookings,
           count(*) FILTER (WHERE status = 'no_show') AS no_show,
           count(*) FILTER (WHERE status IN ('checked_in', 'done', 'no_show')) AS expected
    FROM appointments.bookings
    WHERE starts_at >= %(since)s AND starts_at < %(until)s
    GROUP BY 1, 2, 3
) AS days
CROSS JOIN LATERAL (VALUES ('bookings', bookings), ('bookings_no_show', no_show),
                           ('bookings_expected', expected)) AS v (metric, value)
WHERE v.value <> 0
""")


def _stock(moves: str) -> Composed:
    """How many there were on each day, from the days on which they came (1) and were gone (−1)."""
    return SQL("""
WITH moves AS (SELECT metric, commune, greatest(day, %(first)s::date) AS day, sum(n) AS n
               FROM ({moves}) AS moved WHERE day <= %(last)s::date GROUP BY 1, 2, 3)
SELECT metric, commune, day, value
FROM (
    SELECT metric, commune, days.day::date AS day,
           sum(coalesce(n, 0)) OVER (PARTITION BY metric, commune ORDER BY days.day) AS value
    FROM (SELECT DISTINCT metric, commune FROM moves) AS places
    CROSS JOIN generate_series(%(first)s::date, %(last)s::date, interval '1 day') AS days (day)
    LEFT JOIN moves USING (metric, commune, day)
) AS stock
WHERE value <> 0
""").format(moves=SQL(moves))


_CITIZENS = _stock("SELECT 'population' AS metric, commune, born_on AS day, 1 AS n FROM ehr.citizens")

_BIRTHS = SQL("""
SELECT 'births', commune, born_on, count(*) FROM ehr.citizens
WHERE born_on BETWEEN %(first)s AND %(last)s GROUP BY 2, 3
""")

# The store knows the card that is valid now: one that it replaced is missing from days before the first run.
_CARDS = _stock("""
SELECT 'card_holders' AS metric, commune, valid_from AS day, 1 AS n FROM claims.coverages WHERE valid_to >= %(first)s
UNION ALL SELECT 'card_holders', commune, valid_to + 1, -1 FROM claims.coverages WHERE valid_to >= %(first)s
""")

# Past days are told from the register as it stands: a missed visit that was made up for is no longer in it.
_REGISTERS = _stock("""
SELECT programme || '_enrolled' AS metric, commune, enrolled_on AS day, 1 AS n FROM stations.chronic_cares
UNION ALL SELECT programme || '_on_target', commune, enrolled_on, 1 FROM stations.chronic_cares WHERE on_target
UNION ALL SELECT programme || '_current', commune, enrolled_on, 1 FROM stations.chronic_cares
UNION ALL SELECT programme || '_current', commune, greatest(next_due_on + 1, enrolled_on), -1
FROM stations.chronic_cares
""")

_DOSES_GIVEN = SQL("""
SELECT 'doses_given', commune, given_on, count(*) FROM ehr.immunizations
WHERE given_on BETWEEN %(first)s AND %(last)s GROUP BY 2, 3
""")

_DOSES_DUE = SQL("""
SELECT v.metric, commune, due_on, sum(v.value)
FROM (
    SELECT commune, due_on, vaccine || ':' || dose AS shot, count(*) AS due, count(given_on) AS given
    FROM stations.due_doses
    WHERE due_on BETWEEN %(first)s AND %(last)s
    GROUP BY 1, 2, 3
) AS days
CROSS JOIN LATERAL (VALUES ('doses_due', due), ('doses_due_given', given), ('doses_due:' || shot, due),
                           ('doses_due_given:' || shot, given)) AS v (metric, value)
WHERE v.value <> 0
GROUP BY 1, 2, 3
""")

_BIRTHDAYS = SQL("""
SELECT v.metric, commune, birthday, v.value
FROM stations.first_birthdays
CROSS JOIN LATERAL (VALUES ('infants', children), ('infants_complete', complete)) AS v (metric, value)
WHERE birthday BETWEEN %(first)s AND %(last)s AND v.value <> 0
""")

_DELIVERIES = SQL("""
SELECT v.metric, commune, delivered_on, v.value
FROM (
    SELECT commune, delivered_on, count(*) AS mothers, count(*) FILTER (WHERE visits >= 3) AS three,
           count(*) FILTER (WHERE visits >= 4) AS four, count(*) FILTER (WHERE tetanus_doses >= 2) AS tetanus
    FROM stations.pregnancies
    WHERE delivered_on BETWEEN %(first)s AND %(last)s
    GROUP BY 1, 2
) AS days
CROSS JOIN LATERAL (VALUES ('deliveries', mothers), ('deliveries_3_visits', three), ('deliveries_4_visits', four),
                           ('deliveries_tetanus', tetanus)) AS v (metric, value)
WHERE v.value <> 0
""")

_DISEASES = SQL("""
SELECT v.metric, commune, week_on, sum(v.value)
FROM stations.disease_counts
CROSS JOIN LATERAL (VALUES ('cases', cases), ('case_deaths', deaths), ('cases:' || split_part(icd10, '.', 1), cases),
                           ('case_deaths:' || split_part(icd10, '.', 1), deaths)) AS v (metric, value)
WHERE week_on BETWEEN %(first)s AND %(last)s AND v.value <> 0
GROUP BY 1, 2, 3
""")

_OUTBREAKS = SQL("""
SELECT v.metric, commune, day, v.value
FROM (
    SELECT commune, (occurred_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, count(*) AS outbreaks,
           count(*) FILTER (WHERE affected >= 30) AS large, sum(affected) AS affected,
           sum(hospitalized) AS hospitalized, sum(deaths) AS deaths
    FROM food_safety.outbreaks
    WHERE occurred_at >= %(since)s AND occurred_at < %(until)s
    GROUP BY 1, 2
) AS days
CROSS JOIN LATERAL (VALUES ('outbreaks', outbreaks), ('large_outbreaks', large), ('outbreak_affected', affected),
                           ('outbreak_hospitalized', hospitalized), ('outbreak_deaths', deaths)) AS v (metric, value)
WHERE v.value <> 0
""")

_INSPECTIONS = SQL("""
SELECT v.metric, commune, done_on, v.value
FROM (
    SELECT commune, done_on, count(*) AS inspections, count(*) FILTER (WHERE result = 'pass') AS passed
    FROM food_safety.inspections
    WHERE done_on BETWEEN %(first)s AND %(last)s
    GROUP BY 1, 2
) AS days
CROSS JOIN LATERAL (VALUES ('inspections', inspections), ('inspections_passed', passed)) AS v (metric, value)
WHERE v.value <> 0
""")

_CLAIMS_BEGIN = "SELECT min((discharged_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) FROM claims.claims"
_BOOKINGS_BEGIN = "SELECT min((starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) FROM appointments.bookings"
_DOSES_GIVEN_BEGIN = "SELECT min(given_on) FROM ehr.immunizations"
_CARDS_BEGIN = "SELECT min(valid_from) FROM claims.coverages"
_DOSES_DUE_BEGIN = "SELECT min(due_on) FROM stations.due_doses"
_BIRTHDAYS_BEGIN = "SELECT min(birthday) FROM stations.first_birthdays"
_DELIVERIES_BEGIN = "SELECT min(delivered_on) FROM stations.pregnancies"
_REGISTERS_BEGIN = "SELECT min(enrolled_on) FROM stations.chronic_cares"
_DISEASES_BEGIN = "SELECT min(week_on) FROM stations.disease_counts"
_FOOD_BEGINS = """
SELECT least((SELECT min((occurred_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) FROM food_safety.outbreaks),
             (SELECT min(done_on) FROM food_safety.inspections))
"""

_F, _C = Home.FACILITY, Home.COMMUNE

COUNTS = (
    Count("emr.encounters", _F, _STAYS_BEGIN, SEASON, (_CONTACTS, _ENDED, _INPATIENTS)),
    Count("emr.beds", _F, _STAYS_BEGIN, 0, (_BEDS,)),
    Count("claims.claims", _F, _CLAIMS_BEGIN, DISPUTES, (_CLAIMS,)),
    Count("appointments.bookings", _F, _BOOKINGS_BEGIN, SEASON, (_BOOKINGS,)),
    Count("ehr.citizens", _C, None, SEASON, (_CITIZENS, _BIRTHS)),
    Count("ehr.immunizations", _C, _DOSES_GIVEN_BEGIN, SEASON, (_DOSES_GIVEN,)),
    Count("claims.coverages", _C, _CARDS_BEGIN, 0, (_CARDS,)),
    Count("stations.due_doses", _C, _DOSES_DUE_BEGIN, CHILDHOOD, (_DOSES_DUE,)),
    Count("stations.first_birthdays", _C, _BIRTHDAYS_BEGIN, CHILDHOOD, (_BIRTHDAYS,)),
    Count("stations.pregnancies", _C, _DELIVERIES_BEGIN, SEASON, (_DELIVERIES,)),
    Count("stations.chronic_cares", _C, _REGISTERS_BEGIN, 0, (_REGISTERS,)),
    Count("stations.disease_counts", _C, _DISEASES_BEGIN, SEASON, (_DISEASES,)),
    Count("food_safety.outbreaks", _C, _FOOD_BEGINS, DISPUTES, (_OUTBREAKS,)),
    Count("food_safety.inspections", _C, _FOOD_BEGINS, DISPUTES, (_INSPECTIONS,)),
)
"""Every source that is counted. One that begins nowhere by itself (None) begins with the earliest of the others."""
