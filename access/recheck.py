"""The second look: whether a row that came back lies inside the scope, in plain Python, written apart from the SQL."""

from domain.names import Names, holds
from domain.scope import PERSONLESS, Belongs, Scope


def admits(scope: Scope, row: Belongs) -> bool:
    """Whether the row is one the scope lets through; a person's record without a person never is."""
    return (
        row.kind in scope.kinds
        and (row.person is not None or row.kind in PERSONLESS)
        and _fits(scope.patients, row.person)
        and _fits(scope.facilities, row.facility)
        and _fits(scope.communes, row.commune)
        and (row.sensitive is None or row.sensitive in scope.classes)
    )


def _fits(names: Names, name: str | None) -> bool:
    return name is None or holds(names, name)
