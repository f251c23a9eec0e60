"""Response headers: what they say, however they are written."""

import codecs
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from email.message import Message
from email.utils import parsedate_to_datetime

_LONGEST_WAIT = 24 * 3600.0
"""Seconds; nobody may make the bot forget a site for longer."""
_LONGEST_AGE = 7 * 24 * 3600.0
_LONGEST_VALIDATOR = 1000
_LISTS = frozenset(("cache-control", "content-encoding"))
"""Headers whose values are joined where they stand twice."""
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,15})", re.IGNORECASE)
_NOT_FRESH = re.compile(r"(?:^|[\s,])no-(?:cache|store)(?:[\s,;=]|$)", re.IGNORECASE)
_SECONDS = re.compile(r"\d{1,15}(?:\.\d*)?", re.ASCII)
_VALIDATOR = re.compile(r"[\x20-\x7e\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class ResponseHeaders:
    """The headers of a response, by name in small letters; of those that stand twice the first."""

    values: dict[str, str]

    @classmethod
    def read(cls, pairs: Iterable[tuple[bytes, bytes]]) -> "ResponseHeaders":
        """Return the headers that came."""
        values: dict[str, str] = {}
        for name, value in pairs:
            key, text = name.decode("latin-1").lower(), value.decode("latin-1").strip()
            if key not in values:
                values[key] = text
            elif key in _LISTS:
                values[key] += f", {text}"
        return cls(values)

    def get(self, name: str) -> str:
        """Return a header, empty where it is missing."""
        return self.values.get(name, "")

    @property
    def location(self) -> str:
        """Return where it redirects to: many write more letters there than they should."""
        text = self.get("location")
        try:
            return text.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return text

    @property
    def length(self) -> int | None:
        """Return how many bytes are announced."""
        text = self.get("content-length")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None

    @property
    def media_type(self) -> str:
        """Return the media type in small letters, empty where there is none."""
        name = self.get("content-type").split(";")[0].strip().lower()
        return name if _MEDIA_TYPE.fullmatch(name) else ""

    @property
    def charset(self) -> str:
        """Return the charset where it is one that Python reads texts in."""
        message = Message()
        message["content-type"] = self.get("content-type")[:_LONGEST_VALIDATOR]
        name = message.get_content_charset() or ""
        try:
            codec = codecs.lookup(name.strip("'\" "))
        except (LookupError, ValueError):
            return ""
        return codec.name if codec._is_text_encoding else ""

    @property
    def etag(self) -> str:
        """Return the entity tag, where it can be sent back."""
        return read_validator(self.get("etag"))

    @property
    def last_modified(self) -> str:
        """Return when it was changed, in the site's own words."""
        return read_validator(self.get("last-modified"))

    def read_max_age(self, moment: float | None = None) -> float | None:
        """Return for how many seconds it is fresh, a week at most, or None."""
        control = self.get("cache-control")
        if _NOT_FRESH.search(control):
            return 0.0
        if match := _MAX_AGE.search(control):
            seconds = float(match[1]) - (_read_seconds(self.get("age")) or 0.0)
        elif expires := self.get("expires"):
            end = _read_date(expires)
            seconds = 0.0 if end is None else end - self._read_clock(moment)
        else:
            return None
        return min(max(seconds, 0.0), _LONGEST_AGE)

    def read_retry_after(self, moment: float | None = None) -> float | None:
        """Return after how many seconds to ask again, a day at most, or None."""
        text = self.get("retry-after")
        seconds = _read_seconds(text)
        if seconds is None:
            end = _read_date(text)
            if end is None:
                return None
            seconds = end - self._read_clock(moment)
        return min(max(seconds, 0.0), _LONGEST_WAIT)

    def _read_clock(self, moment: float | None) -> float:
        """Return what the site's own clock shows, where it tells: ours may differ."""
        date = _read_date(self.get("date"))
        if date is not None:
            return date
        return time.time() if moment is None else moment


def read_validator(text: str) -> str:
    """Return an entity tag or a date where it can stand in a header, empty where it can't."""
    is_sound = len(text) <= _LONGEST_VALIDATOR and _VALIDATOR.fullmatch(text)
    return text.strip() if is_sound else ""


def _read_seconds(text: str) -> float | None:
    return float(text) if _SECONDS.fullmatch(text) else None


def _read_date(text: str) -> float | None:
    try:
        day = parsedate_to_datetime(text[:100])
        return (day if day.tzinfo else day.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
