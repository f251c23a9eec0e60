"""Multilingual kinds: what sort of message a question is, in a language other than English."""

from collections.abc import Sequence
from datetime import date

from bot.answers.question.kind import QuestionKind
from bot.answers.question.multilingual.phrases import cut, find_phrases, has_words, simplify
from bot.answers.question.multilingual.reading import read_multilingual_question
from bot.language.analyzer import Analyzer
from bot.language.languages.language import Language
from bot.language.span import Span

_KINDS = {
    "why": QuestionKind.WHY_HOW, "how": QuestionKind.WHY_HOW, "yes_no": QuestionKind.YES_NO,
}  # fmt: skip
_LONGEST_TOPIC = 4  # terms of a name or noun phrase that stands alone
_LONGEST_COURTESY = 40  # characters


def classify_multilingual_question(
    question: str, at: date, language: Language, analyzer: Analyzer
) -> tuple[QuestionKind, str]:
    """Return the kind of a message, and what of it is searched for."""
    if not has_words(question):
        return QuestionKind.EMPTY, question
    text = simplify(question, language)
    if _is_courtesy(text, language):
        return QuestionKind.COURTESY, question
    if _is_about_bot(text, language, analyzer):
        return QuestionKind.ABOUT_BOT, question
    reading = read_multilingual_question(question, at, language)
    if _asks_for_news(text, reading.time_spans, language, analyzer):
        return QuestionKind.BROWSE, question
    topic = _find_topic(question, text, reading.asks, language, analyzer)
    if topic:
        return QuestionKind.TOPIC, topic
    return _KINDS.get(reading.asks, QuestionKind.FACT), question


def _is_courtesy(text: str, language: Language) -> bool:
    messages = language.messages
    if len(text) > _LONGEST_COURTESY:
        return False
    phrases = (
        *messages.greetings, *messages.thanks, *messages.farewells, *messages.courtesies,
    )  # fmt: skip
    spans = find_phrases(text, phrases, language)
    return bool(spans) and not has_words(cut(text, spans))


def _is_about_bot(text: str, language: Language, analyzer: Analyzer) -> bool:
    spans = find_phrases(text, language.messages.about_bot, language)
    if not spans:
        return False
    remainder = cut(text, [*spans, *find_phrases(text, language.questions.frames, language)])
    return not _has_matter(remainder, language, analyzer)


def _asks_for_news(
    text: str, time_spans: Sequence[Span], language: Language, analyzer: Analyzer
) -> bool:
    """Tell whether a message asks for the news in general, or only names a time."""
    phrases = find_phrases(text, language.news.browse, language)
    spans = [*phrases, *time_spans]
    if not spans:
        return False
    remainder = cut(text, [*spans, *find_phrases(text, language.questions.frames, language)])
    if not phrases:
        return not has_words(remainder)
    remainder = cut(remainder, find_phrases(remainder, language.questions.what, language))
    return not _has_matter(remainder, language, analyzer)


def _find_topic(question: str, text: str, asks: str, language: Language, analyzer: Analyzer) -> str:
    """Return the matter whose news is asked for, empty where a sentence has to answer."""
    start = len(text) - len(text.lstrip())
    for span in find_phrases(text, language.news.topic_before, language):
        remainder = cut(question, [span])
        is_before = not _has_matter(text[start : span.start], language, analyzer)
        if is_before and _is_topic(
            remainder, at_most=_LONGEST_TOPIC + 2, language=language, analyzer=analyzer
        ):
            return remainder.strip()
    for span in find_phrases(text, language.news.topic_after, language):
        remainder = cut(question, [span])
        is_after = not _has_matter(text[span.end :], language, analyzer)
        if is_after and not asks and _is_topic(remainder, _LONGEST_TOPIC, language, analyzer):
            return remainder.strip()
    is_bare = not asks and not any(sign in text for sign in "?؟？;")
    if is_bare and _is_topic(question, _LONGEST_TOPIC, language, analyzer):
        return question
    return ""


def _is_topic(text: str, at_most: int, language: Language, analyzer: Analyzer) -> bool:
    if language.divides_words:
        count = sum(bool(terms) for _, terms in analyzer.words(text, language.code))
    else:
        count = sum(map(str.isalnum, text)) // 2
    return 0 < count <= at_most


def _has_matter(text: str, language: Language, analyzer: Analyzer) -> bool:
    """Tell whether a text has words that can be searched for."""
    return any(terms for _, terms in analyzer.words(text, language.code))
