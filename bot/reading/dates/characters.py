"""Characters of dates that are not shown or have other shapes, and the words beside dates."""

import re
import unicodedata

_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
# Direction marks, joiners, soft hyphens and byte order marks.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

# "Date" and "time", in languages where a colon follows.
_LABEL = re.compile(
    r"(?<!\w)(?:date|day|datum|tag|fecha|data|dato|päivä(?:ys|määrä)?|dátum|tarih|kuupäev|datums"
    r"|дата|датум|ημερομηνία|ngày|tanggal|tarikh|التاريخ|تاريخ|تاریخ|תאריך|दिनांक|तारीख|তারিখ|วันที่"
    r"|日付|日期|时间|時間|날짜)\s*[:：]",
    re.IGNORECASE,
)
_CHINESE_FACT = re.compile(
    r"(?:来源|來源|出处|出處|记者|記者|作者|编辑|編輯)\s*[:：]\s*[^\s|·,，]+"
)
_VIETNAMESE_DAY = re.compile(
    r"(?<!\w)(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)(?!\w)", re.IGNORECASE
)
_ZONE = re.compile(r"\(?(?:GMT|UTC)\s?[+-]\s?[0-9]{1,2}(?::?[0-9]{2})?\)?")
# As citations of newspapers have it: "The Gazette vom 10.03.2026, Seite 5".
_PAGE = re.compile(
    r"\b(?:pages?|pp?\.|seiten?|s\.|pág(?:ina|s|\.)?|pagina|pag\.|blz\.|sid(?:a|an|\.)|side"
    r"|str(?:ona|\.)|стр\.|с\.)\s?[A-Z]?[0-9]{1,3}\b",
    re.IGNORECASE,
)
_OF_THE_DAY = re.compile(r"(?<!\w)(?:vom|du|del|van|från|fra|от|від|z|ze)(?!\w)")


def fold_digits(text: str) -> str:
    """Return a text with ASCII digits, and without marks that are not shown."""
    if text.isascii():
        return text
    return _FOREIGN_DIGIT.sub(_to_ascii, _INVISIBLE.sub("", text))


def strip_invisible(text: str) -> str:
    """Return a text without marks that are not shown."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def squeeze(text: str) -> str:
    """Return a text on one line, with a single space between words."""
    return " ".join(text.split())


def _to_ascii(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))


def drop_surroundings(text: str) -> str:
    """Return the words beside a date without those that go with dates of publication."""
    text = _ZONE.sub(" ", _VIETNAMESE_DAY.sub(" ", _CHINESE_FACT.sub(" ", _LABEL.sub(" ", text))))
    without_page = _PAGE.sub(" ", text)
    return text if without_page == text else _OF_THE_DAY.sub(" ", without_page)
