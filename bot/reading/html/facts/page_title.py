"""Titles of pages, without the name of their site."""

import re
from collections.abc import Mapping
from typing import Any

from bot.reading.html.facts.date_elements import element_text
from bot.reading.address_hosts import read_host

_PARTS = re.compile(r"\s+[|·•—–‹›»«:/~-]+\s+|\s*(?:\||::)\s*")
_KICKERS = (
    "kicker overline dachzeile spitzmarke topline surtitle sur-title roofline eyebrow rubrik"
    " overtitle pretitle pre-title antetitulo occhiello"
).split()
_MOST_SUFFIXES = 4
_LONGEST = 400
_SECTION_WORDS = 2


class PageTitle:
    """The titles that a page gives, and the choice among them.

    candidates: the titles, as they are written
    parts: what is between the marks in the title of the document
    """

    __slots__ = ("_document_title", "_heading", "_host", "_og_title", "candidates", "parts")

    def __init__(self, root: Any, meta: Mapping[str, list[str]], url: str) -> None:
        headings = list(dict.fromkeys(_heading_text(element) for element in root.iter("h1")))
        self._heading = headings[0] if len(headings) == 1 else ""
        self._document_title = " ".join(
            element_text(element) for element in root.iterfind(".//head/title")
        )
        self.parts = tuple(_PARTS.split(self._document_title[:_LONGEST]))
        self._og_title = next(iter(meta.get("og:title", ())), "")
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
        text = headline or self._og_title or self._heading or self._document_title
        return self._without_site(text, source)

    def _shorter(self) -> list[str]:
        return [_PARTS.split(text)[0] for text in (self._og_title, self._document_title) if text]

    def _without_site(self, text: str, source: str) -> str:
        """Return a title without the parts before or behind it that name the site."""
        names = {fold_title(name) for name in (source, self._host, self._host.partition(".")[0])}
        names.discard("")
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
    head, mark, section = text.rpartition(" | ")
    return head if mark and len(section.split()) <= _SECTION_WORDS else text


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
