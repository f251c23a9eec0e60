"""Clock times: hours as people write them, and what is due by them."""

import re
from datetime import date, datetime, time, timedelta

LONGEST_DELAY = timedelta(hours=6)
"""After its hour, what is sent once a day is no longer worth sending."""

_HOUR = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?(?:m\.?)?h?", re.IGNORECASE
)


def read_time(text: str) -> time | None:
    """Return the time that a text such as ``8``, ``08:00``, ``20.30`` or ``8 pm`` names."""
    match = _HOUR.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (match["half"].lower() == "p")
    return time(hour, minute) if hour <= 23 and minute <= 59 else None


def write_time(moment: time) -> str:
    """Return a time as ``8:00``."""
    return f"{moment.hour}:{moment.minute:02}"


def find_due_day(moment: time, instant: datetime, last_day: date | None) -> date | None:
    """Return the day whose turn it is to be served at ``moment`` or up to six hours later.

    ``last_day``: the last day that was served. None where none is due. Where the clock was set
    back, a day that is yet to come does not count.
    """
    if last_day and last_day > instant.date() + timedelta(1):
        last_day = None
    for day in (instant.date(), instant.date() - timedelta(1)):
        start = datetime.combine(day, moment, instant.tzinfo)
        if start <= instant:
            is_due = instant - start < LONGEST_DELAY and (last_day is None or last_day < day)
            return day if is_due else None
    return None
