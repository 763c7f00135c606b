"""The public face: a plan in, a believable province out. Read this page first.

Figures agree with each other because each is made from the same visit: its results, prescriptions, claim, registers and
weekly counts are written from one value. Memory stays flat because a batch holds one chunk of about 500 people.
"""

from collections import Counter
from collections.abc import Iterator

from domain.places import Directory
from domain.records.appointments import Booking
from domain.records.emr import Bed
from domain.records.staff import Staff
from synthetic.batch import Batch
from synthetic.bills import Tariff
from synthetic.bookings import Diary, open_diary, taken_places
from synthetic.cast import Cast, cast_of
from synthetic.chunk import Orders, make_chunk
from synthetic.diseases import Tally, disease_counts, earlier, epicentre
from synthetic.food import FoodOffice
from synthetic.land import named, survey
from synthetic.plan import Plan
from synthetic.programmes import activities
from synthetic.staff import roster
from synthetic.stays import schedule
from synthetic.world import World, open_world

__all__ = ["Batch", "Cast", "Plan", "batches", "cast", "directory", "staff"]


def directory(plan: Plan) -> Directory:
    """Communes, facilities, departments and former names of the plan's province.

    A commune's population is the number of its citizens in this scale model.

    Raises:
        Misconfigured: no such province, or fewer than 200 citizens.
    """
    return survey(plan).directory


def staff(plan: Plan) -> list[Staff]:
    """Everybody who works in the system, the same list every time."""
    land = survey(plan)
    return roster(named(plan, land), land).everybody


def cast(plan: Plan) -> Cast:
    """The planted people and the staff that personas play."""
    return cast_of(open_world(plan))


def batches(plan: Plan) -> Iterator[Batch]:
    """Every record of the province: chunk by chunk, the cast first; the last batch holds what belongs to no household.

    Every record class appears once at least from 200 citizens on; nothing lies after 09:00 of the reference day but
    bookings, sessions, planned inspections, due dates and the last days of prescriptions and cards.
    """
    world = open_world(plan)
    diary, food, counts, taken = open_diary(world), FoodOffice(world), earlier(world), Counter[str]()
    stays, events, epidemic = schedule(world), food.events(), frozenset(epicentre(world))
    tariff = Tariff(world.catalogue, world.billing, world.land.directory)
    for chunk in world.chunks:
        orders = Orders(
            stays=stays.pop(chunk.index, []),
            places=diary.places.pop(chunk.index, []),
            events=events.get(chunk.index, []),
            single=food.lists.single,
            epidemic=epidemic,
            tariff=tariff,
        )
        batch = make_chunk(world, chunk, orders)
        counts.update(batch.cases)
        taken.update(taken_places(row for row in batch.rows[Booking] if isinstance(row, Booking)))
        yield batch
    yield _province(world, diary, food, counts, taken)


def _province(world: World, diary: Diary, food: FoodOffice, counts: Tally, taken: Counter[str]) -> Batch:
    """What belongs to no household: beds, sessions, food establishments, weekly counts, the roadmap."""
    batch = Batch(len(world.chunks))
    batch.add(Bed(*ward, beds, world.land.actual_beds[ward]) for ward, beds in world.land.planned_beds.items())
    batch.add(diary.counted(taken))
    batch.add(food.establishments)
    batch.add(food.inspections())
    batch.add(disease_counts(world, counts))
    batch.add(activities(world))
    return batch
