"""Multilingual reading: what a question in a language other than English asks, and how."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.answers.question.answer_type import MENTION_KINDS, QuestionAnalysis, QuestionForm
from bot.answers.question.multilingual.phrases import cut, find_phrases, has_words, simplify
from bot.answers.question.multilingual.time import find_multilingual_focus
from bot.answers.question.time_focus import TimeFocus
from bot.language.languages.language import Language
from bot.language.mentions.mention_kind import Kind
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
_VAGUE = ("yes_no", "what", "how")  # what else asks says more
# Of one word that asks for two things, as Persian's for who and when, the first counts.
_PRIORITY = (
    "why", "when", "share", "how_many", "how_much", "measure", "who", "where", "which", "how",
    "what", "yes_no",
)  # fmt: skip
_ALSO_CONJUNCTIONS = ("when", "where", "who")
_FAR = 12  # characters from "what" to a word that there is a conjunction
_ATTRIBUTES = ("share", "how_much", "how_many", "measure", "when", "where", "who")
# How many words may stand between what asks and the noun that tells for what.
_MAX_DISTANCES = {"what": 3, "which": 1}
_AMOUNTS = ("share", "how_much")
_ASKING_SIGNS = re.compile("何|几|幾|多少|哪一?|どの|どれ|いく")
_HIRAGANA = re.compile("[\u3041-\u309f]+")
_WORD = re.compile(r"\w+")
_LONGEST_PARTICLE = 2  # letters
_DIVIDERS = frozenset("?!.,;:؟。！？…、，;-–—")
_EDGES = " \t\n\"'“”„«»¿¡?!.,;:؟。！？…、，()"


@dataclass(frozen=True, slots=True)
class MultilingualQuestion:
    """A question in a language other than English.

    ``content``: what is searched for: the question with blanks for the words that only ask.
    ``optional``: words that an answer need not hold: the noun that asks for a value, a greeting.
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


def read_multilingual_question(question: str, at: date, language: Language) -> MultilingualQuestion:
    """Return what ``question``, asked on the day ``at``, asks for."""
    text = simplify(question, language)
    focus, time_spans = find_multilingual_focus(question, at, language)
    frames, doubtful = _find_frames(text, language)
    remainder = cut(text, frames)
    asking_spans = _find_asking(remainder, language)
    spans = [span for _, span in asking_spans]
    asks = _choose(asking_spans)
    if asks == "what" and _is_particle(remainder, asking_spans, language):
        asks = "yes_no"
    elif not asks:
        verbs = _find_yes_no(remainder, language)
        spans += verbs
        asks = "yes_no" if verbs else ""
    attribute, nouns = _find_attribute(cut(remainder, spans), asks, spans, language)
    units = [unit for span in spans for unit in _find_matter(text, span, language)]
    nouns |= {span.slice(text) for span in (*units, *doubtful)}
    spans = [part for span in spans for part in _leave_out(span, units)]
    form = _FORMS[attribute] if attribute else _FORMS.get(asks, QuestionForm.UNKNOWN)
    kinds = frozenset(MENTION_KINDS.get(form, ()))
    if asks == "how_many" and form is QuestionForm.COUNT and _is_of_amounts_too(asking_spans, text):
        kinds |= {Kind.MONEY}
    opening = _OPENINGS.get(asks, "yes_no" if asks == "yes_no" else "open" if asks else "bare")
    if opening == "how" and attribute:
        opening = "open"
    cuts = [*frames, *spans, *time_spans]
    content = cut(question, cuts)
    if not has_words(content):
        content = cut(question, [*frames, *spans])
    if not has_words(content):
        content = question
    analysis = QuestionAnalysis(form, opening, kinds, (), "", None)
    return MultilingualQuestion(content, nouns, asks, analysis, focus, tuple(time_spans), language)


def _find_frames(text: str, language: Language) -> tuple[list[Span], list[Span]]:
    """Return the words of a message that are no part of what it asks, and those that may be none.

    A greeting stands at its beginning, thanks at either end: elsewhere they are its matter. One
    word that no sign sets off may be a name, as that of the company Oi.
    """
    frames = find_phrases(text, language.questions.frames, language)
    remainder = cut(text, frames)
    messages = language.messages
    openers = find_phrases(text, (*messages.greetings, *messages.thanks), language)
    closers = find_phrases(text, (*messages.thanks, *messages.farewells), language)
    edges = [
        (span, remainder[span.end :].lstrip()[:1])
        for span in openers
        if not has_words(remainder[: span.start]) and not text[span.end : span.end + 1].isalnum()
    ]
    edges += [
        (span, remainder[: span.start].rstrip()[-1:])
        for span in closers
        if not has_words(remainder[span.end :])
    ]
    doubtful: list[Span] = []
    for span, neighbour in edges:
        is_set_off = neighbour in _DIVIDERS or " " in span.slice(text)
        (frames if is_set_off else doubtful).append(span)
    if not has_words(cut(text, [*frames, *doubtful])):
        return [], []
    return frames, doubtful


