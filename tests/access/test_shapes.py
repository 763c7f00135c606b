"""A shape holds exactly the rows that Cedar permits one by one, and the second look agrees with the shape."""

from random import Random

import pytest

from access.bounds import bounds_of, row_bounds
from access.cedar import open_policy
from access.recheck import admits
from access.scopes import shape
from domain.actions import KINDS, Action
from domain.people import SensitiveClass
from domain.scope import PERSONLESS, Belongs, RecordKind
from tests.access.asking import COMMUNES, PEOPLE, PLACES, a_facts, a_viewer

IN_FACILITIES = {RecordKind.PATIENT, RecordKind.ENCOUNTER, RecordKind.OBSERVATION, RecordKind.MEDICATION,
                 RecordKind.CARE_RELATION, RecordKind.CLAIM, RecordKind.CLAIM_LINE, RecordKind.SLOT,
                 RecordKind.BOOKING}  # fmt: skip
MARKED = {RecordKind.ENCOUNTER, RecordKind.OBSERVATION, RecordKind.MEDICATION, RecordKind.CONDITION, RecordKind.CLAIM,
          RecordKind.CLAIM_LINE}  # fmt: skip
PLACELESS = {RecordKind.ACTIVITY, RecordKind.PASSAGE, RecordKind.GUARDIAN, RecordKind.AUDIT_EVENT}


def a_row(chance: Random, action: Action) -> Belongs:
    """A row of a kind the action brings back, with the bonds that such rows have."""
    kind = chance.choice(sorted(KINDS[action]))
    here = kind in IN_FACILITIES or (kind is RecordKind.FACT and chance.random() < 0.5)
    return Belongs(
        kind,
        None if kind in PERSONLESS else chance.choice(PEOPLE),
        chance.choice(PLACES) if here else None,
        None if here or kind in PLACELESS else chance.choice(COMMUNES),
        chance.choice([None, None, *SensitiveClass]) if kind in MARKED else None,
    )


@pytest.mark.timeout(200)
def test_every_row_inside_a_permitted_shape_is_permitted_and_every_row_outside_forbidden() -> None:
    chance, policy, seen = Random(11), open_policy(), {True: 0, False: 0}
    for _ in range(6_000):
        viewer, action = a_viewer(chance), chance.choice(list(Action))
        facts, row = a_facts(chance, viewer), a_row(chance, action)
        scope = shape(viewer, facts, action)
        permitted = policy.decide(viewer, facts, action, row_bounds(row)).allowed
        inside = scope is not None and admits(scope, row)
        walled = inside and not permitted
        if walled:
            # A wall that forbids the whole shape (a messenger, a level) forbids it before any row is asked for.
            assert scope is not None
            assert not policy.decide(viewer, facts, action, bounds_of(scope)).allowed
            continue
        assert inside == permitted, (viewer, facts, action, row)
        seen[inside] += 1
    assert min(seen.values()) > 500


def test_a_named_person_only_narrows() -> None:
    chance = Random(12)
    for _ in range(5_000):
        viewer, action = a_viewer(chance), chance.choice(list(Action))
        facts, row = a_facts(chance, viewer), a_row(chance, action)
        wide, narrow = shape(viewer, facts, action), shape(viewer, facts, action, person=PEOPLE[0])
        if narrow is not None and admits(narrow, row):
            assert wide is not None
            assert admits(wide, row)
            assert row.person in {None, PEOPLE[0]}


def test_a_record_of_a_person_without_a_person_is_never_shown() -> None:
    chance = Random(13)
    for _ in range(2_000):
        viewer, action = a_viewer(chance), chance.choice(list(Action))
        scope, row = shape(viewer, a_facts(chance, viewer), action), a_row(chance, action)._replace(person=None)
        if row.kind not in PERSONLESS and scope is not None:
            assert not admits(scope, row)
