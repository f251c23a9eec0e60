"""Local reading: what a question in another language than English asks, and by which words."""

from dataclasses import dataclass
from datetime import date

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
