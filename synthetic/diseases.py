"""Weekly counts of notifiable diseases: the visits themselves, counted; before the history, draws at the same rates.

Weeks without a case have no row. One dengue epidemic in three neighbouring communes is planted in the last five weeks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from domain.records.emr import Outcome
from domain.records.stations import DiseaseCount
from synthetic.catalogue import Illness
from synthetic.chance import poisson
from synthetic.days import DAY, HISTORY_DAYS, HISTORY_WEEKS
from synthetic.visits import Visit
from synthetic.world import World

DENGUE = "A97.0"
EPIDEMIC_COMMUNES = 3
EPIDEMIC_WEEKS = (0.004, 0.010, 0.018, 0.026, 0.024)
"""Share of the commune's people who fall ill in each of the last five weeks, oldest first."""
CASE_DAYS = 30
"""Visits of one person for one disease within so many days are one case."""
Tally = Counter[tuple[str, str, date, bool]]
"""Cases by commune, disease, Monday, and whether the person died."""


def reported_as(illness: Illness, names: dict[str, str]) -> str:
    """The code under which an illness is counted: its own, or that of its group."""
    return illness.icd10 if illness.icd10 in names else illness.icd10.split(".")[0]


def monday(day: date) -> date:
    """The first day of its ISO week."""
    return day - timedelta(days=day.weekday())


def tally(world: World, visits: Iterable[Visit]) -> Tally:
    """Cases among these visits (in order of person and time)."""
    names, counts, last = world.diseases, Tally(), dict[tuple[int, str], int]()
    for visit in visits:
        if not visit.illness.notifiable:
            continue
        code, day = reported_as(visit.illness, names), visit.start // DAY
        before = last.get((visit.person.number, code), -10_000)
        last[visit.person.number, code] = day
        if day - before > CASE_DAYS:
            counts[visit.person.commune, code, monday(world.days.day(day)), visit.outcome is Outcome.DIED] += 1
    return counts


def epicentre(world: World) -> list[str]:
    """The communes of the planted epidemic: one away from both seats of the cast, and its nearest neighbours."""
    land, chance = world.land, world.plan.chance("epidemic")
    seats = {land.capital, land.second}
    free = [code for code in land.directory.communes if seats.isdisjoint(land.neighbours(code, EPIDEMIC_COMMUNES))]
    return land.neighbours(chance.choice(free or list(land.directory.communes)), EPIDEMIC_COMMUNES)


def earlier(world: World) -> Tally:
    """Counts for the weeks before the history, drawn at the rates and seasons of the visits."""
    chance, counts = world.plan.chance("earlier weeks"), Tally()
    ages = (0.085, 0.185, 0.32, 0.28, 0.13)
    first = monday(world.days.day(-7 * HISTORY_WEEKS))
    for illness in (i for i in world.catalogue.acute if i.notifiable):
        code, season = reported_as(illness, world.diseases), world.seasons[illness.season]
        weekly = sum(rate * share for rate, share in zip(illness.rates, ages, strict=True)) / 1000 / 52 * 0.88
        for commune in world.land.directory.communes.values():
            week = first
            while week + timedelta(days=7) <= world.days.day(-HISTORY_DAYS):
                mean = weekly * commune.population * season[week.month - 1] * 12 / sum(season)
                if cases := poisson(chance, mean):
                    counts[commune.code, code, week, False] += cases
                week += timedelta(days=7)
    return counts


def disease_counts(world: World, counts: Tally) -> Iterator[DiseaseCount]:
    """Rows of all weeks that had a case, in a fixed order."""
    weeks: dict[tuple[str, str, date], list[int]] = {}
    for (commune, code, week, died), cases in counts.items():
        row = weeks.setdefault((commune, code, week), [0, 0])
        row[0] += cases
        row[1] += cases if died else 0
    for (commune, code, week), (cases, deaths) in sorted(weeks.items()):
        yield DiseaseCount(commune, code, world.diseases[code], week, cases, deaths)
