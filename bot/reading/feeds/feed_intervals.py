"""Feed intervals: how long a feed asks readers to wait between two looks."""

from collections.abc import Mapping
from typing import Any

_PERIODS = {
    "hourly": 60.0, "daily": 1_440.0, "weekly": 10_080.0, "monthly": 43_200.0,
    "yearly": 525_600.0,
}  # fmt: skip
_LONGEST = 43_200.0
_MOST_DIGITS = 9


def read_minutes(feed: Mapping[str, Any]) -> float | None:
    """Return the minutes of ``ttl``, or else of ``sy:updatePeriod`` and its frequency.

    Return None where a feed says neither; a month at most.
    """
    minutes = _read_number(feed.get("ttl"))
    if minutes is None:
        period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
        if period is not None:
            minutes = period / (_read_number(feed.get("sy_updatefrequency")) or 1.0)
    return min(minutes, _LONGEST) if minutes else None


def _read_number(value: object) -> float | None:
    words = value.strip() if isinstance(value, str) else ""
    is_number = words.isascii() and words.isdecimal() and len(words) <= _MOST_DIGITS
    return float(words) if is_number else None
