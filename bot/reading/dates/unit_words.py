"""Dates whose numbers have words for year, month and day, as in 2026年1月7日."""

import re
from datetime import date

from bot.reading.dates.calendars import ERA, convert_era, to_gregorian

_VIETNAMESE_MONTHS = {
    name: number
    for number, name in enumerate(
        "một,hai,ba,tư,năm,sáu,bảy,tám,chín,mười,mười một,mười hai".split(","), 1
    )
} | {"bốn": 4}
_VIETNAMESE_NAME = "|".join(sorted(_VIETNAMESE_MONTHS, key=len, reverse=True))
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HAN_NUMBER = "[〇零○一二三四五六七八九十]"

_HAN_WEEKDAY = (
    r"(?: ?[(（]?(?:星期|周|週|禮拜|礼拜)?[一二三四五六日天月火水木金土](?:曜日?)?[)）]?)?"
)
_KOREAN_WEEKDAY = r"(?: ?[(（]?[월화수목금토일](?:요일)?[)）]?)?"
_HAN = (
    rf"(?P<era>{ERA})? ?(?P<y1>[0-9]{{1,4}}|元) ?年 ?(?P<m1>[0-9]{{1,2}}) ?月 ?"
    rf"(?P<d1>[0-9]{{1,2}}) ?[日号號]{_HAN_WEEKDAY}"
)
_KOREAN = (
    r"(?P<y2>[0-9]{4}) ?년 ?(?P<m2>[0-9]{1,2}) ?월 ?(?P<d2>[0-9]{1,2}) ?일"
    rf"{_KOREAN_WEEKDAY}"
)
_VIETNAMESE = (
    rf"(?:ngày ?)?(?P<d3>[0-9]{{1,2}}) ?(?:tháng|thg) ?(?P<m3>[0-9]{{1,2}}|{_VIETNAMESE_NAME})"
    r"(?: ?[,/]| năm|, năm)? ?(?P<y3>[0-9]{4})"
)
_MONGOLIAN = (
    r"(?P<y4>[0-9]{4}) ?(?:оны|он) ?(?P<m4>[0-9]{1,2})(?:-?р)? ?(?:сарын|сар) ?(?P<d4>[0-9]{1,2})"
)
_FORMS = (_HAN, _KOREAN, _VIETNAMESE, _MONGOLIAN)
UNIT_DATE = "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _FORMS)
"""A regular expression for such dates with ASCII digits."""
_UNIT_DATE = re.compile("|".join(_FORMS), re.IGNORECASE)
_HAN_DATE = re.compile(
    rf"(?P<year>{_HAN_NUMBER}{{4}})年(?P<month>{_HAN_NUMBER}{{1,3}})月"
    rf"(?P<day>{_HAN_NUMBER}{{1,3}})[日号號]"
)


def parse_unit_date(text: str, written: str) -> date | None:
    """Return the day of such a date, or None; ``written`` is the text with its own digits.

    Raise ValueError where there is no such day.
    """
    if match := _HAN_DATE.match(text):
        text = f"{_digits(match['year'])}年{_read_han(match['month'])}月{_read_han(match['day'])}日"
    match = _UNIT_DATE.fullmatch(text)
    if match is None:
        return None
    number = next(n for n in "1234" if match[f"d{n}"])
    year, month, day = (match[f"{part}{number}"] for part in "ymd")
    month_number = _VIETNAMESE_MONTHS.get(month.lower()) or int(month)
    if match["era"]:
        return convert_era(match["era"], 1 if year == "元" else int(year), month_number, int(day))
    if len(year) < 4:
        return None
    return to_gregorian(int(year), month_number, int(day), written)


def _digits(number: str) -> str:
    return number.translate(_HAN_DIGITS)


def _read_han(number: str) -> int:
    """Return a number below a hundred, such as 二十一."""
    tens, mark, ones = number.partition("十")
    if not mark:
        return int(_digits(number))
    return int(_digits(tens) or 1) * 10 + int(_digits(ones) or 0)
