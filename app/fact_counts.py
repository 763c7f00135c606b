"""How each metric is counted: questions to one source, asked under the `facts` role, answered by place and day.

Days are Vietnamese calendar days. A question may use %(first)s and %(last)s (days, both inside) and %(since)s and
%(until)s (the same as instants). Facility questions answer (metric, facility, department, day, value), commune
questions (metric, commune, day, value). Of a stock, the value on the first day is all there were, then each change.
"""

from typing import NamedTuple

from connectors.indicators.metrics import Home

SEASON = 35
"""Days after which visits, stays and the like are written down for good."""

DISPUTES = 120
"""Days after which claims are decided and inspections and outbreaks concluded."""

CHILDHOOD = 400
"""Days in which a missed dose is still caught up on."""


class Count(NamedTuple):
    """One source: the question for its first day, the questions for its counts, and how its past is treated.

    Days older than `settles` days before the last run are not counted again.
    """

    name: str
    home: Home
    begins: str | None
    settles: int
    questions: tuple[str, ...]


_STAYS_BEGIN = "SELECT min((started_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) FROM emr.encounters"

_CONTACTS = """
SELECT CASE encounter_class WHEN 'AMB' THEN 'outpatient_visits' WHEN 'EMER' THEN 'emergency_visits'
       ELSE 'admissions' END, facility, department, (started_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, count(*)
FROM emr.encounters
WHERE started_at >= %(since)s AND started_at < %(until)s
GROUP BY 1, 2, 3, 4
"""

# A stay is worth one day for each calendar day it touches, admission and discharge both counted: SO_NGAY_DTRI of type
# 03 (out − in + 1), so that the days of a stay add up to it however periods cut it.
_ENDED = """
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
"""

_INPATIENTS = """
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
"""

# Beds are known as they are declared today; their number is taken for days before the first run as well.
_BEDS = """
SELECT v.metric, facility, department, %(first)s::date, v.value
FROM emr.beds
CROSS JOIN LATERAL (VALUES ('bed_days_actual', actual), ('bed_days_planned', planned)) AS v (metric, value)
"""

_CLAIMS = """
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
"""

_BOOKINGS = """
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
"""


_CITIZENS = """
SELECT 'population', commune, greatest(born_on, %(first)s::date), count(*) FROM ehr.citizens
WHERE born_on <= %(last)s GROUP BY 2, 3
"""

_BIRTHS = """
SELECT 'births', commune, born_on, count(*) FROM ehr.citizens
WHERE born_on BETWEEN %(first)s AND %(last)s GROUP BY 2, 3
"""

_ENROLMENTS = """
SELECT programme || '_enrolled', commune, greatest(enrolled_on, %(first)s::date), count(*) FROM stations.chronic_cares
WHERE enrolled_on <= %(last)s GROUP BY 1, 2, 3
"""

# Cards and registers show how things stand on the day of the run and keep no past: nothing is told of days before it.
_CARDS = """
SELECT 'card_holders', commune, %(last)s::date, count(*) FROM claims.coverages
WHERE %(last)s BETWEEN valid_from AND valid_to GROUP BY 2
"""

_REGISTERS = """
SELECT programme || v.state, commune, %(last)s::date, count(*) FROM stations.chronic_cares
CROSS JOIN LATERAL (VALUES ('_current', next_due_on >= %(last)s), ('_on_target', on_target)) AS v (state, holds)
WHERE v.holds AND enrolled_on <= %(last)s GROUP BY 1, 2
"""

_DOSES_GIVEN = """
SELECT 'doses_given', commune, given_on, count(*) FROM ehr.immunizations
WHERE given_on BETWEEN %(first)s AND %(last)s GROUP BY 2, 3
"""

_DOSES_DUE = """
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
"""

_BIRTHDAYS = """
SELECT v.metric, commune, birthday, v.value
FROM stations.first_birthdays
CROSS JOIN LATERAL (VALUES ('infants', children), ('infants_complete', complete)) AS v (metric, value)
WHERE birthday BETWEEN %(first)s AND %(last)s AND v.value <> 0
"""

_DELIVERIES = """
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
"""

_DISEASES = """
SELECT v.metric, commune, week_on, sum(v.value)
FROM stations.disease_counts
CROSS JOIN LATERAL (VALUES ('cases', cases), ('case_deaths', deaths), ('cases:' || split_part(icd10, '.', 1), cases),
                           ('case_deaths:' || split_part(icd10, '.', 1), deaths)) AS v (metric, value)
WHERE week_on BETWEEN %(first)s AND %(last)s AND v.value <> 0
GROUP BY 1, 2, 3
"""

_OUTBREAKS = """
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
"""

_INSPECTIONS = """
SELECT v.metric, commune, done_on, v.value
FROM (
    SELECT commune, done_on, count(*) AS inspections, count(*) FILTER (WHERE result = 'pass') AS passed
    FROM food_safety.inspections
    WHERE done_on BETWEEN %(first)s AND %(last)s
    GROUP BY 1, 2
) AS days
CROSS JOIN LATERAL (VALUES ('inspections', inspections), ('inspections_passed', passed)) AS v (metric, value)
WHERE v.value <> 0
"""

_CLAIMS_BEGIN = "SELECT min((discharged_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) FROM claims.claims"
_BOOKINGS_BEGIN = "SELECT min((starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) FROM appointments.bookings"
_DOSES_GIVEN_BEGIN = "SELECT min(given_on) FROM ehr.immunizations"
_CARDS_BEGIN = "SELECT max(%(last)s::date) FROM claims.coverages"
_DOSES_DUE_BEGIN = "SELECT min(due_on) FROM stations.due_doses"
_BIRTHDAYS_BEGIN = "SELECT min(birthday) FROM stations.first_birthdays"
_DELIVERIES_BEGIN = "SELECT min(delivered_on) FROM stations.pregnancies"
_ENROLMENTS_BEGIN = "SELECT min(enrolled_on) FROM stations.chronic_cares"
_REGISTERS_BEGIN = "SELECT max(%(last)s::date) FROM stations.chronic_cares"
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
    Count("stations.enrolments", _C, _ENROLMENTS_BEGIN, SEASON, (_ENROLMENTS,)),
    Count("stations.registers", _C, _REGISTERS_BEGIN, 0, (_REGISTERS,)),
    Count("stations.disease_counts", _C, _DISEASES_BEGIN, SEASON, (_DISEASES,)),
    Count("food_safety.outbreaks", _C, _FOOD_BEGINS, DISPUTES, (_OUTBREAKS,)),
    Count("food_safety.inspections", _C, _FOOD_BEGINS, DISPUTES, (_INSPECTIONS,)),
)
"""Every source that is counted. Citizens begin nowhere by themselves (None): they are there for `RATED`."""

RATED = ("emr.encounters", "stations.disease_counts", "food_safety.outbreaks")
"""Sources whose counts are divided by the population: it is counted from the day the first of them begins."""
