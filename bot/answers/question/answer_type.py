"""Asked: what a question wants to know, read from its words."""

import re
from dataclasses import dataclass
from enum import IntEnum

from bot.answers.question.lexicons import kind_asked
from bot.answers.question.places import ANY_PLACE, PLACES
from bot.language.analyzer import Analyzer
from bot.language.mentions import Kind


class AnswerForm(IntEnum):
    """How a question asks."""

    OTHER = 0
    WHO = 1
    HOW_MANY = 2
    HOW_MUCH = 3
    SHARE = 4
    WHEN = 5
    WHERE = 6
    WHICH = 7
    WHAT = 8
    BLANK = 9


@dataclass(frozen=True, slots=True)
class QuestionAnalysis:
    """What a question wants: its form, the kinds of mentions that may answer it, and more.

    ``noun`` are the terms behind which or what, as in "which airline"; ``kind`` is the word
    among them that names a kind of things, as in ``kinds``; ``places`` are the names among
    which the answer is, None where it is no place.
    """

    form: AnswerForm
    kinds: frozenset[Kind]
    noun: tuple[str, ...]
    kind: str
    places: frozenset[str] | None


_FORMS = {
    AnswerForm.WHO: r"\bwho(?:m|se)?\b",
    AnswerForm.HOW_MANY: (
        r"\bhow (?:many|old|long|far|big|high|large|tall|fast|often)\b|what number"
    ),
    AnswerForm.HOW_MUCH: r"\bhow much\b",
    AnswerForm.SHARE: r"\bpercent(?:age)?\b|\bwhat (?:share|proportion)\b",
    AnswerForm.WHEN: r"\bwhen\b|\b(?:what|which) (?:year|month|day|date|week)\b",
    AnswerForm.WHERE: r"\bwhere\b",
    AnswerForm.WHICH: r"\bwhich\b",
    AnswerForm.WHAT: r"\bwhat\b",
    AnswerForm.BLANK: r"_{2,}|…|\.\.\.",
}
_COMPILED = {form: re.compile(pattern, re.IGNORECASE) for form, pattern in _FORMS.items()}
_KINDS = {
    AnswerForm.WHO: {Kind.NAME},
    AnswerForm.HOW_MANY: {Kind.NUMBER},
    AnswerForm.HOW_MUCH: {Kind.MONEY, Kind.NUMBER, Kind.PERCENT},
    AnswerForm.SHARE: {Kind.PERCENT, Kind.NUMBER},
    AnswerForm.WHEN: {Kind.YEAR, Kind.DAY},
    AnswerForm.WHERE: {Kind.NAME},
    AnswerForm.WHICH: {Kind.NAME},
}

_WHICH = r"\b(?:which|what|name the|name a)\b"
_PLACES = {
    "country": re.compile(rf"{_WHICH}[^?,]{{0,40}}\b(?:country|countries|nation)\b", re.IGNORECASE),
    "state": re.compile(rf"{_WHICH}[^?,]{{0,30}}\bstates?\b", re.IGNORECASE),
    "city": re.compile(rf"{_WHICH}[^?,]{{0,30}}\b(?:city|cities|capital|town)\b", re.IGNORECASE),
    "continent": re.compile(r"\bcontinent\b", re.IGNORECASE),
}

_NOUN = re.compile(
    r"\b(?:which|what)(?: of the(?: following)?)?((?: [\w'’-]+){1,4})", re.IGNORECASE
)
_NO_NOUN = frozenset(
    "is was are were did does do has have had will would can could may might of in on the a an to"
    " for from by with that who".split()
)
_LONGEST_NOUN = 3


def analyze_question(question: str, analyzer: Analyzer) -> QuestionAnalysis:
    """Return what ``question`` wants to know."""
    matching = (form for form, pattern in _COMPILED.items() if pattern.search(question))
    form = next(matching, AnswerForm.OTHER)
    return QuestionAnalysis(
        form,
        frozenset(_KINDS.get(form, ())),
        _noun(question, analyzer),
        kind_asked(question),
        _places(question, form),
    )


def _noun(question: str, analyzer: Analyzer) -> tuple[str, ...]:
    match = _NOUN.search(question)
    words: list[str] = []
    for word in match[1].split() if match else ():
        if word.casefold() in _NO_NOUN or len(words) == _LONGEST_NOUN:
            break
        words.append(word)
    return tuple(term for word in words for term in analyzer.terms(word))


def _places(question: str, form: AnswerForm) -> frozenset[str] | None:
    for kind, pattern in _PLACES.items():
        if pattern.search(question):
            return PLACES[kind]
    return ANY_PLACE if form is AnswerForm.WHERE else None
