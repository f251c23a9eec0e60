"""Operators: what a question says exactly, for those who know how to: "a phrase", -word, OR."""

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.answers.question.english.operator_words import (
    AFTER_OPERATOR,
    BEFORE_OPERATOR,
    EITHER_OPERATOR,
    EXCLUSION_OPERATOR,
    SOURCE_OPERATOR,
)
from bot.answers.question.filters.source_names import find_source

_PHRASE = re.compile(r'["“”]([^"“”]*\w[^"“”]*)["“”]')
_SOURCE = re.compile(SOURCE_OPERATOR, re.IGNORECASE)
_UNTIL_OPERATOR = re.compile(BEFORE_OPERATOR, re.IGNORECASE)
_SINCE_OPERATOR = re.compile(AFTER_OPERATOR, re.IGNORECASE)
_OR_OPERATOR = re.compile(EITHER_OPERATOR)
_EXCLUSION = re.compile(EXCLUSION_OPERATOR)
_OPERAND = re.compile(r"[\w'’-]+")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a passage has to be like.

    ``phrases``: texts that it holds, ``exclusions``: words that neither it nor its title has.
    ``sources``: the origins of articles that count; all where it is empty.
    ``since``, ``until``: the first and last day of publication, both included.
    ``is_strict``: whether nothing else may be shown where nothing is like that.
    """

    phrases: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    sources: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    is_strict: bool = True

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.phrases or self.exclusions or self.sources or self.since or self.until)


@dataclass(frozen=True, slots=True)
class ParsedOperators:
    """A question without its operators, and what they say.

    ``either``: pairs of words of which one is enough.
    """

    text: str
    filters: Filters = field(default_factory=Filters)
    either: tuple[tuple[str, str], ...] = ()


def parse_operators(question: str, origins: Collection[str]) -> ParsedOperators:
    """Return what the operators in ``question`` say; one that is used wrongly is a word.

    ``origins``: the sources of the articles.
    """
    text = question
    sources: set[str] = set()
    for match in _SOURCE.finditer(question):
        source = find_source(match["source"].replace("_", " ").strip("\"',.?!"), origins)
        if source:
            sources |= source
            text = text.replace(match[0], " ", 1)
    text, until = _take_day(_UNTIL_OPERATOR, text, is_first=True)
    text, since = _take_day(_SINCE_OPERATOR, text, is_first=False)
    if until is not None:
        until = until - timedelta(1) if until > date.min else until
    if since is not None:
        since = since + timedelta(1) if since < date.max else since
    exclusions = tuple(match["word"] for match in _EXCLUSION.finditer(text))
    remainder = _EXCLUSION.sub(" ", text)
    if not re.search(r"\w", remainder):
        exclusions, remainder = (), text
    phrases = tuple(" ".join(match[1].split()) for match in _PHRASE.finditer(remainder))
    text, either = _take_alternatives(remainder)
    if not re.search(r"\w", text):
        return ParsedOperators(question)
    filters = Filters(phrases, exclusions, frozenset(sources), since, until)
    is_changed = filters or either
    return ParsedOperators(" ".join(text.split()) if is_changed else question, filters, either)


def _take_day(pattern: re.Pattern[str], text: str, *, is_first: bool) -> tuple[str, date | None]:
    """Return the text without an operator, and the first or last day that it names."""
    match = pattern.search(text)
    day = _read_day(match["day"].strip(",.?!"), is_first=is_first) if match else None
    return (text.replace(match[0], " ", 1), day) if match and day else (text, None)


def _read_day(text: str, *, is_first: bool) -> date | None:
    match = _DAY.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if not year:
            return None
        if not month:
            return date(year, 1, 1) if is_first else date(year, 12, 31)
        return date(year, month, day or (1 if is_first else monthrange(year, month)[1]))
    except ValueError:
        return None


def _take_alternatives(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    either = []
    for match in _OR_OPERATOR.finditer(text):
        right = _OPERAND.match(text, match.end())
        if right:
            either.append((match["left"], right[0]))
    return _OR_OPERATOR.sub(lambda match: f"{match['left']} ", text), tuple(either)
