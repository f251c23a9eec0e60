"""Rules for dates by their name: days, months, years, seasons and holidays."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.language.calendar import Days, days_around, holiday, month, season, shifted, years
from bot.language.span import Span
from bot.language.timex import (
    HOLIDAY,
    MONTH,
    MONTHS,
    SEASON,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    Meaning,
    Reading,
    Rule,
    Tense,
    compiled,
    preceding,
)

# A date without its year is taken for one of these last or next days; beyond, it is a guess.
_SURE_PAST = 240
_SURE_FUTURE = 240
_SURE_EITHER = 45

_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?!\d|:\d|[.,]\d|%)(?:st|nd|rd|th)?\b"
_END = r"(?P<end>[12]\d|3[01]|0?[1-9])(?!\d|:\d|[.,]\d|%)(?:st|nd|rd|th)?\b"
_TO = r"\s?(?:-|–|—|to|through|and|until)\s?"
_WEEKDAY_OPT = rf"(?:{WEEKDAY},?\s(?:the\s)?)?"
_YEAR_OPT = rf"(?:(?:\sof|\sin)?,?\s{YEAR}|(?:\sof)?\s(?P<which>last|this|next)\syear\b)?"

# "in May", but not Theresa May; "since March", but not the march.
_IN_MONTH = re.compile(
    r"\b(?:in|since|by|until|till|before|after|during|from|to|through|between|early|mid|late"
    r"|last|this|next|of|for)[\s-]+$|\bbetween\s\w+\sand\s$"
)
_IN_MAY = re.compile(r"\b(?:in|since|until|early|mid|late|last|this|next|end\sof)[\s-]+$")
_AFTER_MAY = re.compile(
    r"\s*(?:[,.;:?!)-]|$|(?:when|and|that|to|with|for|at|but|the|this|which|who|after|by|of|in)\b)"
)
_TO_MONTH = re.compile(
    rf"{_TO}(?:Jan|Feb|March|April|June|July|Aug|Sept|Oct|Nov|Dec|(?:19|20)\d\d)"
)
_IN_YEAR = re.compile(
    r"\b(?:in|since|by|until|till|before|after|during|from|of|for|to|through|between|throughout"
    r"|and|early|mid|late)[\s-]+$"
)
_AND_YEAR = re.compile(r"\b(?:between|from)\s.{2,24}\sand\s$")
_IN_DECADE = re.compile(_IN_YEAR.pattern[:-1] + r"(?:the\s)?(?:(?:early|mid|late)[\s-])?['’‘]?$")
_IN_SEASON = re.compile(r"\b(?:in|over|during|since)\s(?:the\s)?$")
_FROM_NOW = re.compile(r"\b(?:beginning|starting|from|by|until|effective)\s(?:on\s|in\s)?$")
_OF_EVENT = re.compile(
    r"(?:games|olympics|cup|election|elections|championships?|expo|class)\sof\s$"
)
# A noun makes the number a count, or the year a part of a name.
_COUNTED = re.compile(
    r"\s(?!is\b|was\b|has\b|does\b|this\b|as\b|its\b|his\b|onwards\b|years\b)[a-z]+s\b"
    r"|\s(?:people|men|women|troops|children|election|budget|presidential|world)\b|['’]s\b"
)
_NOUN_AFTER_DAY = re.compile(
    r"\s(?!a\b|an\b|the\b|at\b|and\b|or\b|by\b|in\b|on\b|of\b|to\b|for\b|from\b|with\b|when\b"
    r"|that\b|this\b|after\b|before\b|as\b|until\b|through\b|over\b|near\b|but\b|if\b|were\b|was\b"
    r"|is\b|are\b|had\b|has\b|have\b|will\b|would\b|did\b|he\b|she\b|it\b|they\b|we\b|who\b|where\b"
    r"|which\b|while\b|because\b|amid\b|following\b|during\b|since\b|last\b|next\b|so\b|due\b"
    r"|\w+ed\b|\w+ing\b|between\b|against\b|without\b|into\b|about\b|there\b|killed\b|his\b|her\b"
    r"|their\b|its\b|not\b|around\b|under\b|outside\b|inside\b|just\b|alone\b)[a-z]{3,}"
)
_SURNAME = re.compile(r"\s[A-Z][a-z]")
# Days that stand for what happened on them, in whatever year.
_EPONYMS = frozenset(((1, 6), (9, 11), (10, 7)))


def _iso(match: re.Match[str], reading: Reading) -> Meaning | None:
    return _named(date(int(match["year"]), int(match["number"]), int(match["day"])))


def _slashes(match: re.Match[str], reading: Reading) -> Meaning | None:
    """Read 13/7/2026 and 7/13/2026, but not 1/7/2026, which differs between countries."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if first == second or second > 12:
        return _named(date(year, first, second))
    return _named(date(year, second, first)) if first > 12 else None


