"""Titles of pages, without the name of their site."""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from bot.reading.address_hosts import read_host
from bot.reading.html.facts.date_elements import element_text

_PARTS = re.compile(r"\s+[|·•—–‹›»«:/~-]+\s+|\s*(?:\||::)\s*")
_KICKERS = (
    "kicker overline dachzeile spitzmarke topline surtitle sur-title roofline eyebrow rubrik"
    " overtitle pretitle pre-title antetitulo occhiello"
).split()
_MOST_SUFFIXES = 4
_LONGEST = 400
_SECTION_WORDS = 2
_LEAST_WORDS = 3
_SECTION_MARKS = re.compile(r"\s+[|»›]\s+")
# What messengers and mail programs count before the title.
_UNREAD = re.compile(r"^\([0-9]{1,3}\+?\)\s+")
_REFERENCE = re.compile(
    r"&(?:#[0-9]{2,5}|#x[0-9a-f]{2,4}|amp|quot|apos|lt|gt|nbsp|[lr][sd]quo);", re.IGNORECASE
)


class PageTitle:
    """The titles that a page gives, and the choice among them.

    candidates: the titles, as they are written
    parts: what is between the marks in the title of the document
    """

    __slots__ = ("_document_title", "_heading", "_host", "_og_title", "candidates", "parts")

    def __init__(self, root: Any, meta: Mapping[str, list[str]], url: str) -> None:
        title = " ".join(element_text(element) for element in root.iterfind(".//head/title"))
        headings = list(dict.fromkeys(_heading_text(element) for element in root.iter("h1")))
        heading = headings[0] if len(headings) == 1 else ""
        title = _unescape(title)
        self._document_title = title if heading.startswith("(") else _UNREAD.sub("", title)
        self._heading = _without_label(heading, _PARTS.split(self._document_title[:_LONGEST]))
        self.parts = tuple(_PARTS.split(self._document_title[:_LONGEST]))
        self._og_title = _unescape(next(iter(meta.get("og:title", ())), ""))
        self._host = read_host(url)
        twitter_title = next(iter(meta.get("twitter:title", ())), "")
        self.candidates = tuple(
            filter(
                None,
                (
                    self._og_title,
                    self._heading,
                    self._document_title,
                    twitter_title,
                    *self._shorter(),
                ),
            )
        )

    def choose(self, headline: str, source: str) -> str:
        """Return the headline in the data, or the best of the candidates, without the site."""
        heading = self._heading
        if fold_title(heading) in (fold_title(source), fold_title(self._host)):
            # The site's name is the main heading of some themes.
            heading = ""
        text = headline or self._og_title or heading or self._document_title
        return self._without_site(text, source)

    def _shorter(self) -> list[str]:
        return [_PARTS.split(text)[0] for text in (self._og_title, self._document_title) if text]

    def _without_site(self, text: str, source: str) -> str:
        """Return a title without the parts before or behind it that name the site."""
        names = {fold_title(name) for name in (source, self._host, self._host.partition(".")[0])}
        names.discard("")
        head, _, remainder = text.partition(": ")
        if remainder and fold_title(head) in names:
            text = remainder
        for _ in range(_MOST_SUFFIXES):
            marks = list(_PARTS.finditer(text))
            if not marks:
                break
            first, last = marks[0], marks[-1]
            if fold_title(text[last.end() :]) in names and last.start():
                text = _without_section(text[: last.start()])
            elif fold_title(text[: first.start()]) in names and text[first.end() :]:
                text = text[first.end() :]
            else:
                break
        heading = self._heading
        for mark in _PARTS.finditer(text):
            if heading and text[: mark.start()] == heading:
                return heading
        return text


def _without_section(text: str) -> str:
    """Return a title without the site's section that stood before the site's name."""
    marks = list(_SECTION_MARKS.finditer(text))
    if not marks or len(text[marks[-1].end() :].split()) > _SECTION_WORDS:
        return text
    return text[: marks[-1].start()]


def _without_label(heading: str, parts: Sequence[str]) -> str:
    """Return a headline without the label of a section or an offer that is put before it."""
    for part in parts:
        label = heading.removesuffix(part)
        if label != heading and label.endswith(" ") and len(part.split()) >= _LEAST_WORDS:
            return part if len(label.split()) <= _SECTION_WORDS else heading
    return heading


def _unescape(text: str) -> str:
    """Return a text without the references that were escaped once too often."""
    return unescape(text) if _REFERENCE.search(text) else text


def fold_title(text: str) -> str:
    """Return a title so that its spellings compare as equal."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _heading_text(heading: Any) -> str:
    """Return the text of a headline without the line above it that some put inside."""
    text = element_text(heading)
    for element in heading.iterdescendants():
        names = f"{element.get('class', '')} {element.get('id', '')}".lower()
        if isinstance(element.tag, str) and any(name in names for name in _KICKERS):
            kicker = element_text(element)
            remainder = text.removeprefix(kicker).lstrip(" :|–-—/")
            if kicker and remainder and remainder != text:
                return remainder
    return text
