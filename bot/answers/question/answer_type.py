"""Answer type: what a question asks for, read from its words."""

import re
from dataclasses import dataclass
from enum import IntEnum

from bot.answers.question.english.asking_words import ATTRIBUTES, QUESTION_OPENINGS
from bot.answers.question.lexicons import ANY_PLACE, PLACES, find_category
from bot.language.analyzer import Analyzer
from bot.language.mentions.mention_kind import Kind

OPENINGS = (*(name for name, _ in QUESTION_OPENINGS), "bare")
"""How questions ask; what fits none of the patterns is a bare phrase."""

_ASKING_FOR_MENTIONS = frozenset(("open", "how_much", "bare"))


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

    ``opening``: how it asks, one of ``OPENINGS``.
    ``mention_kinds``: the kinds of mentions that may answer it.
    ``noun_terms``: the terms after which or what, as in "which airline".
    ``category``: the word among them that has hyponyms in the lexicon, or an empty text.
    ``places``: the names among which the answer is; None where it is no place.
    """

    form: QuestionForm
    opening: str
    mention_kinds: frozenset[Kind]
    noun_terms: tuple[str, ...]
    category: str
    places: frozenset[str] | None

    @property
    def wants_mention(self) -> bool:
        """Tell whether a name or number may be all of the answer: not why, nor yes or no."""
        return self.opening in _ASKING_FOR_MENTIONS


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
MENTION_KINDS = {
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

_ATTRIBUTE_FORMS = {
    word: QuestionForm[form.upper()] for form, words in ATTRIBUTES.items() for word in words
}
_ATTRIBUTE_PATTERN = re.compile(
    r"\bwhat(?:['’]s| is| was| are| were| will be) "
    r"(?:the (?:[\w-]+['’]s )?|[\w-]+['’]s |its |his |her |their )"
    r"((?:[\w-]+ ){0,2}?[\w-]+)(?= (?:of|for|in|on|at|to|from|after|by|so|now|today)\b|\W*$)"
)
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
    opening = find_opening(question)
    if form in (QuestionForm.UNKNOWN, QuestionForm.THING):
        attribute = _find_attribute(question, opening)
        if attribute:
            form, opening = attribute, "open" if opening == "who_is" else opening
    return QuestionAnalysis(
        form,
        opening,
        frozenset(MENTION_KINDS.get(form, ())),
        _find_noun_terms(question, analyzer),
        find_category(question),
        _find_places(question, form),
    )


def find_opening(question: str) -> str:
    """Return how a question asks, one of ``OPENINGS``."""
    lowercase = question.lower()
    return next((name for name, pattern in QUESTION_OPENINGS if pattern.search(lowercase)), "bare")


def _find_attribute(question: str, opening: str) -> QuestionForm | None:
    """Return what a noun asks for that stands for a whole question: a price, a length, a date."""
    if opening == "bare":
        words = re.findall(r"[^\W\d_]+", question.lower())
    else:
        match = _ATTRIBUTE_PATTERN.search(question.lower())
        words = match[1].split() if match else []
    return next(
        (_ATTRIBUTE_FORMS[word] for word in reversed(words) if word in _ATTRIBUTE_FORMS), None
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
