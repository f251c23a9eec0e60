"""Phrase rules: in which shapes the phrases around articles count."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from bot.reading.html.prose.text_line import count_words

_FILE = Path(__file__).parents[1] / "data" / "phrases.txt"
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
    return len(text) <= _LONGEST and _matches_read_more(text)


# Pages of a site have the same words around their articles.
@lru_cache(maxsize=2_048)
def _matches_read_more(text: str) -> bool:
    return bool(_read_more().fullmatch(text.lower().strip(_MARKS)))


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
    return re.compile(_any_of("read more"))


@cache
def _read_more_label() -> re.Pattern[str]:
    label = _any_of("read more")
    return re.compile(rf"\W*(?:{label})\s*(?:[:|>»→：▶►]|[–—-]\s).*", re.DOTALL)


@cache
def _more_from() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of('more from')})\s")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(_any_of("labels"))


@cache
def _invitation() -> re.Pattern[str]:
    phrases = _any_of("invitations")
    # Between words of scripts without spaces there is no boundary.
    return re.compile(rf"(?:^\W*|[.!?…]['\"”’»)]* +)(?:{phrases})(?![^\W\u0e00-\u9fff])")


@cache
def _object() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of('objects')})\b")


@cache
def _copyright() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_any_of('copyright')})|©")


@cache
def _credit() -> re.Pattern[str]:
    words = _any_of("credits")
    return re.compile(rf"\W{{0,2}}(?:{words})\s*(?:[:/|©：]|by\b|courtesy\b|via\b).*", re.DOTALL)


@cache
def _credit_at_end() -> re.Pattern[str]:
    words = _any_of("credits")
    end = r"\s*[:/|©]\s*[^.:]{2,60}[)\].]?"
    return re.compile(rf".*[(.!?|/\s]\s*(?:{words}){end}", re.DOTALL)


@cache
def _contributors() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_any_of('contributors')})(?!\w)")


@cache
def _sources() -> re.Pattern[str]:
    return re.compile(_any_of("sources"))


def _any_of(section: str) -> str:
    """Return a regular expression for all phrases of a section, longer ones first."""
    phrases = {phrase.replace(" ", r"\s+") for phrase in list_phrases(section)}
    return "|".join(sorted(phrases, key=len, reverse=True))


def list_phrases(section: str) -> Sequence[str]:
    """Return the phrases of a section of the list, some of them regular expressions."""
    return _load_phrases()[section]


@cache
def _load_phrases() -> Mapping[str, Sequence[str]]:
    sections: dict[str, list[str]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("["):
            sections[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            sections[next(reversed(sections))].append(line)
    return sections
