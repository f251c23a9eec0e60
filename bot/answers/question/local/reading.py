"""Local reading: what a question in another language than English asks, and by which words."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.answers.question.answer_type import MENTION_KINDS, QuestionAnalysis, QuestionForm
from bot.answers.question.local.phrases import cut, find_phrases, has_words, simplify
from bot.answers.question.local.time import find_local_focus
from bot.answers.question.time_focus import TimeFocus
from bot.language.languages.language import Language
from bot.language.span import Span

_FORMS = {
    "who": QuestionForm.PERSON, "which": QuestionForm.CHOICE, "when": QuestionForm.TIME,
    "where": QuestionForm.PLACE, "what": QuestionForm.THING, "how_many": QuestionForm.COUNT,
    "how_much": QuestionForm.AMOUNT, "measure": QuestionForm.COUNT, "share": QuestionForm.SHARE,
    "why": QuestionForm.UNKNOWN, "how": QuestionForm.UNKNOWN,
}  # fmt: skip
_OPENINGS = {
    "how_many": "how_much", "how_much": "how_much", "measure": "how_much", "share": "how_much",
    "why": "why", "how": "how",
}  # fmt: skip
_VAGUE = ("what", "how")  # what else asks says more
_ATTRIBUTES = ("share", "how_much", "how_many", "measure", "when", "where", "who")
_ASKING_SIGNS = re.compile("何|几|幾|多少|哪一?|どの|どれ|いく")
_HIRAGANA = re.compile("[\u3041-\u309f]+")
_WORD = re.compile(r"\w+")
_LONGEST_PARTICLE = 2  # letters
_EDGES = " \t\n\"'“”„«»¿¡?!.,;:؟。！？…、，()"


@dataclass(frozen=True, slots=True)
class LocalQuestion:
    """A question in a language other than English.

    ``content``: what is searched for: the question with blanks for the words that only ask.
    ``optional``: words that an answer need not hold: the noun that asks for a value.
    ``asks``: the category of the words that ask, empty where none do.
    ``time_spans``: where it says when.
    """

    content: str
    optional: frozenset[str]
    asks: str
    analysis: QuestionAnalysis
    focus: TimeFocus
    time_spans: tuple[Span, ...]
    language: Language


def read_local_question(question: str, at: date, language: Language) -> LocalQuestion:
    """Return what ``question``, asked on the day ``at``, asks for."""
    text = simplify(question, language)
    focus, time_spans = find_local_focus(question, at, language)
    frames = (
        []
        if _is_only(text, language.questions.frames, language)
        else find_phrases(text, language.questions.frames, language)
    )
    rest = cut(text, frames)
    asking = _find_asking(rest, language)
    spans = [span for _, span in asking]
    asks = _choose(asking)
    if not asks:
        verbs = _find_yes_no(rest, language)
        spans += verbs
        asks = "yes_no" if verbs else ""
    attribute, nouns = _find_attribute(cut(rest, spans), language)
    units = [unit for span in spans for unit in _find_matter(text, span, language)]
    nouns |= {unit.slice(text) for unit in units}
    spans = [part for span in spans for part in _leave_out(span, units)]
    form = _FORMS.get(asks, QuestionForm.UNKNOWN)
    if asks in ("", "what", "which", "how", "measure") and attribute:
        form = _FORMS[attribute]
    opening = _OPENINGS.get(asks, "yes_no" if asks == "yes_no" else "open" if asks else "bare")
    if opening == "how" and attribute:
        opening = "open"
    cuts = [*frames, *spans, *time_spans]
    content = cut(question, cuts)
    if not has_words(content):
        content = cut(question, [*frames, *spans])
    if not has_words(content):
        content = question
    analysis = QuestionAnalysis(form, opening, frozenset(MENTION_KINDS.get(form, ())), (), "", None)
    return LocalQuestion(content, nouns, asks, analysis, focus, tuple(time_spans), language)


def _find_matter(text: str, span: Span, language: Language) -> list[Span]:
    """Return the words of a phrase that asks which an answer may hold: the unit, the noun.

    "How many kilometres" asks by its first words, and the answer names kilometres.
    """
    if not language.divides_words:
        start = _ASKING_SIGNS.match(text, span.start, span.end)
        rest = Span(start.end(), span.end) if start else Span(span.end, span.end)
        is_word = len(rest) > 1 and rest.slice(text) not in language.stop_words
        return [rest] if is_word and not _HIRAGANA.fullmatch(rest.slice(text)) else []
    words = [Span(*match.span()) for match in _WORD.finditer(text, span.start, span.end)]
    asking = _list_asking_words(language)
    return [
        word
        for word in words[1:]
        if word.slice(text) not in asking and len(word) > _LONGEST_PARTICLE
    ]


@cache
def _list_asking_words(language: Language) -> frozenset[str]:
    """Return the single words that ask, and the function words."""
    phrases = (getattr(language.questions, name) for name in (*_FORMS, "yes_no"))
    words = {phrase for group in phrases for phrase in group if " " not in phrase}
    return language.stop_words.union(words)


def _leave_out(span: Span, parts: list[Span]) -> list[Span]:
    """Return what is left of a span without some of its parts, which are in order."""
    result, start = [], span.start
    for part in parts:
        if span.start <= part.start and part.end <= span.end:
            result.append(Span(start, part.start))
            start = part.end
    return [*result, Span(start, span.end)]


def _is_only(text: str, phrases: tuple[str, ...], language: Language) -> bool:
    return not has_words(cut(text, find_phrases(text, phrases, language)))


def _find_asking(text: str, language: Language) -> list[tuple[str, Span]]:
    """Return the words that ask, each with its category, in order; the longest count."""
    found = [
        (name, span)
        for name in _FORMS
        for span in find_phrases(text, getattr(language.questions, name), language)
    ]
    found.sort(key=lambda pair: (-len(pair[1]), pair[1].start))
    chosen: list[tuple[str, Span]] = []
    for name, span in found:
        if not any(span.start < other.end and other.start < span.end for _, other in chosen):
            chosen.append((name, span))
    return sorted(chosen, key=lambda pair: pair[1].start)


def _choose(asking: list[tuple[str, Span]]) -> str:
    """Return the category that tells most: the first, unless it is vague."""
    names = [name for name, _ in asking]
    clear = [name for name in names if name not in _VAGUE]
    return next(iter(clear or names), "")


def _find_yes_no(text: str, language: Language) -> list[Span]:
    """Return the verb or particle that makes a yes-or-no question."""
    spans = find_phrases(text, language.questions.yes_no, language)
    start = len(text) - len(text.lstrip(_EDGES))
    end = len(text.rstrip(_EDGES))
    at_edge = [span for span in spans if span.start <= start or span.end >= end]
    if at_edge:
        return at_edge[:2]
    return spans[:1] if "?" in text or "؟" in text else []


def _find_attribute(text: str, language: Language) -> tuple[str, frozenset[str]]:
    """Return what a noun asks for, and its words."""
    for name in _ATTRIBUTES:
        spans = find_phrases(text, getattr(language.attributes, name), language)
        if spans:
            return name, frozenset(word for span in spans for word in span.slice(text).split())
    return "", frozenset()
