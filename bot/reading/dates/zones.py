"""Time zones by their offsets and names; a name is an offset only where it has one meaning."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache

from bot.language.temporal.timex import MONTHS

# Hours from UTC. Left out are names of several zones, such as IST, CST, BST and EST, and those
# that change with the season, such as ET.
_HOURS = {
    **dict.fromkeys(("UTC", "GMT", "UT", "Z", "WET"), 0.0),
    **dict.fromkeys(("WEST", "CET", "MEZ", "WAT"), 1.0),
    **dict.fromkeys(("CEST", "MESZ", "EET", "CAT", "SAST"), 2.0),
    **dict.fromkeys(("EEST", "MSK", "TRT", "EAT"), 3.0),
    "PKT": 5.0,
    "NPT": 5.75,
    "WIB": 7.0,
    "ICT": 7.0,
    **dict.fromkeys(("HKT", "SGT", "PHT", "MYT", "WITA", "AWST"), 8.0),
    "JST": 9.0,
    "KST": 9.0,
    "WIT": 9.0,
    "ACST": 9.5,
    "ACDT": 10.5,
    "AEST": 10.0,
    "AEDT": 11.0,
    "NZST": 12.0,
    "NZDT": 13.0,
    "AKST": -9.0,
    "AKDT": -8.0,
    "HST": -10.0,
    "BRT": -3.0,
}
# The names that the standard of mails gives a meaning.
_MAIL_HOURS = {
    "EST": -5.0, "EDT": -4.0, "CST": -6.0, "CDT": -5.0, "MST": -7.0, "MDT": -6.0, "PST": -8.0,
    "PDT": -7.0,
}  # fmt: skip
_SEVERAL_MEANINGS = frozenset("ET CT MT PT IST BST AST SST GST ADT BT".split())
_OFFSET = re.compile(r"(?:(?:UTC|GMT) ?)?([+−-])([0-9]{1,2}):?([0-9]{2})?", re.IGNORECASE)
_MOST_HOURS = 14
_WEEKDAYS = frozenset("MON TUE TUES WED THU THUR THURS FRI SAT SUN".split())


def is_zone(name: str) -> bool:
    """Tell whether a word, or what follows a sign, may be a time zone."""
    if _OFFSET.fullmatch(name):
        return True
    if not name.isupper() or name.lower() in MONTHS or name in _WEEKDAYS:
        return False
    return name in _HOURS or name in _MAIL_HOURS or name in _SEVERAL_MEANINGS or name in _names()


def find_zone(name: str, *, is_mail: bool = False) -> tzinfo | None:
    """Return a zone by its offset or name, or None where its offset is not sure.

    ``is_mail`` tells that the date has the form of mails, whose standard names American zones.
    Raise ValueError for an impossible offset.
    """
    if match := _OFFSET.fullmatch(name):
        return _parse_offset(match)
    hours = _HOURS.get(name)
    if hours is None and is_mail:
        hours = _MAIL_HOURS.get(name)
    if hours is None:
        return None
    return timezone(timedelta(hours=hours)) if hours else UTC


def _parse_offset(match: re.Match[str]) -> tzinfo | None:
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours > _MOST_HOURS or minutes > 59:
        raise ValueError("there is no such offset")
    # Programs that know no zone write -0000.
    if match[0] in ("-0000", "-00:00"):
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(offset if match[1] == "+" else -offset) if offset else UTC


@cache
def _names() -> frozenset[str]:
    # Loading it takes longer than most commands run.
    from dateparser.timezones import timezone_info_list

    names = (name for group in timezone_info_list for name, _ in group["timezones"])
    return frozenset(name for name in names if name.isalpha() and name.isupper())
