"""Article: a dated text, which every other room works on."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from bot.language.languages.lookup import find_language

_HEADING_LENGTH = 80
_COMPRESSION_SUFFIX = re.compile(r"\.(?:gz|bz2|xz)$")
_DATE_IN_NAME = re.compile(
    r"[-_ ]*(?<![0-9])(?:[0-9]{4}([-_.])[0-9]{2}\1[0-9]{2}|(?:19|20)[0-9]{6})(?![0-9])[-_ ]*"
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
            self.title or _derive_heading(self.path) or _take_opening_words(self.text[self.body :])
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


def _derive_heading(path: str) -> str:
    """Return the words beside the date in a name such as ``2026-01-07-some-title.txt``."""
    name = _COMPRESSION_SUFFIX.sub("", PurePath(path).name)
    stem = PurePath(name).stem
    words = _DATE_IN_NAME.sub(" ", stem)
    if words == stem:
        return ""
    heading = " ".join(re.split(r"[-_\s]+", words)).strip()
    return heading[:1].upper() + heading[1:]


def _take_opening_words(text: str) -> str:
    line = " ".join(text.split()[:40])
    if len(line) <= _HEADING_LENGTH:
        return line
    return line[: _HEADING_LENGTH - 1].rsplit(" ", 1)[0] + "…"
