"""Epochs: moments that pages write as seconds or milliseconds since 1970."""

import re
from datetime import UTC, datetime

_NUMBER = re.compile(r"([0-9]{9,10})(?:\.[0-9]+|[0-9]{3})?")
# News on the web is younger; smaller numbers count something else.
_FIRST, _LAST = 600_000_000, 4_000_000_000


def convert_epoch(text: str) -> str:
    """Return a count of seconds or milliseconds as a date in UTC, or nothing for other text."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None or not _FIRST <= int(match[1]) < _LAST:
        return ""
    return datetime.fromtimestamp(int(match[1]), UTC).isoformat()
