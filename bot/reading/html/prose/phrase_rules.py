"""Phrase rules: in which shapes the phrases around articles count."""

import re
from collections.abc import Iterable
from functools import cache

from bot.reading.html.prose.link_phrases import LABELS, MORE_FROM, READ_MORE
from bot.reading.html.prose.notice_phrases import (
    CONTRIBUTORS,
    COPYRIGHT,
    CREDITS,
    INVITATIONS,
    OBJECTS,
    SOURCES,
)
from bot.reading.html.prose.text_line import count_words

_MARKS = " \t:|>»–—-→•·*【】「」[]()/+…!.：▶►■●"
_LABEL_WORDS, _SHORT_INVITATION, _CREDIT_WORDS = 6, 14, 25
_RIGHTS_WORDS, _INVITATION_WORDS = 45, 55
# Phrases stand in no longer lines, and some expressions take long over those.
_LONGEST = 1_000


def is_phrase(text: str, *, is_last: bool = False) -> bool:
    """Tell whether a line is one of the phrases that pages put around articles.

    ``is_last`` says that it stands where articles end.
    """
    if len(text) > _LONGEST:
        return False
    lower = text.lower()
    words = count_words(lower)
    return (
        bool(_label().fullmatch(lower.strip(_MARKS)))
        or is_read_more(text)
        or _is_invitation(lower, words, is_last)
        or (words <= _RIGHTS_WORDS and bool(_copyright().match(lower)))
        or _is_credit(lower, words)
        or (words <= _CREDIT_WORDS and bool(_read_more_label().fullmatch(lower)))
    )


def is_read_more(text: str) -> bool:
    """Tell whether a text is a phrase such as "Read more" and nothing else."""
    return len(text) <= _LONGEST and bool(_read_more().fullmatch(text.lower().strip(_MARKS)))


def is_more_from(text: str) -> bool:
    """Tell whether a heading is such as "More from the Gazette"."""
    lower = text[:_LONGEST].lower().strip(_MARKS)
    return count_words(lower) <= _LABEL_WORDS and bool(_more_from().match(lower))


def is_sources_label(text: str) -> bool:
    """Tell whether a line is such as "Sources:"."""
    return len(text) <= _LONGEST and bool(_sources().fullmatch(text.lower().strip(_MARKS)))


def names_contributors(text: str) -> bool:
    """Tell whether a line at an article's end says who else worked on it, or whence it comes."""
    return (
        len(text) <= _LONGEST
        and count_words(text) <= _RIGHTS_WORDS
        and bool(_contributors().match(text.lower()))
    )


def has_invitation(text: str) -> bool:
    """Tell whether one of a line's sentences begins as an invitation does."""
    return (
        len(text) <= _LONGEST
        and count_words(text) <= _INVITATION_WORDS
        and bool(_invitation().search(text.lower()))
    )


def _is_invitation(lower: str, words: int, is_last: bool) -> bool:
    # In some languages a question to somebody begins with the same words.
    return (
        words <= _INVITATION_WORDS
        and not lower.endswith(("?", "？", "؟"))
        and (is_last or words <= _SHORT_INVITATION or bool(_object().search(lower)))
        and bool(_invitation().match(lower))
    )


def _is_credit(lower: str, words: int) -> bool:
    if words <= _CREDIT_WORDS and _credit().fullmatch(lower):
        return not lower.endswith(".") or words < _CREDIT_WORDS // 2
    return (
        words <= _RIGHTS_WORDS
        and lower.endswith((")", "]"))
        and bool(_credit_at_end().fullmatch(lower))
    )


@cache
def _read_more() -> re.Pattern[str]:
    return re.compile(_any_of(READ_MORE.values()))


@cache
def _read_more_label() -> re.Pattern[str]:
    label = _any_of(READ_MORE.values())
    return re.compile(rf"\W*(?:{label})\s*(?:[:|>»→：▶►]|[–—-]\s).*", re.DOTALL)


@cache
def _more_from() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of([MORE_FROM])})\s")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(_any_of([LABELS]))


@cache
def _invitation() -> re.Pattern[str]:
    phrases = _any_of(INVITATIONS.values())
    # Between words of scripts without spaces there is no boundary.
    return re.compile(rf"(?:^\W*|[.!?…]['\"”’»)]* +)(?:{phrases})(?![^\W\u0e00-\u9fff])")


@cache
def _object() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of([OBJECTS])})\b")


@cache
def _copyright() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_any_of(COPYRIGHT.values())})|©")


@cache
def _credit() -> re.Pattern[str]:
    words = _any_of([CREDITS])
    return re.compile(rf"\W{{0,2}}(?:{words})\s*(?:[:/|©：]|by\b|courtesy\b|via\b).*", re.DOTALL)


@cache
def _credit_at_end() -> re.Pattern[str]:
    words = _any_of([CREDITS])
    end = r"\s*[:/|©]\s*[^.:]{2,60}[)\].]?"
    return re.compile(rf".*[(.!?|/\s]\s*(?:{words}){end}", re.DOTALL)


@cache
def _contributors() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_any_of(CONTRIBUTORS.values())})(?!\w)")


@cache
def _sources() -> re.Pattern[str]:
    return re.compile(_any_of([SOURCES]))


def _any_of(rows: Iterable[str]) -> str:
    """Return a regular expression for all phrases of some rows, longer ones first."""
    phrases = {phrase for row in rows for phrase in _split(row)}
    return "|".join(sorted(phrases, key=len, reverse=True))


def _split(row: str) -> list[str]:
    """Split a row at the bars that are not in parentheses."""
    parts, depth = [""], 0
    for char in row:
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return [part.replace(" ", r"\s+") for part in parts if part]
