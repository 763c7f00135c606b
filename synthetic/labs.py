"""Laboratory values and vital signs: each person has their own level and trend, each illness shifts it."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from domain.people import Sex
from domain.records.emr import EncounterClass, Observation
from synthetic.catalogue import Test
from synthetic.chance import one_of
from synthetic.days import DAY, NOW
from synthetic.people import Level, Person
from synthetic.visits import Visit
from synthetic.world import World

Rounds = list[tuple[int, list[str]]]
"""Minute and keys of the values taken then; the first two are vital signs and what was ordered on arrival."""
RELATIVE_NOISE = 0.35
REPEAT_DAYS = 4
REPEATED = frozenset({"cbc", "electrolytes", "glucose", "kidney", "crp", "inr", "liver"})
"""What makes sense to measure again after days."""
CEILING = {"spo2": 100.0}
BRAIN_CT, CHEST_XRAY = "24725-4", "36643-5"


class Laboratory:
    """Draws the values of one chunk's visits."""

    def __init__(self, chance: Random, world: World) -> None:
        self.chance, self.world = chance, world
        self.latest: dict[tuple[int, str], Decimal] = {}
        """The last value of each person and test, as visits are written in order of time."""
        self._numbers: dict[tuple[str, int], Decimal] = {}
        self._per_step = {key: float(1 / test.step) for key, test in world.catalogue.tests.items()}

    def results(self, visit: Visit, rounds: Rounds, encounter_id: str, serial: str) -> list[Observation]:
        """Every value of a visit, numbered from 01."""
        found: list[Observation] = []
        tests, person, facility = self.world.catalogue.tests, visit.person, visit.facility
        sensitive, female = visit.illness.sensitive, person.sex is Sex.FEMALE
        for minute, keys in rounds:
            taken_at = self.world.base + timedelta(minutes=minute)
            for key in keys:
                test = tests[key]
                value, text, low, high = None, "", test.low, test.high
                if test.texts:
                    text = self._text(visit, test)
                else:
                    value = self.latest[person.number, key] = self._value(visit, key, test, minute)
                    if female and test.female is not None:
                        low, high, _ = test.female
                found.append(
                    Observation(
                        f"XN{serial}{len(found) + 1:02d}", encounter_id, person.person_id, facility, test.code,
                        test.name, value, text, test.unit, low, high, taken_at, sensitive,
                    )
                )  # fmt: skip
        return found

    def rounds(self, visit: Visit) -> Rounds:
        """When values were taken, and which: on arrival, and on stays again every fourth day and this morning."""
        services = self.world.catalogue.services
        ordered = [test for service in visit.services for test in services[service].tests]
        rounds = [(min(visit.start + 8, visit.last), visit.vitals), (min(visit.start + 30, visit.last), ordered)]
        if visit.kind is not EncounterClass.INPATIENT:
            return rounds
        repeated = [test for service in self.repeated(visit) for test in services[service].tests]
        first = visit.start // DAY
        for day in range(first + 1, visit.last // DAY + 1):
            minute = day * DAY + 6 * 60 + 30
            if minute < visit.last and ((day - first) % REPEAT_DAYS == 0 or (visit.end is None and day == 0)):
                rounds.append((minute, repeated))
        return rounds

    def repeated(self, visit: Visit) -> list[str]:
        """Services that a stay orders again: the first two that change within days."""
        if visit.kind is not EncounterClass.INPATIENT:
            return []
        return [service for service in visit.services if service in REPEATED][:2]

    def _level(self, person: Person, key: str, test: Test) -> Level:
        """Where the person's values lie: as their illnesses say, else as their sex and age do."""
        for chronic in person.chronic:
            if key in chronic.illness.shifts:
                mean, spread = chronic.illness.shifts[key]
                yearly = self.chance.gauss(chronic.illness.slope, 0.5) * spread
                return self.chance.gauss(mean, spread * 0.7), yearly / 365, spread
        mean = test.female[2] if test.female and person.sex is Sex.FEMALE else test.mean
        if key == "weight":
            mean = _usual_weight(person.age)
        return self.chance.gauss(mean, test.sd * 0.7), self.chance.gauss(0, 0.1) * test.sd / 365, test.sd

    def _value(self, visit: Visit, key: str, test: Test, minute: int) -> Decimal:
        """The value as the laboratory reports it, in whole steps; never zero or below."""
        level = visit.person.levels.get(key)
        if level is None:
            level = visit.person.levels[key] = self._level(visit.person, key, test)
        mean, slope, spread = level
        value = mean + slope * (minute - NOW) / DAY
        if key in visit.illness.shifts and not visit.illness.prevalence:
            shifted, spread = visit.illness.shifts[key]
            value = shifted + (value - shifted) * 0.7 * min(1.0, (minute - visit.start) / (5 * DAY))
        value += self.chance.gauss(0, spread * RELATIVE_NOISE)
        steps = max(1, round(min(value, CEILING.get(key, value)) * self._per_step[key]))
        found = self._numbers.get((key, steps))
        if found is None:
            found = self._numbers[key, steps] = steps * test.step
        return found

    def _text(self, visit: Visit, test: Test) -> str:
        if test.code == BRAIN_CT and visit.illness.icd10.startswith("I63"):
            return test.texts[1]
        if test.code == CHEST_XRAY and visit.illness.icd10.startswith(("J18", "A15")):
            return test.texts[2]
        return one_of(self.chance, test.texts)


def _usual_weight(age: int) -> float:
    return (8.0, 10.5, 12.5, 14.5, 16.5, 18.5)[age] if age < 6 else min(56.0, 19.0 + (age - 6) * 3.2)
