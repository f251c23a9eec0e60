"""Answer type: what a question asks for, read from its words."""

import re
from dataclasses import dataclass
from enum import IntEnum

from bot.answers.question.lexicons import ANY_PLACE, PLACES, find_category
from bot.language.analyzer import Analyzer
from bot.language.mentions import Kind


class QuestionForm(IntEnum):
    """What a question asks for, by its interrogative; BLANK is a gap to fill in."""

    UNKNOWN = 0
    PERSON = 1
    COUNT = 2
    AMOUNT = 3
    SHARE = 4
    TIME = 5
    PLACE = 6
    CHOICE = 7
    THING = 8
    BLANK = 9


@dataclass(frozen=True, slots=True)
class QuestionAnalysis:
    """What a question asks for.

    ``mention_kinds``: the kinds of mentions that may answer it.
    ``noun_terms``: the terms after which or what, as in "which airline".
    ``category``: the word among them that has hyponyms in the lexicon, or an empty text.
    ``places``: the names among which the answer is; None where it is no place.
    """

    form: QuestionForm
    mention_kinds: frozenset[Kind]
    noun_terms: tuple[str, ...]
    category: str
    places: frozenset[str] | None


_PATTERNS = {
    QuestionForm.PERSON: r"\bwho(?:m|se)?\b",
    QuestionForm.COUNT: (
        r"\bhow (?:many|old|long|far|big|high|large|tall|fast|often)\b|what number"
    ),
    QuestionForm.AMOUNT: r"\bhow much\b",
    QuestionForm.SHARE: r"\bpercent(?:age)?\b|\bwhat (?:share|proportion)\b",
    QuestionForm.TIME: r"\bwhen\b|\b(?:what|which) (?:year|month|day|date|week)\b",
    QuestionForm.PLACE: r"\bwhere\b",
    QuestionForm.CHOICE: r"\bwhich\b",
    QuestionForm.THING: r"\bwhat\b",
    QuestionForm.BLANK: r"_{2,}|…|\.\.\.",
}
_FORMS = {form: re.compile(pattern, re.IGNORECASE) for form, pattern in _PATTERNS.items()}
_MENTION_KINDS = {
    QuestionForm.PERSON: {Kind.NAME},
    QuestionForm.COUNT: {Kind.NUMBER},
    QuestionForm.AMOUNT: {Kind.MONEY, Kind.NUMBER, Kind.PERCENT},
    QuestionForm.SHARE: {Kind.PERCENT, Kind.NUMBER},
    QuestionForm.TIME: {Kind.YEAR, Kind.DAY},
    QuestionForm.PLACE: {Kind.NAME},
    QuestionForm.CHOICE: {Kind.NAME},
}

_ASKS_WHICH = r"\b(?:which|what|name the|name a)\b"
_PLACE_PATTERNS = {
    "country": re.compile(
        rf"{_ASKS_WHICH}[^?,]{{0,40}}\b(?:country|countries|nation)\b", re.IGNORECASE
    ),
    "state": re.compile(rf"{_ASKS_WHICH}[^?,]{{0,30}}\bstates?\b", re.IGNORECASE),
    "city": re.compile(
        rf"{_ASKS_WHICH}[^?,]{{0,30}}\b(?:city|cities|capital|town)\b", re.IGNORECASE
    ),
    "continent": re.compile(r"\bcontinent\b", re.IGNORECASE),
}

_NOUN_PATTERN = re.compile(
    r"\b(?:which|what)(?: of the(?: following)?)?((?: [\w'’-]+){1,4})", re.IGNORECASE
)
_NOUN_ENDS = frozenset(
    "is was are were did does do has have had will would can could may might of in on the a an to"
    " for from by with that who".split()
)
_MAX_NOUN_WORDS = 3


def analyze_question(question: str, analyzer: Analyzer) -> QuestionAnalysis:
    """Return what ``question`` asks for."""
    forms = (form for form, pattern in _FORMS.items() if pattern.search(question))
    form = next(forms, QuestionForm.UNKNOWN)
    return QuestionAnalysis(
        form,
        frozenset(_MENTION_KINDS.get(form, ())),
        _find_noun_terms(question, analyzer),
        find_category(question),
        _find_places(question, form),
    )


def _find_noun_terms(question: str, analyzer: Analyzer) -> tuple[str, ...]:
    match = _NOUN_PATTERN.search(question)
    words: list[str] = []
    for word in match[1].split() if match else ():
        if word.casefold() in _NOUN_ENDS or len(words) == _MAX_NOUN_WORDS:
            break
        words.append(word)
    return tuple(term for word in words for term in analyzer.terms(word))


def _find_places(question: str, form: QuestionForm) -> frozenset[str] | None:
    for kind, pattern in _PLACE_PATTERNS.items():
        if pattern.search(question):
            return PLACES[kind]
    return ANY_PLACE if form is QuestionForm.PLACE else None