def _find_matter(text: str, span: Span, language: Language) -> list[Span]:
    """Return the words of a phrase that asks which an answer may hold: the unit, the noun.

    "How many kilometres" asks by its first words, and the answer names kilometres.
    """
    if not language.divides_words:
        start = _ASKING_SIGNS.match(text, span.start, span.end)
        remainder = Span(start.end(), span.end) if start else Span(span.end, span.end)
        is_word = len(remainder) > 1 and remainder.slice(text) not in language.stop_words
        return [remainder] if is_word and not _HIRAGANA.fullmatch(remainder.slice(text)) else []
    words = [Span(*match.span()) for match in _WORD.finditer(text, span.start, span.end)]
    asking_spans = _list_asking_words(language)
    return [
        word
        for word in words[1:]
        if word.slice(text) not in asking_spans and len(word) > _LONGEST_PARTICLE
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


def _find_asking(text: str, language: Language) -> list[tuple[str, Span]]:
    """Return the words that ask, each with its category, in order; the longest count."""
    matches = [
        (name, span)
        for name in _PRIORITY
        for span in find_phrases(text, _list_asking(name, language), language)
    ]
    matches.sort(key=lambda pair: (-len(pair[1]), pair[1].start))
    selection: list[tuple[str, Span]] = []
    for name, span in matches:
        if not any(
            span.start < other_span.end and other_span.start < span.end
            for _, other_span in selection
        ):
            selection.append((name, span))
    return sorted(selection, key=lambda pair: pair[1].start)


def _list_asking(name: str, language: Language) -> tuple[str, ...]:
    """Return the phrases of a category; single words of yes or no are verbs at the edges."""
    phrases: tuple[str, ...] = getattr(language.questions, name)
    if name == "yes_no":
        return tuple(phrase for phrase in phrases if " " in phrase and language.divides_words)
    return phrases


def _choose(asking_spans: list[tuple[str, Span]]) -> str:
    """Return the category that tells most: the first, unless it is vague."""
    clear = [(name, span) for name, span in asking_spans if name not in _VAGUE]
    if not clear:
        return asking_spans[0][0] if asking_spans else ""
    name, span = clear[0]
    first_name, first = asking_spans[0]
    is_conjunction = name in _ALSO_CONJUNCTIONS and span.start - first.end > _FAR
    return first_name if first_name == "what" and is_conjunction else name


def _is_particle(text: str, asking_spans: list[tuple[str, Span]], language: Language) -> bool:
    """Tell whether a word for what stands where it only makes a question, as in Hindi."""
    start = len(text) - len(text.lstrip(_EDGES))
    end = len(text.rstrip(_EDGES))
    return any(
        span.slice(text) in language.questions.yes_no and (span.start <= start or span.end >= end)
        for _, span in asking_spans
    )


def _is_of_amounts_too(asking_spans: list[tuple[str, Span]], text: str) -> bool:
    """Tell whether what asks is a single word, which in most languages also asks how much."""
    return all(" " not in span.slice(text) for name, span in asking_spans if name == "how_many")


def _find_yes_no(text: str, language: Language) -> list[Span]:
    """Return the verb or particle that makes a yes-or-no question."""
    spans = find_phrases(text, language.questions.yes_no, language)
    start = len(text) - len(text.lstrip(_EDGES))
    end = len(text.rstrip(_EDGES))
    at_edge = [span for span in spans if span.start <= start or span.end >= end]
    if at_edge:
        return at_edge[:2]
    return spans[:1] if "?" in text or "؟" in text else []


def _find_attribute(
    text: str, asks: str, asking_spans: list[Span], language: Language
) -> tuple[str, frozenset[str]]:
    """Return what a noun asks for, and its words; how far it may stand depends on what asks."""
    names = _ATTRIBUTES if asks in ("", "yes_no", *_MAX_DISTANCES) else _AMOUNTS
    if asks not in ("", "how_many", "measure", *_MAX_DISTANCES):
        return "", frozenset()
    for name in names:
        spans = find_phrases(text, getattr(language.attributes, name), language)
        if asks in _MAX_DISTANCES and asking_spans:
            start = asking_spans[0].end
            spans = [span for span in spans if _is_near(text, start, span, asks, language)]
        if spans:
            return name, frozenset(word for span in spans for word in span.slice(text).split())
    return "", frozenset()


def _is_near(text: str, start: int, span: Span, asks: str, language: Language) -> bool:
    if not language.divides_words:
        return True
    words_between = _WORD.findall(text, min(start, span.start), max(start, span.start))
    return len(words_between) <= _MAX_DISTANCES[asks]
