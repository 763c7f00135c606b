"""What a turn read, small enough to be kept beside its answer, so that the very same read can be decided again."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from access.bounds import Bounds
from domain.actions import Action
from domain.names import EVERY, Names
from domain.scope import Belongs, RecordKind, Scope

Json = dict[str, Any]


class Reading(NamedTuple):
    """One action of a turn and the bounds of all that it brought back."""

    action: Action
    bounds: Bounds


def came_of(scope: Scope, rows: Iterable[Belongs]) -> Bounds:
    """The bounds of a look: the scope's places, and those persons and classes that came."""
    came = list(rows)
    persons = EVERY if scope.patients is EVERY else frozenset(row.person for row in came if row.person)
    classes = frozenset(str(row.sensitive) for row in came if row.sensitive)
    return Bounds(scope.kinds, persons, scope.facilities, scope.communes, classes)


def joined(left: Bounds, right: Bounds) -> Bounds:
    """The bounds of two looks together."""
    return Bounds(
        left.kinds | right.kinds, _any(left.persons, right.persons), _any(left.facilities, right.facilities),
        _any(left.communes, right.communes), left.classes | right.classes,
    )  # fmt: skip


def _any(left: Names, right: Names) -> Names:
    return EVERY if left is EVERY or right is EVERY else left | right


def written(reading: Reading) -> Json:
    """A reading as it is kept; it names persons and is therefore kept sealed, and shown to nobody."""
    bounds = reading.bounds
    names = {"persons": bounds.persons, "facilities": bounds.facilities, "communes": bounds.communes}
    return {
        "action": reading.action.value,
        "kinds": sorted(bounds.kinds),
        **{field: "*" if held is EVERY else sorted(held) for field, held in names.items()},
        "classes": sorted(bounds.classes),
    }


def read_back(kept: Json) -> Reading:
    """The reading as it was.

    Raises:
        KeyError, ValueError: it was kept in a form no longer read.
    """
    persons, facilities, communes = (_names(kept[field]) for field in ("persons", "facilities", "communes"))
    kinds = frozenset(map(RecordKind, kept["kinds"]))
    return Reading(Action(kept["action"]), Bounds(kinds, persons, facilities, communes, frozenset(kept["classes"])))


def _names(kept: str | list[str]) -> Names:
    return EVERY if kept == "*" else frozenset(kept)
