"""Article: a dated text, which every other room works on."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from bot.language.languages.lookup import find_language

_HEADING_LENGTH = 80
_COMPRESSION_SUFFIX = re.compile(r"\.(?:gz|bz2|xz)$")
# A time may follow, and a word in any language may name the month.
_TIME_IN_NAME = r"(?:[T_]?[0-2][0-9][-_.:]?[0-5][0-9](?:[-_.:]?[0-5][0-9])?Z?)?"
_WORD_IN_NAME = r"[^\W\d_]{1,20}\.?"
_JOINT = r"[-_., ]{1,3}"
_DATE_IN_NAME = re.compile(
    r"[-_ ]*(?<![0-9])(?:[0-9]{4}([-_.])[0-9]{2}\1[0-9]{2}|(?:19|20)[0-9]{6})"
    rf"(?:{_TIME_IN_NAME})(?![0-9])[-_ ]*"
)


@dataclass(frozen=True, slots=True)
class Article:
    """A dated article, with its text character for character as it was published.

    Every span is a range of ``text``, and ``body`` is the offset at which its prose begins: in
    a text file the lines that give the date are part of the text, so that an offset can be
    looked up in the file itself.
    ``published`` is the day in the source's time zone, ``instant`` the moment if known.
    ``title``, ``source`` and ``url`` are empty if the file gives none. ``language`` is a tag such
    as ``en`` or ``pt-BR``; empty for English where the file gives none.
    """

    id: str
    text: str
    published: date
    path: str
    title: str = ""
    source: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    instant: datetime | None = None
    body: int = 0

    @property
    def heading(self) -> str:
        """Return the title or, without one, the words of the file name or the first words."""
        return (
            self.title
            or _derive_heading(self.path, self.published)
            or _take_opening_words(self.text[self.body :])
        )

    @property
    def origin(self) -> str:
        """Return the source or, without one, the name of the file."""
        return self.source or PurePath(self.path).name

    @property
    def language_code(self) -> str:
        """Return the code of its language: ``en`` without a tag, ``und`` for an unknown one."""
        return find_language(self.language).code


def derive_id(url: str, published: date, title: str, text: str) -> str:
    """Return 16 hexadecimal digits that depend on the article's content, not on its file."""
    parts = "\0".join((url, published.isoformat(), title, text))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _derive_heading(path: str, published: date) -> str:
    """Return the words beside the date in a name such as ``2026-01-07-some-title.txt``."""
    name = _COMPRESSION_SUFFIX.sub("", PurePath(path).name)
    stem = PurePath(name).stem
    words = _DATE_IN_NAME.sub(" ", stem)
    if words == stem:
        words = re.sub(_describe_date(published), " ", stem, flags=re.IGNORECASE)
    if words == stem:
        return ""
    heading = " ".join(re.split(r"[-_\s]+", words)).strip(" ,")
    return heading[:1].upper() + heading[1:]


def _describe_date(day: date) -> str:
    """Return a pattern of the other ways in which a name may write a day."""
    year, month_number, number = day.year, f"0?{day.month}", f"0?{day.day}(?:st|nd|rd|th)?"
    joint, name = _JOINT, rf"(?:de{_JOINT})?{_WORD_IN_NAME}"
    numbers = (
        rf"{year}[-_. ]{month_number}[-_. ]{number}|{number}[-_. ]{month_number}[-_. ]{year}"
        rf"|{month_number}[-_. ]{number}[-_. ]{year}|{year}年{month_number}月{number}日"
    )
    words = (
        rf"{number}{joint}{name}{joint}(?:de{joint})?{year}|{name}{joint}{number}{joint}{year}"
        rf"|{year}{joint}{name}{joint}{number}"
    )
    return rf"[-_ ]*(?<![^\W_])(?:{numbers}|{words})(?:{_TIME_IN_NAME})(?![^\W_])[-_ ]*"


def _take_opening_words(text: str) -> str:
    line = " ".join(text.split()[:40])
    if len(line) <= _HEADING_LENGTH:
        return line
    return line[: _HEADING_LENGTH - 1].rsplit(" ", 1)[0] + "…"
