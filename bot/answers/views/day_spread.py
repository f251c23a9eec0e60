"""Day spread: which days a timeline shows where there are more than it can."""

from collections.abc import Mapping
from datetime import date

MAX_DAYS = 20

_NEIGHBOURS = 3
"""Days before that of the answer, and as many after it, that are shown in any case."""


def spread_days(values: Mapping[date, float], lead_day: date) -> list[date]:
    """Return up to ``MAX_DAYS`` days in order: that of the answer, its neighbours, the best others.

    ``values``: how much each day has on the matter.
    """
    days = sorted({*values, lead_day})
    place = days.index(lead_day)
    neighbours = days[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]
    distant_days = sorted(set(days).difference(neighbours), key=lambda day: (-values[day], day))
    return sorted([*neighbours, *distant_days[: MAX_DAYS - len(neighbours)]])