def _day(match: re.Match[str], reading: Reading) -> Meaning | None:
    number, first = MONTHS[match["month"].lower()], int(match["day"])
    groups = match.groupdict()
    last = int(groups.get("end") or first)
    if last < first:
        return None

    def in_year(year: int) -> Days:
        return date(year, number, first), date(year, number, last)

    year = _year(match, reading)
    if year is not None:
        return Meaning(in_year(year), named=groups.get("year") is not None)
    if (number, first) in _EPONYMS and not groups.get("weekday"):
        return None
    if _NOUN_AFTER_DAY.match(match.string, match.end()):
        return None
    weekday = groups.get("weekday")
    wanted = WEEKDAYS[weekday.lower()] if weekday else None

    if wanted is not None:
        return _on_weekday(in_year, wanted, reading)
    meaning = floating(in_year, match, reading)
    # A paper calls today by its weekday: with the date, it may speak of another year.
    today = meaning is not None and meaning.days[1] == reading.day
    return replace(meaning, sure=False) if meaning and today else meaning


def _on_weekday(in_year: Callable[[int], Days], weekday: int, reading: Reading) -> Meaning | None:
    """Choose the nearest year in which a date falls on a weekday."""
    candidates = [days for days in _candidates(in_year, reading) if days[0].weekday() == weekday]
    if not candidates:
        return None
    nearest = min(candidates, key=lambda days: abs(days[0] - reading.day))
    return Meaning(nearest, sure=abs((nearest[0] - reading.day).days) < 365, floating=True)


def _month_name(match: re.Match[str], reading: Reading) -> Meaning | None:
    word = match["month"]
    number = MONTHS[word.lower()]
    year = _year(match, reading)
    if year is not None:
        if word in ("may", "march") and not _IN_MONTH.search(preceding(match)):
            return None
        return Meaning(month(year, number), named=match["year"] is not None)
    short = len(word) < 5 and word.lower() not in ("may", "june", "july")
    if short or not _stands_for_month(match, word.lower()):
        return None
    meaning = floating(lambda year: month(year, number), match, reading)
    if meaning and reading.tense(Span(match.start(), match.end())) is Tense.UNKNOWN:
        return Meaning(meaning.days, sure=False, floating=True)
    return meaning


def _stands_for_month(match: re.Match[str], name: str) -> bool:
    text, end, before = match.string, match.end(), preceding(match)
    if name in ("may", "april", "june") and _SURNAME.match(text, end):
        return False
    if name == "may" and not _TO_MONTH.match(text, end):
        return bool(_IN_MAY.search(before) and _AFTER_MAY.match(text, end))
    attribute = _NOUN_AFTER_DAY.match(text, end)
    return bool(_IN_MONTH.search(before)) and not (
        attribute and before.rstrip().endswith((" of", " for", " to"))
    )


def _season_name(match: re.Match[str], reading: Reading) -> Meaning | None:
    name = match["season"].lower()
    year = _year(match, reading)
    if year is not None:
        return Meaning(season(name, year), named=match["year"] is not None)
    attribute = _NOUN_AFTER_DAY.match(match.string, match.end())
    if attribute or not _IN_SEASON.search(preceding(match)):
        return None
    meaning = floating(lambda year: season(name, year), match, reading)
    return meaning and Meaning(meaning.days, sure=False)


def _holiday_name(match: re.Match[str], reading: Reading) -> Meaning | None:
    name = match["holiday"].lower().replace("’", "'").replace(".", "")
    if name.startswith("new year "):
        name = name.replace("new year ", "new year's ", 1)
    year = _year(match, reading)
    if name == "new year's":
        name = "new year"
    if year is not None:
        return Meaning(holiday(name, year), named=match["year"] is not None)
    placed = r"\b(?:at|over|on|since|before|after|during|by|until|through|around)\s(?:the\s)?$"
    attribute = _NOUN_AFTER_DAY.match(match.string, match.end())
    if attribute and attribute[0] != " weekend" or not re.search(placed, preceding(match)):
        return None
    meaning = floating(lambda year: holiday(name, year), match, reading)
    # "Over Christmas" has no sure end.
    return meaning and Meaning(meaning.days, sure=meaning.sure and " " in name)


def _years(match: re.Match[str], reading: Reading) -> Meaning | None:
    first, last = int(match["from"]), int(match["year"])
    if not _IN_YEAR.search(preceding(match)):
        return None
    return Meaning(years(first, last), named=True) if first < last else None


def _year_alone(match: re.Match[str], reading: Reading) -> Meaning | None:
    before = preceding(match)
    placed = _IN_YEAR.search(before)
    if not placed or _OF_EVENT.search(before) or _COUNTED.match(match.string, match.end()):
        return None
    if before.endswith("and ") and not _AND_YEAR.search(before):
        return None
    year = int(match["year"])
    return Meaning(years(year, year), named=True)


