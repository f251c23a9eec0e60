"""Rules for periods by their name: years, decades, quarters, seasons and holidays."""

import re
from datetime import date

from bot.language.temporal.calendar import Days, holiday, month, season, shifted, years
from bot.language.temporal.timex import (
    HOLIDAY,
    SEASON,
    TO,
    YEAR,
    YEAR_OPTIONAL,
    Meaning,
    Reading,
    Rules,
    compiled_rules,
    modifies_noun,
    preceding,
)
from bot.language.temporal.yearless import floating, year_of

_IN_YEAR = re.compile(
    r"\b(?:in|since|by|until|till|before|after|during|from|of|for|to|through|between|throughout"
    r"|and|early|mid|late)[\s-]+$"
)
_AND_YEAR = re.compile(r"\b(?:between|from)\s.{2,24}\sand\s$")
_IN_DECADE = re.compile(_IN_YEAR.pattern[:-1] + r"(?:the\s)?(?:(?:early|mid|late)[\s-])?['’‘]?$")
_IN_SEASON = re.compile(r"\b(?:in|over|during|since)\s(?:the\s)?$")
_OF_EVENT = re.compile(
    r"(?:games|olympics|cup|election|elections|championships?|expo|class)\sof\s$"
)
# A noun makes the number a count, or the year a part of a name.
_COUNTED = re.compile(
    r"\s(?!is\b|was\b|has\b|does\b|this\b|as\b|its\b|his\b|onwards\b|years\b)[a-z]+s\b"
    r"|\s(?:people|men|women|troops|children|election|budget|presidential|world)\b|['’]s\b"
)


def _season_name(match: re.Match[str], reading: Reading) -> Meaning | None:
    name = match["season"].lower()
    year = year_of(match, reading)
    if year is not None:
        return Meaning(season(name, year), named=match["year"] is not None)
    if modifies_noun(match) or not _IN_SEASON.search(preceding(match)):
        return None
    meaning = floating(lambda year: season(name, year), match, reading)
    return meaning and Meaning(meaning.days, sure=False)


def _holiday_name(match: re.Match[str], reading: Reading) -> Meaning | None:
    name = match["holiday"].lower().replace("’", "'").replace(".", "")
    if name.startswith("new year "):
        name = name.replace("new year ", "new year's ", 1)
    year = year_of(match, reading)
    if name == "new year's":
        name = "new year"
    if year is not None:
        return Meaning(holiday(name, year), named=match["year"] is not None)
    placed = r"\b(?:at|over|on|since|before|after|during|by|until|through|around)\s(?:the\s)?$"
    if modifies_noun(match) or not re.search(placed, preceding(match)):
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

    year = year_of(match, reading)
    if year is not None:
        return Meaning(in_year(year), named=match["year"] is not None)
    meaning = floating(in_year, match, reading)
    return meaning and Meaning(meaning.days, sure=False)


RULES: Rules = compiled_rules(
    {
        "number": (
            (r"(?P<decade>(?:1[5-9]|20)\d0|[2-9]0)['’]?s\b", _decade),
            (r"(?P<number>1\d|2[01])(?:st|th)[\s-]century\b", _century),
            (rf"(?P<from>(?:1[5-9]|20)\d\d){TO}{YEAR}", _years),
            (YEAR, _year_alone),
        ),
        "season": ((rf"{SEASON}\b{YEAR_OPTIONAL}", _season_name),),
        "holiday": ((rf"{HOLIDAY}{YEAR_OPTIONAL}", _holiday_name),),
        "quarter": ((rf"(?P<kind>[QH])(?P<number>[1-4])\b{YEAR_OPTIONAL}", _quarter),),
    }
)
"""The rules that each kind of first word sets off, the longest expression first."""
