"""Times of day in dates, with the time zones next to them."""

import re
from dataclasses import dataclass
from datetime import time, tzinfo

from bot.reading.dates.zones import find_zone, is_zone

# What stands between a day and its time, in the languages of most news.
_CONNECTORS = (
    "at|as|às|um|à|a las|las|alle ore|alle|ore|kl|klo|klokken|om|o|ob|u|v|в|о|у|saat|pukul|jam"
    "|lúc|vào lúc|เวลา|στις|ώρα|la ora|ora|godz|ساعت|الساعة|@"
)
_CONNECTOR = rf"(?:(?<![^\W_])(?:{_CONNECTORS})\.? ?)"
_START = r"(?:(?<=[0-9])T|(?<![\w:.,/+-]))"
_COLON = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,:](?P<fraction>[0-9]{1,9}))?)?"
)
_HALF = r"(?:(?P<half>[ap])\. ?m\b\.?|(?P<short_half>[ap])m\b)"
# Halves of the day and words such as "o'clock".
_SUFFIX = (
    r"(?P<suffix>Uhr\b|uur\b|hrs?\b|hours\b|h\b|น\.|часов\b|ч\.|год\.|(?:ص|م|مساءً?|صباحاً?)(?!\w)"
    r"|[πμ]\.μ\.)"
)
_ASIAN = (
    r"(?:오전|오후|上午|下午|午前|午後|凌晨|早上|中午|晚上)? ?"
    r"[0-9]{1,2}(?:[:時时点點] ?(?:[0-9]{2}分?(?: ?[0-9]{2}秒)?)?|시(?: ?[0-9]{1,2}분)?)(?![0-9:])"
)
_OFFSET = r"(?:UTC|GMT) ?[+−-][0-9]{1,2}(?::?[0-9]{2})?|[+−-][0-9]{2}(?::?[0-9]{2})?"
_ZONE = (
    rf",? ?\(?(?P<zone>(?:{_OFFSET})(?![0-9./-])|[A-Z]{{1,5}}(?![\w./]))\)?"
    r"(?: ?[(\[](?:[^()\[\]]{1,60})[)\]])?"
)
_NAMED_ZONE = r"(?: (?:[A-Z][a-z]+ ){1,3}Time\b| local time\b)"
_CLOCK = re.compile(
    rf"{_CONNECTOR}?{_START}(?:{_COLON}(?: ?{_HALF}|(?: ?{_SUFFIX}))?"
    rf"|(?P<spoken>[0-9]{{1,2}})(?:[.h:](?P<spoken_minute>[0-9]{{2}}))? ?"
    rf"(?:(?P<spoken_half>[ap])\.? ?m\b\.?|(?:{_SUFFIX.replace('suffix', 'spoken_suffix')}))"
    rf"|(?P<french>[0-9]{{1,2}})h[0-9]{{2}}\b"
    rf"|{_ASIAN})",
    re.IGNORECASE,
)
_CLOCK_WITH_DOT = re.compile(rf"{_CONNECTOR}[0-9]{{1,2}}[.h][0-9]{{2}}(?![.0-9])", re.IGNORECASE)
_ZONE_PATTERN = re.compile(rf"(?:{_ZONE})|{_NAMED_ZONE}")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, and the zone next to it where its offset is sure."""

    moment: time
    zone: tzinfo | None = None


def split_clock(text: str, *, is_mail: bool = False) -> tuple[str, Clock | None]:
    """Return a date without its time of day, and the time where it has an hour and a minute.

    Raise ValueError for an impossible time or offset.
    """
    match = _CLOCK.search(text)
    if match is None:
        dot_match = _CLOCK_WITH_DOT.search(text)
        return (_cut(text, dot_match.start(), dot_match.end()) if dot_match else text), None
    end, zone = match.end(), None
    zone_match = _ZONE_PATTERN.match(text, end)
    if zone_match and (zone_match["zone"] is None or is_zone(zone_match["zone"])):
        end = zone_match.end()
        zone = find_zone(zone_match["zone"], is_mail=is_mail) if zone_match["zone"] else None
    remainder = _cut(text, match.start(), end)
    if match["hour"] is None:
        return remainder, None
    # In which half of the day it is, is not looked up in other languages.
    return remainder, Clock(_parse_time(match), None if _has_other_half(match) else zone)


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}"


def _has_other_half(match: re.Match[str]) -> bool:
    suffix = match["suffix"]
    return bool(suffix and not suffix.isascii())


def _parse_time(match: re.Match[str]) -> time:
    hour, half = int(match["hour"]), (match["half"] or match["short_half"] or "").lower()
    if half:
        # Programs also write 18:30 PM.
        hour = hour if hour > 12 else hour % 12 + 12 * (half == "p")
    # A leap second has no number of its own.
    second = min(int(match["second"] or 0), 59)
    fraction = (match["fraction"] or "").ljust(6, "0")[:6]
    return time(hour, int(match["minute"]), second, int(fraction))
