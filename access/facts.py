"""What is known of a viewer beyond their account when the gate decides: read once per turn, never guessed."""

from dataclasses import dataclass

from domain.people import Viewer


@dataclass(frozen=True, slots=True)
class Facts:
    """`own`: the viewer and the dependants they stand for today. `cares_for`: patients with a care relation."""

    own: frozenset[str] = frozenset()
    cares_for: frozenset[str] = frozenset()


def alone(viewer: Viewer) -> Facts:
    """What is known before anything was read: the person themselves."""
    return Facts(own=frozenset({viewer.person_id} if viewer.person_id else ()))
