"""The public face: a plan in, a believable province out. Read this page first.

Figures agree with each other because each is made from the same visit: its results, prescriptions, claim, registers and
weekly counts are written from one value. Memory stays flat because a batch holds one chunk of about 500 people.
"""

from collections.abc import Iterator

from domain.places import Directory
from domain.records.emr import Bed
from domain.records.staff import Staff
from synthetic.batch import Batch
from synthetic.cast import Cast, cast_of
from synthetic.chunk import make_chunk
from synthetic.land import survey
from synthetic.plan import Plan
from synthetic.staff import roster
from synthetic.stays import schedule
from synthetic.world import World, open_world

__all__ = ["Batch", "Cast", "Plan", "batches", "cast", "directory", "staff"]


def directory(plan: Plan) -> Directory:
    """Communes, facilities, departments and former names of the plan's province.

    Raises:
        Misconfigured: no such province, or fewer than 200 citizens.
    """
    return survey(plan).directory


def staff(plan: Plan) -> list[Staff]:
    """Everybody who works in the system, the same list every time."""
    return roster(plan, survey(plan)).everybody


def cast(plan: Plan) -> Cast:
    """The planted people and the staff that personas play."""
    return cast_of(open_world(plan))


def batches(plan: Plan) -> Iterator[Batch]:
    """Every record of the province, chunk by chunk; the last batch holds what belongs to no household."""
    world = open_world(plan)
    stays = schedule(world)
    for chunk in world.chunks:
        yield make_chunk(world, chunk, stays.get(chunk.index, []))
    yield _province(world)


def _province(world: World) -> Batch:
    batch = Batch(len(world.chunks))
    batch.add(Bed(*ward, beds, world.land.actual_beds[ward]) for ward, beds in world.land.planned_beds.items())
    return batch
