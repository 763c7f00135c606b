"""Slots and bookings: places are planned for the province, each chunk finds people for its share of them.

Numbers in the queue are given out when a place is planned, so that chunks need not know each other; a slot's count of
taken places is taken from the bookings that were really made.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from domain.people import Sex
from domain.records.appointments import Booking, Slot
from synthetic.cast import HOSPITAL, WARD, cast_of
from synthetic.chance import Weighted
from synthetic.days import AHEAD_DAYS, DAY, NOW
from synthetic.people import Person
from synthetic.world import World

PAST_DAYS = 45
"""Bookings are kept that far back, so that no-show rates can be told."""
SESSIONS = (450, 540, 810, 900)
"""Minutes at which sessions begin: 07:30, 09:00, 13:30 and 15:00."""
FILLED_SOON = 0.42
CANCELLED, NO_SHOW = 0.08, 0.07
TRIES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a session that somebody has booked; `person` is set for planted bookings."""

    slot: Slot
    minute: int
    number: int
    status: str
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """Every session, and the booked places by chunk."""

    slots: list[Slot]
    places: dict[int, list[Place]]

    def counted(self, taken: Counter[str]) -> Iterator[Slot]:
        """The sessions with the places that were really taken."""
        for slot in self.slots:
            yield slot._replace(taken=taken[slot.slot_id])


def open_diary(world: World) -> Diary:
    """Sessions of every department that takes bookings, and how full they are."""
    chance, slots = world.plan.chance("diary"), list[Slot]()
    places: dict[int, list[Place]] = defaultdict(list)
    chunks = Weighted((chunk.index, chunk.people) for chunk in world.chunks[1:])
    planted = _planted(world)
    for slot, minute in _sessions(world):
        slots.append(slot)
        booked = list(_booked(chance, world, slot, minute, planted.get((slot.facility, slot.department, minute), [])))
        for place in booked:
            places[0 if place.person else chunks.draw(chance)].append(place)
    return Diary(slots=slots, places=places)


def _planted(world: World) -> dict[tuple[str, str, int], list[str]]:
    """Bookings of the cast: the citizen's next visit, and a patient of the doctor's department this morning."""
    cast = cast_of(world)
    visit_day = next(d for d in (3, 4, 5) if world.days.day(d).weekday() < 5)
    return {
        (HOSPITAL, "K04", visit_day * DAY + SESSIONS[1]): [cast.citizen],
        (HOSPITAL, WARD, SESSIONS[1]): [cast.neighbour],
        (HOSPITAL, WARD, SESSIONS[2]): [cast.patient_sensitive],
    }


def _sessions(world: World) -> Iterator[tuple[Slot, int]]:
    capacity = max(4, round(world.plan.citizens / 5000))
    for hospital in world.land.hospitals:
        for department in hospital.booking:
            doctors = world.roster.doctors[hospital.code, department]
            for day in range(-PAST_DAYS, AHEAD_DAYS + 1):
                weekday = world.days.day(day).weekday()
                if weekday == 6 and day != 0:
                    continue
                for i, begins in enumerate(SESSIONS[:2] if weekday >= 5 and day != 0 else SESSIONS):
                    minute, doctor = day * DAY + begins, doctors[(day + i) % len(doctors)]
                    identifier = f"LH{hospital.code}{department}{(day + PAST_DAYS) * 10 + i:04d}"
                    starts_at = world.base + timedelta(minutes=minute)
                    yield Slot(identifier, hospital.code, department, doctor.full_name, starts_at, capacity, 0), minute


def _booked(chance: Random, world: World, slot: Slot, minute: int, planted: list[str]) -> Iterator[Place]:
    """Booked places of one session, planted ones first; cancelled ones come on top of the capacity."""
    near = 1.0 if minute < NOW else max(0.12, 1.0 - 0.07 * (minute // DAY))
    share = FILLED_SOON * near * min(1.0, world.plan.citizens / 20_000)
    number = 0
    for person in planted:
        number += 1
        yield Place(slot=slot, minute=minute, number=number, status=_status(chance, minute, calm=True), person=person)
    for _ in range(slot.capacity - len(planted)):
        if chance.random() < share:
            number += 1
            yield Place(slot=slot, minute=minute, number=number, status=_status(chance, minute))
        elif chance.random() < share * CANCELLED:
            number += 1
            yield Place(slot=slot, minute=minute, number=number, status="cancelled")


def _status(chance: Random, minute: int, *, calm: bool = False) -> str:
    if minute >= NOW - 60 and minute < 2 * DAY // 3:
        return "confirmed" if calm or minute > NOW or chance.random() < 0.3 else "checked_in"
    if minute >= NOW:
        return "confirmed"
    return "done" if calm or chance.random() >= NO_SHOW else "no_show"


class Receptionist:
    """Finds people for the places of one chunk."""

    def __init__(self, chance: Random, world: World, people: list[Person]) -> None:
        self.chance, self.world = chance, world
        self.people = [person for person in people if person.died_at is None]
        self._by_id = {person.person_id: person for person in people}
        self._taken: set[tuple[str, int]] = set()

    def book(self, places: Iterable[Place]) -> Iterator[Booking]:
        """A booking for each place for which somebody is found."""
        for place in places:
            person = self._by_id.get(place.person) if place.person else self._find(place)
            if person is not None:
                yield self._booking(place, person)

    def _find(self, place: Place) -> Person | None:
        """Somebody whom the department treats and who has no other booking that day."""
        day = place.minute // DAY
        for attempt in range(TRIES):
            person = self.chance.choice(self.people)
            if (person.person_id, day) in self._taken:
                continue
            if suits(person, place.slot.department) or attempt > TRIES - 5:
                self._taken.add((person.person_id, day))
                return person
        return None

    def _booking(self, place: Place, person: Person) -> Booking:
        slot, chance = place.slot, self.chance
        booked = min(NOW, place.minute) - chance.randint(1, 9) * DAY + chance.randint(-300, 300)
        booked = min(booked, NOW - 5)
        reason = next(
            (c.illness.reasons[0] for c in person.chronic if c.illness.sensitive is None), "Khám theo yêu cầu"
        )
        return Booking(
            f"{slot.slot_id}.{place.number:02d}", slot.slot_id, person.person_id, slot.facility, slot.department,
            slot.starts_at, place.number, reason, place.status, self.world.base + timedelta(minutes=booked),
        )  # fmt: skip


def suits(person: Person, department: str) -> bool:
    """Whether people like this are seen in that department."""
    if department == "K18":
        return 1 <= person.age < 16
    if department == "K27":
        return person.sex is Sex.FEMALE and 16 <= person.age <= 60
    if department in {"K04", "K08"}:
        return person.age >= 35
    return person.age >= 16 or department in {"K28", "K29", "K30"}


def taken_places(bookings: Iterable[Booking]) -> Counter[str]:
    """How many places of each session are taken: every booking that was not cancelled."""
    return Counter(booking.slot_id for booking in bookings if booking.status != "cancelled")
