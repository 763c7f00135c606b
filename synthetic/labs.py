"""Laboratory values and vital signs: each person has their own level and trend, each illness shifts it."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from domain.people import Sex
from domain.records.emr import EncounterClass, Observation
from synthetic.catalogue import Test
from synthetic.days import DAY, NOW
from synthetic.people import Person
from synthetic.visits import Visit
from synthetic.world import World

Rounds = list[tuple[int, list[str]]]
"""Minute and keys of the values taken then; the first two are vital signs and what was ordered on arrival."""
RELATIVE_NOISE = 0.35
REPEAT_DAYS = 3
CEILING = {"spo2": 100.0}


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
        for minute, keys in rounds:
            taken_at = self.world.base + timedelta(minutes=minute)
            progress = min(1.0, (minute - visit.start) / (5 * DAY))
            for key in keys:
                test = self.world.catalogue.tests[key]
                value = None if test.texts else self._value(visit, key, test, minute, progress)
                text = self._text(visit, test) if test.texts else ""
                if value is not None:
                    self.latest[visit.person.number, key] = value
                low, high = _range(test, visit.person)
                found.append(
                    Observation(
                        f"XN{serial}{len(found) + 1:02d}", encounter_id, visit.person.person_id, visit.facility,
                        test.code, test.name, value, text, test.unit, low, high, taken_at, visit.illness.sensitive,
                    )
                )  # fmt: skip
        return found

    def rounds(self, visit: Visit) -> Rounds:
        """When values were taken, and which: on arrival, and on stays again every third day and this morning."""
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
        """Services that a stay orders again and again: the first two laboratory tests."""
        if visit.kind is not EncounterClass.INPATIENT:
            return []
        return [service for service in visit.services if self.world.catalogue.services[service].group == "1"][:2]

    def level(self, person: Person, key: str, test: Test) -> tuple[float, float, float]:
        """Mean today, change a day and spread of a person's value."""
        spread = next((c.illness.shifts[key][1] for c in person.chronic if key in c.illness.shifts), test.sd)
        if key not in person.levels:
            person.levels[key] = self._draw_level(person, key, test)
        return *person.levels[key], spread

    def _draw_level(self, person: Person, key: str, test: Test) -> tuple[float, float]:
        for chronic in person.chronic:
            if key in chronic.illness.shifts:
                mean, spread = chronic.illness.shifts[key]
                yearly = self.chance.gauss(chronic.illness.slope, 0.5) * spread
                return self.chance.gauss(mean, spread * 0.7), yearly / 365
        mean = test.female[2] if test.female and person.sex is Sex.FEMALE else test.mean
        if key == "weight":
            mean = _usual_weight(person.age)
        return self.chance.gauss(mean, test.sd * 0.7), self.chance.gauss(0, 0.1) * test.sd / 365

    def _value(self, visit: Visit, key: str, test: Test, minute: int, progress: float) -> Decimal:
        mean, slope, spread = self.level(visit.person, key, test)
        value = mean + slope * (minute - NOW) / DAY
        acute = visit.illness.shifts.get(key) if not visit.illness.prevalence else None
        if acute is not None:
            value = acute[0] + (value - acute[0]) * 0.7 * progress
            spread = acute[1]
        return self.number(key, test, value + self.chance.gauss(0, spread * RELATIVE_NOISE))

    def number(self, key: str, test: Test, value: float) -> Decimal:
        """The value as the laboratory reports it, in whole steps; never zero or below."""
        steps = max(1, round(min(value, CEILING.get(key, value)) * self._per_step[key]))
        found = self._numbers.get((key, steps))
        if found is None:
            found = self._numbers[key, steps] = steps * test.step
        return found

    def _text(self, visit: Visit, test: Test) -> str:
        if test.code == "24725-4" and visit.illness.icd10.startswith("I63"):
            return test.texts[1]
        if test.code == "36643-5" and visit.illness.icd10.startswith(("J18", "A15")):
            return test.texts[2]
        return self.chance.choice(test.texts)


def _range(test: Test, person: Person) -> tuple[Decimal | None, Decimal | None]:
    if test.female is not None and person.sex is Sex.FEMALE:
        return test.female[0], test.female[1]
    return test.low, test.high


def _usual_weight(age: int) -> float:
    return (8.0, 10.5, 12.5, 14.5, 16.5, 18.5)[age] if age < 6 else min(56.0, 19.0 + (age - 6) * 3.2)