def _decade(match: re.Match[str], reading: Reading) -> Meaning | None:
    if not _IN_DECADE.search(preceding(match)):
        return None
    digits = match["decade"]
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Meaning(years(first, first + 9), named=True)


def _century(match: re.Match[str], reading: Reading) -> Meaning | None:
    number = int(match["number"])
    return Meaning(shifted("century", date(number * 100, 1, 1), 0), named=True)


def _quarter(match: re.Match[str], reading: Reading) -> Meaning | None:
    number, width = int(match["number"]), 3 if match["kind"].lower() == "q" else 6
    if number * width > 12 or not number:
        return None

    def in_year(year: int) -> Days:
        return month(year, (number - 1) * width + 1, width)

    year = _year(match, reading)
    if year is not None:
        return Meaning(in_year(year), named=match["year"] is not None)
    meaning = floating(in_year, match, reading)
    return meaning and Meaning(meaning.days, sure=False)


def floating(
    in_year: Callable[[int], Days], match: re.Match[str], reading: Reading
) -> Meaning | None:
    """Choose the year of a date that names none, by the tense around it."""
    tense = reading.tense(Span(match.start(), match.end()))
    candidates = _candidates(in_year, reading)
    past = [days for days in candidates if days[0] <= reading.day][-1:]
    future = [days for days in candidates if days[1] >= reading.day][:1]
    since = (reading.day - past[0][1]).days if past else 9999
    ahead = (future[0][0] - reading.day).days if future else 9999
    if since > _SURE_FUTURE and _FROM_NOW.search(preceding(match)):
        tense = Tense.FUTURE
    if tense is Tense.PAST and past:
        return Meaning(past[0], sure=since < _SURE_PAST, floating=True)
    if tense is Tense.FUTURE and future:
        return Meaning(future[0], sure=ahead < _SURE_FUTURE, floating=True)
    if not past or not future:
        return None
    nearest = past[0] if since <= ahead else future[0]
    return Meaning(nearest, sure=min(since, ahead) <= _SURE_EITHER, floating=True)


def _candidates(in_year: Callable[[int], Days], reading: Reading) -> list[Days]:
    candidates = []
    for year in range(reading.day.year - 4, reading.day.year + 5):
        try:
            candidates.append(in_year(year))
        except ValueError:  # 29 February
            continue
    return candidates


def _named(day: date) -> Meaning:
    return Meaning(days_around(day), named=True)


def _year(match: re.Match[str], reading: Reading) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("which"):
        return reading.day.year + {"last": -1, "this": 0, "next": 1}[groups["which"].lower()]
    return None


_NUMBER_RULES = (
    (r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?![\d-])", _iso),
    (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:19|20)\d\d)\b", _slashes),
    (rf"{_DAY}{_TO}{_END}(?:\sof)?\s{MONTH}{_YEAR_OPT}", _day),
    (rf"{_DAY}(?:\sof)?\s{MONTH}{_YEAR_OPT}", _day),
    (r"(?P<decade>(?:1[5-9]|20)\d0|[2-9]0)['’]?s\b", _decade),
    (r"(?P<number>1\d|2[01])(?:st|th)[\s-]century\b", _century),
    (rf"(?P<from>(?:1[5-9]|20)\d\d){_TO}{YEAR}", _years),
    (YEAR, _year_alone),
)
_MONTH_RULES = (
    (rf"{MONTH}\s{_DAY}{_TO}{_END}{_YEAR_OPT}", _day),
    (rf"{MONTH}\s(?:the\s)?{_DAY}{_YEAR_OPT}", _day),
    (rf"{MONTH}{_YEAR_OPT}(?!\s\d)", _month_name),
)
_WEEKDAY_RULES = (
    (rf"{WEEKDAY},?\s{MONTH}\s{_DAY}{_YEAR_OPT}", _day),
    (rf"{WEEKDAY},?\s(?:the\s)?{_DAY}(?:\sof)?\s{MONTH}{_YEAR_OPT}", _day),
)

RULES: dict[str, tuple[tuple[re.Pattern[str], Rule], ...]] = {
    trigger: tuple((compiled(pattern), rule) for pattern, rule in rules)
    for trigger, rules in {
        "number": _NUMBER_RULES,
        "month": _MONTH_RULES,
        "weekday": _WEEKDAY_RULES,
        "season": ((rf"{SEASON}\b{_YEAR_OPT}", _season_name),),
        "holiday": ((rf"{HOLIDAY}{_YEAR_OPT}", _holiday_name),),
        "quarter": ((rf"(?P<kind>[QH])(?P<number>[1-4])\b{_YEAR_OPT}", _quarter),),
    }.items()
}
"""The rules that each kind of first word sets off, the longest expression first."""
