"""Small-cell suppression, a property of indicator × audience (design §4)."""

from dataclasses import replace

from domain.people import Role, Viewer
from domain.records.indicators import Figure

PUBLIC = frozenset({Role.ANONYMOUS, Role.CITIZEN})
"""Audiences from whom small counts are always withheld; officers see the counts that are their duty."""


def suppressed(figure: Figure, viewer: Viewer) -> Figure:
    """The figure as this audience may hear it: without value and parts where the count is too small to publish."""
    return figure if shows(figure, viewer) else replace(
        figure, value=None, numerator=None, denominator=None, withheld=True
    )  # fmt: skip


def shows(figure: Figure, viewer: Viewer) -> bool:
    """Whether this audience may hear the figure: nothing is hidden of a zero, or above the indicator's threshold."""
    if viewer.role not in PUBLIC:
        return True
    counts = [part for part in (figure.numerator, figure.denominator) if part is not None]
    return not any(0 < count < figure.indicator.suppress_below for count in counts)
