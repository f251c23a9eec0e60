"""Rules for named periods: years, decades, quarters, seasons and holidays."""

import re
from datetime import date

from bot.language.temporal.calendar import (
    Days,
    find_holiday,
    find_months,
    find_season,
    find_years,
    shift_period,
)
from bot.language.temporal.timex import (
    HOLIDAY,
    RANGE_SIGN,
    SEASON,
    YEAR,
    YEAR_OPTIONAL,
    Interpretation,
    Reference,
    Rules,
    compile_rules,
    modifies_noun,
    read_prefix,
)
from bot.language.temporal.yearless import choose_year, parse_year

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
# Before a noun, the number is a count or part of a name.
_COUNTED_NOUN = re.compile(
    r"\s(?!is\b|was\b|has\b|does\b|this\b|as\b|its\b|his\b|onwards\b|years\b)[a-z]+s\b"
    r"|\s(?:people|men|women|troops|children|election|budget|presidential|world)\b|['’]s\b"
)


def _read_season(match: re.Match[str], reference: Reference) -> Interpretation | None:
    name = match["season"].lower()
    year = parse_year(match, reference)
    if year is not None:
        return Interpretation(find_season(name, year), is_explicit=match["year"] is not None)
    if modifies_noun(match) or not _IN_SEASON.search(read_prefix(match)):
        return None
    interpretation = choose_year(lambda year: find_season(name, year), match, reference)
    return interpretation and Interpretation(interpretation.days, is_certain=False)


def _read_holiday(match: re.Match[str], reference: Reference) -> Interpretation | None:
    name = match["holiday"].lower().replace("’", "'").replace(".", "")
    if name.startswith("new year "):
        name = name.replace("new year ", "new year's ", 1)
    year = parse_year(match, reference)
    if name == "new year's":
        name = "new year"
    if year is not None:
        return Interpretation(find_holiday(name, year), is_explicit=match["year"] is not None)
    preposition = r"\b(?:at|over|on|since|before|after|during|by|until|through|around)\s(?:the\s)?$"
    if modifies_noun(match) or not re.search(preposition, read_prefix(match)):
        return None
    interpretation = choose_year(lambda year: find_holiday(name, year), match, reference)
    # "Over Christmas" has no definite end.
    return interpretation and Interpretation(
        interpretation.days, is_certain=interpretation.is_certain and " " in name
    )


def _read_year_range(match: re.Match[str], reference: Reference) -> Interpretation | None:
    first, last = int(match["from"]), int(match["year"])
    if not _IN_YEAR.search(read_prefix(match)):
        return None
    return Interpretation(find_years(first, last), is_explicit=True) if first < last else None


def _read_year(match: re.Match[str], reference: Reference) -> Interpretation | None:
    prefix = read_prefix(match)
    preposition = _IN_YEAR.search(prefix)
    if (
        not preposition
        or _OF_EVENT.search(prefix)
        or _COUNTED_NOUN.match(match.string, match.end())
    ):
        return None
    if prefix.endswith("and ") and not _AND_YEAR.search(prefix):
        return None
    year = int(match["year"])
    return Interpretation(find_years(year, year), is_explicit=True)


def _read_decade(match: re.Match[str], reference: Reference) -> Interpretation | None:
    if not _IN_DECADE.search(read_prefix(match)):
        return None
    digits = match["decade"]
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Interpretation(find_years(first, first + 9), is_explicit=True)


def _read_century(match: re.Match[str], reference: Reference) -> Interpretation | None:
    number = int(match["number"])
    return Interpretation(shift_period("century", date(number * 100, 1, 1), 0), is_explicit=True)


def _read_quarter(match: re.Match[str], reference: Reference) -> Interpretation | None:
    number, width = int(match["number"]), 3 if match["kind"].lower() == "q" else 6
    if number * width > 12 or not number:
        return None

    def in_year(year: int) -> Days:
        return find_months(year, (number - 1) * width + 1, width)

    year = parse_year(match, reference)
    if year is not None:
        return Interpretation(in_year(year), is_explicit=match["year"] is not None)
    interpretation = choose_year(in_year, match, reference)
    return interpretation and Interpretation(interpretation.days, is_certain=False)


RULES: Rules = compile_rules(
    {
        "number": (
            (r"(?P<decade>(?:1[5-9]|20)\d0|[2-9]0)['’]?s\b", _read_decade),
            (r"(?P<number>1\d|2[01])(?:st|th)[\s-]century\b", _read_century),
            (rf"(?P<from>(?:1[5-9]|20)\d\d){RANGE_SIGN}{YEAR}", _read_year_range),
            (YEAR, _read_year),
        ),
        "season": ((rf"{SEASON}\b{YEAR_OPTIONAL}", _read_season),),
        "holiday": ((rf"{HOLIDAY}{YEAR_OPTIONAL}", _read_holiday),),
        "quarter": ((rf"(?P<kind>[QH])(?P<number>[1-4])\b{YEAR_OPTIONAL}", _read_quarter),),
    }
)
"""Rules by the kind of the first word, the longest expression first."""
